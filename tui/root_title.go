package tui

import (
	"strings"

	"youku.example/tui/term/cells"
)

// titleBar shows where one is at the left and who one is at the right. The
// heavy piece of the line below stands under the place one is in. With less
// room, less is said: see chooseParts.
func (r *root) titleBar(w int) (bar, under string) {
	l := r.layTitle()
	p := l.chooseParts(w)
	at, size := l.where(p)
	at, size = min(at, w), min(size, max(0, w-at))
	thin := func(n int) string { return r.Styles.Rule.Render(strings.Repeat(r.Styles.Glyphs.Rule, n)) }
	return cells.Ends(r.drawPlaces(l, p), r.alive()+r.drawPieces(l, l.who, p, r.Styles.Mute.Render(p.between(r.Styles.Dot))), w, r.Styles.More),
		thin(at) + r.Styles.Accent.Render(strings.Repeat(r.Styles.Heavy, size)) + thin(w-at-size)
}

// alive is the sign that something is under way, in the room that is kept for
// it before the name.
func (r *root) alive() string {
	if r.Asking == 0 {
		return ""
	}
	return r.Styles.Accent.Render(r.Styles.Beat[r.Beat%len(r.Styles.Beat)]) + " "
}

func (r *root) drawPlaces(l *titleLayout, p titleParts) string {
	places := r.drawPieces(l, l.places, p, p.gap())
	if p.brand {
		return r.Styles.Strong.Render(l.brand) + places
	}
	return places
}

func (r *root) drawPieces(l *titleLayout, ps []piece, p titleParts, between string) string {
	var all strings.Builder
	some := false
	for _, piece := range ps {
		drawn, said := "", false
		for i := range piece.texts {
			if t := &piece.texts[i]; t.in(p) {
				drawn, said = drawn+t.style.Render(l.text(t, p)), true
			}
		}
		if !said {
			continue
		}
		if some {
			all.WriteString(between)
		}
		some = true
		if piece.do != nil {
			drawn = r.Click(drawn, piece.do)
		}
		all.WriteString(drawn)
	}
	return all.String()
}
