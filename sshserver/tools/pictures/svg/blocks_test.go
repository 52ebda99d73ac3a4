package svg

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Every block and line stays inside its cell, and the eighths and quarters
// cover the part of it that their names say.
func TestBlocks_CoverTheirPart(t *testing.T) {
	area := map[string]float64{
		"█": 1, "▀": 1. / 2, "▄": 1. / 2, "▌": 1. / 2, "▐": 1. / 2, "▁": 1. / 8, "▇": 7. / 8, "▏": 1. / 8, "▉": 7. / 8,
		"▔": 1. / 8, "▕": 1. / 8, "▖": 1. / 4, "▘": 1. / 4, "▙": 3. / 4, "▚": 1. / 2, "▛": 3. / 4, "▜": 3. / 4, "▞": 1. / 2, "▟": 3. / 4, "░": 1,
	}
	for text, want := range area {
		pieces, ok := blocksOf(text)
		if !ok {
			t.Errorf("%s is no block", text)
		}
		got := 0.0
		for _, p := range pieces {
			got += p.w * p.h / (cellW * cellH)
		}
		if diff := got - want; diff > 1e-9 || diff < -1e-9 {
			t.Errorf("%s covers %v of its cell, want %v", text, got, want)
		}
	}
	for r := range lines {
		pieces, _ := blocksOf(string(r))
		for _, p := range pieces {
			if p.x < 0 || p.y < 0 || p.x+p.w > cellW || p.y+p.h > cellH {
				t.Errorf("%c: %v leaves its cell", r, p)
			}
		}
	}
	for _, text := range []string{"a", " ", "", "中", "██"} {
		if _, ok := blocksOf(text); ok {
			t.Errorf("%q is taken for a block", text)
		}
	}
}

// Equal neighbours become one rectangle, to the right and downwards.
func TestPaint_JoinsNeighbours(t *testing.T) {
	var p paint
	for y := range 3 {
		for x := range 4 {
			p.add("#111111", rect{float64(x), float64(y), 1, 1})
		}
	}
	p.add("#111111", rect{9, 0, 1, 1})
	p.add("#222222", rect{0, 5, 1, 1})
	var b strings.Builder
	p.write(&b, "crispEdges")
	want := `<g shape-rendering="crispEdges">
<path fill="#111111" d="M0 0h4v3h-4zM9 0h1v1h-1z"/>
<path fill="#222222" d="M0 5h1v1h-1z"/>
</g>
`
	if d := cmp.Diff(want, b.String()); d != "" {
		t.Errorf("paths (-want +got):\n%s", d)
	}
}
