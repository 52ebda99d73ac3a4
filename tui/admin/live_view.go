package admin

import (
	"strings"

	"youku.example/store"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

func (l *live) View(w, h int) string {
	if body, instead := l.loader.Instead(&l.Display, len(l.visits), w, h); instead {
		return body
	}
	if len(l.visits)+len(l.moves) == 0 {
		return l.Nothing(l.Say(textNobodyHere), "", w, h)
	}
	return l.Above(w, h, 5, l.rows, l.detail)
}

// rows are the transfers and the sessions, each under its heading.
func (l *live) rows(w, h int) []string {
	l.cur.H = h
	var ls []string
	focus := 0
	ls = append(ls, l.heading(l.Say(textTransfersHead, len(l.moves))))
	if len(l.moves) == 0 {
		ls = append(ls, "  "+l.Styles.Mute.Render(cells.Clip(l.Say(textNoTransfers), w-2, l.Styles.More)))
	}
	for i, p := range l.moves {
		if i == l.cur.At {
			focus = len(ls)
		}
		ls = append(ls, l.Item(&l.cur, i, l.moveLine(p, w-2), w, nil))
	}
	ls = append(ls, "", l.heading(l.Say(textSessionsHead, len(l.visits))))
	for i, v := range l.visits {
		i += len(l.moves)
		if i == l.cur.At {
			focus = len(ls)
		}
		ls = append(ls, l.Item(&l.cur, i, l.visitLine(v, w-2), w, nil))
	}
	return ui.Window(ls, focus, h)
}

func (l *live) heading(s string) string { return l.Styles.Mute.Render(s) }

// moveLine is one transfer: whose, what, how far, how fast.
func (l *live) moveLine(p store.Progress, w int) string {
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
	names := 0
	for _, o := range l.moves {
		names = max(names, min(cells.Width(ui.Clean(o.Name)), max(6, w/6)))
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
	at := l.cur.At
	if at < len(l.moves) {
		p := l.moves[at]
		return l.FactRows(w, [][2]string{
			{l.protocolName(p.Protocol), l.amounts(p)},
			{l.Say(textClient), ui.Clean(p.Client)},
		})
	}
	if at -= len(l.moves); at >= len(l.visits) {
		return nil
	}
	v := l.visits[at]
	return l.FactRows(w, [][2]string{
		{l.Say(textFrom), ui.Clean(v.Addr)},
		{l.Say(textSinceHead), l.Moment(v.Since)},
		{l.Say(textClient), ui.Clean(v.Client)},
		{l.Say(textProof), ui.Clean(v.Key)},
	})
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
