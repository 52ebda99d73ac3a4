package svg

import (
	"flag"
	"testing"

	"github.com/charmbracelet/x/vt"
)

var update = flag.Bool("update", false, "write the golden picture anew")

// shows is a Grid on which a program wrote.
func shows(t *testing.T, w, h int, written string) Grid {
	t.Helper()
	term := vt.NewEmulator(w, h)
	if _, err := term.WriteString(written); err != nil {
		t.Fatal(err)
	}
	return Read(term)
}
