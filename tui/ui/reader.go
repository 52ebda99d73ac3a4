package ui

import (
	tea "charm.land/bubbletea/v2"

	"charm.land/bubbles/v2/viewport"
)

// Reader is a text that may be longer than the space for it: bubbles' viewport
// with our keys. Lines come to it wrapped, for only wrap knows where a Chinese
// line may break.
type Reader struct{ port viewport.Model }

func NewReader() Reader {
	p := viewport.New()
	p.KeyMap = viewport.KeyMap{} // its keys are in keys, as all are
	return Reader{p}
}

// Draw shows h lines of w cells from where one has come to; what became
// shorter is followed to its end.
func (r *Reader) Draw(ls []string, w, h int) string {
	r.port.SetWidth(w)
	r.port.SetHeight(h)
	r.port.SetContentLines(ls)
	r.port.SetYOffset(r.port.YOffset())
	return r.port.View()
}

// long reports whether there is more than was seen at the last drawing.
func (r *Reader) long() bool { return r.port.TotalLineCount() > r.port.Height() }

// Keys scroll; there are none while everything is seen.
func (r *Reader) Keys() []Key {
	if !r.long() {
		return nil
	}
	does := func(move func()) func() tea.Cmd { return func() tea.Cmd { move(); return nil } }
	page := max(1, r.port.Height()-1) // a line stays, to go on reading at
	return []Key{
		{On: "up k", Show: "updown", Says: textKeyScroll, WheelSteps: 3, Do: does(func() { r.port.ScrollUp(1) })},
		{On: "down j", Says: textKeyDown, Quiet: true, WheelSteps: 3, Do: does(func() { r.port.ScrollDown(1) })},
		{On: "pgup ctrl+b", Show: "PgUp", Says: textKeyPageUp, Quiet: true, Do: does(func() { r.port.ScrollUp(page) })},
		{On: "pgdown ctrl+f space", Show: "PgDn", Says: textKeyPageDown, Quiet: true, Do: does(func() { r.port.ScrollDown(page) })},
		{On: "home g", Show: "g", Says: textKeyFirst, Quiet: true, Do: does(func() { r.port.GotoTop() })},
		{On: "end G", Show: "G", Says: textKeyLast, Quiet: true, Do: does(func() { r.port.GotoBottom() })},
	}
}
