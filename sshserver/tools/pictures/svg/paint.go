package svg

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// paint is a layer of rectangles by colour, in the order in which the colours
// came.
type paint struct {
	colours []string
	rects   map[string][]rect
}

func (p *paint) add(colour string, r rect) {
	if p.rects == nil {
		p.rects = map[string][]rect{}
	}
	if _, ok := p.rects[colour]; !ok {
		p.colours = append(p.colours, colour)
	}
	all := p.rects[colour]
	if n := len(all); n > 0 && all[n-1].y == r.y && all[n-1].h == r.h && all[n-1].x+all[n-1].w == r.x {
		all[n-1].w += r.w // goes on to the right
		return
	}
	p.rects[colour] = append(all, r)
}

// stacked joins rectangles that stand exactly one upon the other.
func stacked(all []rect) (out []rect) {
	for _, r := range all {
		i := slices.IndexFunc(out, func(o rect) bool { return o.x == r.x && o.w == r.w && o.y+o.h == r.y })
		if i >= 0 {
			out[i].h += r.h
			continue
		}
		out = append(out, r)
	}
	return out
}

// write draws each colour as one path. Crisp edges let neighbours of different
// colours meet; thin lines would get lost by them in a small picture.
func (p *paint) write(b *strings.Builder, edges string) {
	if len(p.colours) == 0 {
		return
	}
	fmt.Fprintf(b, `<g shape-rendering="%s">`+"\n", edges)
	for _, colour := range p.colours {
		fmt.Fprintf(b, `<path fill="%s" d="`, colour)
		for _, r := range stacked(p.rects[colour]) {
			fmt.Fprintf(b, "M%s %sh%sv%sh-%sz", num(r.x), num(r.y), num(r.w), num(r.h), num(r.w))
		}
		b.WriteString("\"/>\n")
	}
	b.WriteString("</g>\n")
}

// num writes a number as short as it is.
func num(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
