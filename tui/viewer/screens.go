package viewer

import (
	"youku.example/tui/screen"
)

// Screens makes the screens of viewers, and is what they share.
type Screens struct {
	*screen.Env
	Program
	Shop   Shop
	Logins LoginService
}
