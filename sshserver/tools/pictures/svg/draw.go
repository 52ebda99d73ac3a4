package svg

import (
	"fmt"
	"html"
	"strings"
)

// The frame around the cells, and where in a cell the text stands.
const (
	air      = 16.0 // at the left, the right and below
	head     = 40.0 // with the three dots
	baseline = 15.0
	fontSize = 15
	hanSize  = 16 // a little larger: there is room for 18
)

// style is what the picture's letters look like. Wide ones and signs are set
// one by one in the middle of their cells, whatever font the reader has.
var style = fmt.Sprintf(`text{font:%dpx ui-monospace,"SF Mono",Menlo,"Cascadia Mono",Consolas,"DejaVu Sans Mono","Liberation Mono",monospace;white-space:pre}
.b{font-weight:700}
.c{text-anchor:middle}
.w{text-anchor:middle;font-size:%dpx;font-family:"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","WenQuanYi Micro Hei",sans-serif}
`, fontSize, hanSize)

// Draw makes an SVG of what is on the screen, in a quiet window.
func Draw(label string, g Grid) []byte {
	w, h := 0.0, cellH*float64(len(g))
	for _, row := range g {
		w = max(w, cellW*float64(len(row)))
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%[1]s" height="%[2]s" viewBox="0 0 %[1]s %[2]s" role="img" aria-label="%[3]s">`+"\n",
		num(w+2*air), num(head+h+air), html.EscapeString(label))
	fmt.Fprintf(&b, "<title>%s</title>\n<style>%s</style>\n", html.EscapeString(label), style)
	fmt.Fprintf(&b, `<rect x=".5" y=".5" width="%s" height="%s" rx="11" fill="%s" stroke="%s"/>`+"\n",
		num(w+2*air-1), num(head+h+air-1), hex(Ground), mix("", "", 0.16))
	for i := range 3 {
		fmt.Fprintf(&b, `<circle cx="%d" cy="20" r="5.5" fill="%s"/>`, 23+19*i, mix("", "", 0.2))
	}
	fmt.Fprintf(&b, "\n"+`<g transform="translate(%s %s)" fill="%s">`+"\n", num(air), num(head), hex(ink))
	cells(&b, g)
	b.WriteString("</g>\n</svg>\n")
	return []byte(b.String())
}

// cells draws the backgrounds, then blocks and lines, then the text.
func cells(b *strings.Builder, g Grid) {
	var back, front, thin paint
	var text strings.Builder
	for y, row := range g {
		for x, c := range row {
			at := rect{cellW * float64(x), cellH * float64(y), cellW, cellH}
			if c.bg != "" && c.bg != hex(Ground) {
				back.add(c.bg, at)
			}
			if c.underline {
				width := cellW
				if c.Wide {
					width *= 2
				}
				thin.add(solid(c), rect{at.x, at.y + 17, width, 1})
			}
			pieces, block := blocksOf(c.Text)
			layer := &front
			if isLine(c.Text) {
				layer = &thin
			}
			for _, p := range pieces {
				layer.add(solid(c), rect{at.x + p.x, at.y + p.y, p.w, p.h})
			}
			if path, ok := corners[c.Text]; ok && !block {
				fmt.Fprintf(&text, `<path fill="none" stroke="%s" d="M%s %s%s"/>`+"\n", solid(c), num(at.x+4.5), num(at.y+cornerFrom(c.Text)), path)
			}
		}
		for _, r := range spansOf(row) {
			r.write(&text, y)
		}
	}
	back.write(b, "crispEdges")
	front.write(b, "crispEdges")
	thin.write(b, "auto")
	b.WriteString(text.String())
}

// solid is the colour of a cell's sign, a shade's mixed with what is behind it.
func solid(c Cell) string {
	if share := shades[c.Text]; share > 0 {
		return mix(c.fg, c.bg, share)
	}
	if c.fg == "" {
		return hex(ink)
	}
	return c.fg
}
