package term

// FewGlyphs reports whether the font of a terminal of that name (TERM) is known
// to lack what the frames are drawn with: the Linux console has 512 glyphs at
// most, the older ones fewer.
func FewGlyphs(name string) bool {
	switch name {
	case "linux", "ansi", "cons25", "vt52", "vt100", "vt102", "vt220":
		return true
	}
	return false
}

// IsDumb reports whether a terminal can't move its cursor, so that a screen on
// it would be a heap of escape sequences: Emacs' shell, an editor's output pane.
// These are the names that terminfo has for one of which nothing is known.
func IsDumb(name string) bool {
	switch name {
	case "dumb", "unknown", "network", "dialup":
		return true
	}
	return false
}
