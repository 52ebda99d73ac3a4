package progress

import (
	"strings"
	"testing"
)

// The bar is full at the end and never longer, and nothing is drawn without a
// terminal.
func TestBar(t *testing.T) {
	for _, c := range []struct {
		done, whole int64
		full        int
	}{{0, 100, 0}, {50, 100, 12}, {100, 100, 24}, {200, 100, 24}, {-1, 100, 0}, {0, 0, 24}} {
		got := Cells(c.done, c.whole)
		if strings.Count(got, "━") != c.full || strings.Count(got, "─") != 24-c.full {
			t.Errorf("%d of %d: %s", c.done, c.whole, got)
		}
	}
	var out strings.Builder
	b := Bar{W: &out}
	b.Show("one")
	b.Show("one")
	b.Clear()
	b.Clear()
	if got := out.String(); got != "\r\x1b[Kone\r\x1b[K" {
		t.Errorf("drawn: %q", got)
	}
	none := Bar{}
	none.Show("one")
	none.Clear()
}
