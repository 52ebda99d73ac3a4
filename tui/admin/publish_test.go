package admin

import "testing"

// TestTitleFrom makes a title to begin with of the name of a file.
func TestTitleFrom(t *testing.T) {
	for name, want := range map[string]string{
		"Farewell_My_Concubine.mp4": "Farewell My Concubine", "the.general.1926.mp4": "the general 1926",
		"流浪地球 2.mkv": "流浪地球 2", "Dr. Strangelove.webm": "Dr. Strangelove", ".mp4": "", "a  b.mp4": "a b", "noext": "noext", "狂飙/S 1/ep.mp4": "ep",
	} {
		if got := titleFrom(name); got != want {
			t.Errorf("titleFrom(%q) = %q, want %q", name, got, want)
		}
	}
}
