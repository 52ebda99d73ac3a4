package tui

import (
	tea "charm.land/bubbletea/v2"

	"charm.land/bubbles/v2/viewport"
)

// reader is a text that may be longer than the space for it: bubbles' viewport
// with our keys. Lines come to it wrapped, for only wrap knows where a Chinese
// line may break.
type reader struct{ port viewport.Model }

func newReader() reader {
	p := viewport.New()
	p.KeyMap = viewport.KeyMap{} // its keys are in keys, as all are
	return reader{p}
}

// draw shows h lines of w cells from where one has come to; what became
// shorter is followed to its end.
func (r *reader) draw(ls []string, w, h int) string {
	r.port.SetWidth(w)
	r.port.SetHeight(h)
	r.port.SetContentLines(ls)
	r.port.SetYOffset(r.port.YOffset())
	return r.port.View()
}

// long reports whether there is more than was seen at the last drawing.
func (r *reader) long() bool { return r.port.TotalLineCount() > r.port.Height() }

// keys scroll; there are none while everything is seen.
func (r *reader) keys() []key {
	if !r.long() {
		return nil
	}
	does := func(move func()) func() tea.Cmd { return func() tea.Cmd { move(); return nil } }
	page := max(1, r.port.Height()-1) // a line stays, to go on reading at
	return []key{
		{on: "up k", show: "updown", says: textKeyScroll, wheelSteps: 3, do: does(func() { r.port.ScrollUp(1) })},
		{on: "down j", says: textKeyDown, quiet: true, wheelSteps: 3, do: does(func() { r.port.ScrollDown(1) })},
		{on: "pgup ctrl+b", show: "PgUp", says: textKeyPageUp, quiet: true, do: does(func() { r.port.ScrollUp(page) })},
		{on: "pgdown ctrl+f space", show: "PgDn", says: textKeyPageDown, quiet: true, do: does(func() { r.port.ScrollDown(page) })},
		{on: "home g", show: "g", says: textKeyFirst, quiet: true, do: does(func() { r.port.GotoTop() })},
		{on: "end G", show: "G", says: textKeyLast, quiet: true, do: does(func() { r.port.GotoBottom() })},
	}
}
