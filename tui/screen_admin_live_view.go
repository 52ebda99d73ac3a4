package tui

import (
	"strings"

	"youku.example/store"
	"youku.example/tui/words"
)

func (l *live) View(w, h int) string {
	if body, instead := l.loader.state(&l.Display, len(l.visits), w, h); instead {
		return body
	}
	if len(l.visits)+len(l.moves) == 0 {
		return l.nothing(l.say(textAdminNobodyHere), "", w, h)
	}
	return l.above(w, h, 5, l.rows, l.detail)
}

// rows are the transfers and the sessions, each under its heading.
func (l *live) rows(w, h int) []string {
	l.cur.h = h
	var ls []string
	focus := 0
	ls = append(ls, l.heading(l.say(textAdminTransfersHead, len(l.moves))))
	if len(l.moves) == 0 {
		ls = append(ls, "  "+l.styles.mute.Render(clip(l.say(textAdminNoTransfers), w-2, l.styles.more)))
	}
	for i, p := range l.moves {
		if i == l.cur.at {
			focus = len(ls)
		}
		ls = append(ls, l.item(&l.cur, i, l.moveLine(p, w-2), w))
	}
	ls = append(ls, "", l.heading(l.say(textAdminSessionsHead, len(l.visits))))
	for i, v := range l.visits {
		i += len(l.moves)
		if i == l.cur.at {
			focus = len(ls)
		}
		ls = append(ls, l.item(&l.cur, i, l.visitLine(v, w-2), w))
	}
	return window(ls, focus, h)
}

func (l *live) heading(s string) string { return l.styles.mute.Render(s) }

// moveLine is one transfer: whose, what, how far, how fast.
func (l *live) moveLine(p store.Progress, w int) string {
	cols := 12
	if w >= 70 {
		cols = 20
	}
	right := padLeft(words.Size(p.Sent), cols)
	if wholeKnown(p) {
		right = l.share(p.Sent, p.Size, cols)
	}
	if w >= 56 {
		right += l.styles.mute.Render(padLeft(words.Rate(p.Rate), 11))
	}
	names := 0
	for _, o := range l.moves {
		names = max(names, min(width(clean(o.Name)), max(6, w/6)))
	}
	name := pad(clip(clean(p.Name), names, l.styles.more), names)
	room := w - width(name) - width(right) - 3
	return name + "  " + pad(clip(l.whatMoves(p), room, l.styles.more), room) + " " + right
}

// whatMoves is a movie's title, or the name of what is sent to us.
func (l *live) whatMoves(p store.Progress) string {
	if p.MovieID == 0 {
		return l.say(textAdminUploads, clean(p.Title))
	}
	return clean(p.Title)
}

// visitLine is one session: who, in which role, through which door, since when.
func (l *live) visitLine(v store.Visit, w int) string {
	right := l.styles.mute.Render(padLeft(clip(l.moment(v.Since), 15, l.styles.more), 16)) // how long would never stand still
	if w >= 70 {
		right = l.styles.mute.Render(pad(clip(clean(v.Addr), 24, l.styles.more), 24)) + right
	}
	if w >= 46 {
		right = l.styles.mute.Render(pad(l.say(words.Role(v.Role)), 10)) + right
	}
	right = pad(l.doorName(v.Protocol), 8) + right
	name := clean(v.Name)
	if v.ID == l.Actor.Session && v.ID != "" {
		name += l.styles.accent.Render(" " + l.styles.dot + " " + l.say(textAdminThisOne))
	}
	room := w - width(right) - 1
	return pad(clip(name, room, l.styles.more), room) + " " + right
}

func (h *Env) doorName(d store.Protocol) string {
	switch d {
	case store.ProtocolTUI:
		return h.say(textAdminDoorTUI)
	case store.ProtocolCommand:
		return h.say(textAdminDoorCommand)
	}
	return strings.ToUpper(string(d))
}

// detail is what the row under the cursor has no room for.
func (l *live) detail(w, _ int) []string {
	at := l.cur.at
	if at < len(l.moves) {
		p := l.moves[at]
		return l.factRows(w, [][2]string{
			{l.doorName(p.Protocol), l.amounts(p)},
			{l.say(textAdminClient), clean(p.Client)},
		})
	}
	if at -= len(l.moves); at >= len(l.visits) {
		return nil
	}
	v := l.visits[at]
	return l.factRows(w, [][2]string{
		{l.say(textAdminFrom), clean(v.Addr)},
		{l.say(textAdminSinceHead), l.moment(v.Since)},
		{l.say(textAdminClient), clean(v.Client)},
		{l.say(textAdminProof), clean(v.Key)},
	})
}

// amounts is how much went over, how fast, and how long it still takes.
func (l *live) amounts(p store.Progress) string {
	s := words.Size(p.Sent)
	if wholeKnown(p) {
		s = words.SizeOf(p.Sent, p.Size)
	}
	if pace := l.pace(p, wholeKnown(p)); pace != "" {
		s += "  " + l.styles.dot + "  " + pace
	}
	return s
}
