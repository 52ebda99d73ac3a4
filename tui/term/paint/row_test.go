package paint

import (
	"math/rand/v2"
	"strings"
	"testing"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// TestReadRow holds that a row has the cells of the whole line, as far as they fit,
// and nothing of the line that was read into it before.
func TestReadRow(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	odd := append([]string{"\r", "\u0301", "\x1b[1m\u0301", "\x1b]8;;http://a\x07link\x1b]8;;\x07", "\t", "\x1b_x\x1b\\"}, pieces...)
	for range 3000 {
		w := 1 + r.IntN(30)
		var b strings.Builder
		for range r.IntN(14) {
			b.WriteString(odd[r.IntN(len(odd))])
		}
		line := b.String()
		row := readRow(line, w)
		want := make([]*uv.Cell, w)
		x, end, ambiguous := 0, 0, false
		for _, l := range uv.NewStyledString(line).Lines(ansi.GraphemeWidth) {
			for i := range l {
				if x+l[i].Width > w {
					break
				}
				want[x] = &l[i]
				x += l[i].Width
				if !l[i].Equal(&uv.EmptyCell) {
					end = x
				}
				ambiguous = ambiguous || len(l[i].Content) > 1 && ansi.StringWidthWc(l[i].Content) != l[i].Width
			}
		}
		for ; x < w; x++ {
			want[x] = &uv.EmptyCell
		}
		if row.end != end || row.ambiguous != ambiguous {
			t.Fatalf("%q in %d: ends at %d, ambiguous %v; want %d, %v", line, w, row.end, row.ambiguous, end, ambiguous)
		}
		for x, c := range want {
			if got := row.cells[x]; (got == nil) != (c == nil) || c != nil && !got.Equal(c) {
				t.Fatalf("%q in %d: column %d is %+v, want %+v", line, w, x, got, c)
			}
		}
		row.free()
	}
}
