package admin

import (
	"strings"

	"youku.example/store"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

func (l *live) View(w, h int) string {
	if body, instead := l.instead(w, h); instead {
		return body
	}
	if len(l.all) == 0 {
		return l.Nothing(l.Say(textNobodyHere), "", w, h)
	}
	return l.Above(w, h, 5, l.lines, l.detail)
}

// lines are the transfers and the sessions, each under its heading; of thousands
// only those in sight are drawn.
func (l *live) lines(w, h int) []string {
	l.cur.H = h
	moves, visits := l.kinds(l.rows)
	var all []func() string
	focus, at := 0, 0
	text := func(s string) { all = append(all, func() string { return s }) }
	add := func(r liveRow, line func(w int) string) {
		i := at
		at++
		if i == l.cur.At {
			focus = len(all)
		}
		all = append(all, func() string {
			sign := l.marks.Sign(&l.Display, r)
			return l.Item(&l.cur, i, sign+line(w-2-cells.Width(sign)), w, nil)
		})
	}
	text(l.heading(l.Say(textTransfersHead, len(moves))))
	if len(moves) == 0 {
		text("  " + l.Styles.Mute.Render(cells.Clip(l.Say(textNoTransfers), w-2, l.Styles.More)))
	}
	names := 0
	for _, r := range moves {
		names = max(names, min(cells.Width(ui.Clean(r.move.Name)), max(6, w/6)))
	}
	for _, r := range moves {
		add(r, func(w int) string { return l.moveLine(*r.move, names, w) })
	}
	text("")
	text(l.heading(l.Say(textSessionsHead, len(visits))))
	for _, r := range visits {
		add(r, func(w int) string { return l.visitLine(*r.visit, w) })
	}
	var ls []string
	for _, line := range ui.Window(all, focus, h) {
		ls = append(ls, line())
	}
	return ls
}

func (l *live) heading(s string) string { return l.Styles.Mute.Render(s) }

// moveLine is one transfer: whose, in a column of so many cells, what, how far, how
// fast.
func (l *live) moveLine(p store.Progress, names, w int) string {
	cols := 12
	if w >= 70 {
		cols = 20
	}
	right := cells.PadLeft(words.Size(p.Sent), cols)
	if wholeKnown(p) {
		right = l.Share(p.Sent, p.Size, cols)
	}
	if w >= 56 {
		right += l.Styles.Mute.Render(cells.PadLeft(words.Rate(p.Rate), 11))
	}
	name := cells.Pad(cells.Clip(ui.Clean(p.Name), names, l.Styles.More), names)
	room := w - cells.Width(name) - cells.Width(right) - 3
	return name + "  " + cells.Pad(cells.Clip(l.whatMoves(p), room, l.Styles.More), room) + " " + right
}

// whatMoves is a movie's title, or the name of what is sent to us.
func (l *live) whatMoves(p store.Progress) string {
	if p.MovieID == 0 {
		return l.Say(textUploads, ui.Clean(p.Title))
	}
	return ui.Clean(p.Title)
}

// visitLine is one session: who, in which role, by which protocol, since when.
func (l *live) visitLine(v store.Visit, w int) string {
	right := l.Styles.Mute.Render(cells.PadLeft(cells.Clip(l.Moment(v.Since), 15, l.Styles.More), 16)) // how long would never stand still
	if w >= 70 {
		right = l.Styles.Mute.Render(cells.Pad(cells.Clip(ui.Clean(v.Addr), 24, l.Styles.More), 24)) + right
	}
	if w >= 46 {
		right = l.Styles.Mute.Render(cells.Pad(l.Say(words.Role(v.Role)), 10)) + right
	}
	right = cells.Pad(l.protocolName(v.Protocol), 8) + right
	name := ui.Clean(v.Name)
	if v.ID == l.Actor.Session && v.ID != "" {
		name += l.Styles.Accent.Render(" " + l.Styles.Dot + " " + l.Say(textThisOne))
	}
	room := w - cells.Width(right) - 1
	return cells.Pad(cells.Clip(name, room, l.Styles.More), room) + " " + right
}

func (l *live) protocolName(d store.Protocol) string {
	switch d {
	case store.ProtocolTUI:
		return l.Say(textProtocolTUI)
	case store.ProtocolCommand:
		return l.Say(textProtocolCommand)
	}
	return strings.ToUpper(string(d))
}

// detail is what the row under the cursor has no room for.
func (l *live) detail(w, _ int) []string {
	r, ok := l.selected()
	if !ok {
		return nil
	}
	ls := l.refusedLines(l.marks.Refused(r), w)
	if p := r.move; p != nil {
		return append(ls, l.FactRows(w, [][2]string{
			{l.protocolName(p.Protocol), l.amounts(*p)},
			{l.Say(textClient), ui.Clean(p.Client)},
		})...)
	}
	v := r.visit
	return append(ls, l.FactRows(w, [][2]string{
		{l.Say(textFrom), ui.Clean(v.Addr)},
		{l.Say(textSinceHead), l.Moment(v.Since)},
		{l.Say(textClient), ui.Clean(v.Client)},
		{l.Say(textProof), ui.Clean(v.Key)},
	})...)
}

// amounts is how much went over, how fast, and how long it still takes.
func (l *live) amounts(p store.Progress) string {
	s := words.Size(p.Sent)
	if wholeKnown(p) {
		s = words.SizeOf(p.Sent, p.Size)
	}
	if pace := l.pace(p, wholeKnown(p)); pace != "" {
		s += "  " + l.Styles.Dot + "  " + pace
	}
	return s
}
