package tui

// Screens makes the screens of viewers, and is what they share.
type Screens struct {
	*Env
}
