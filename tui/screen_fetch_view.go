package tui

import (
	"strings"

	"youku.example/store"
	"youku.example/tui/words"
)

func (f *fetch) View(w, h int) string {
	switch f.state {
	case waiting:
		return f.countdown(w, h)
	case ready:
		return f.commandsPage(w, h)
	case over:
		return f.nothing(f.say(textGrantOver, clean(f.name())), f.say(textGrantOverTip), w, h)
	case refused:
		return f.nothing(f.look.cross+" "+clean(f.name()), f.sorry(f.err), w, h)
	}
	return ""
}

func (f *fetch) name() string {
	if f.d.Title != "" {
		return f.d.Title
	}
	return f.title
}

// countdown is what is left in large digits, the place in the queue beside it.
func (f *fetch) countdown(w, h int) string {
	side := f.aside(w)
	left := words.Countdown(f.left())
	if len(left) == 4 && left[:2] == "0:" {
		left = strings.TrimPrefix(left[2:], "0")
	}
	title := f.look.strong.Render(clip(f.say(textGetting, clean(f.name())), w, f.look.more))
	foot := f.look.mute.Render(clip(f.say(textReadyAt, words.Time(f.d.ReadyAt, f.Location)), w, f.look.more))
	room := h - 6 - len(side)
	scale := bigFits(left, w-4, room)
	var ls []string
	ls = append(ls, center(title, w), "")
	if scale == 0 {
		ls = append(ls, center(f.look.accent.Bold(true).Render(left), w))
	}
	if scale > 0 {
		for _, l := range bigText(left, scale, f.look.full) {
			ls = append(ls, strings.TrimRight(center(l, w), " "))
		}
		for i := 2; i < len(ls); i++ {
			ls[i] = f.look.accent.Render(ls[i])
		}
	}
	bar := min(w-4, 60)
	done := int(f.waited() * float64(bar))
	ls = append(ls, "", center(f.look.accent.Render(strings.Repeat(f.look.heavy, done))+f.look.rule.Render(strings.Repeat(f.look.glyphs.rule, bar-done)), w))
	ls = append(ls, center(foot, w))
	for _, s := range side {
		ls = append(ls, center(f.look.mute.Render(s), w))
	}
	return strings.Repeat("\n", max(0, (h-len(ls))/3)) + strings.Join(ls, "\n")
}

// aside says where in the queue it stands, what comes next, and how VIPs do.
func (f *fetch) aside(w int) []string {
	var ls []string
	if f.d.Place > 0 {
		ls = append(ls, f.say(textBefore, f.d.Place))
	}
	if f.next != "" {
		ls = append(ls, f.say(textBehind, clean(f.next)))
	}
	if !f.acct.VIP(f.now()) {
		ls = append(ls, f.say(textVIPsDoNotWait))
	}
	for i, l := range ls {
		ls[i] = clip(l, w, f.look.more)
	}
	return ls
}

// commandsPage tells that it is there, how to get it, and how far it came.
func (f *fetch) commandsPage(w, h int) string {
	line := f.say(textYoursUntil, clean(f.name()), f.moment(f.d.ExpiresAt))
	if f.d.ExpiresAt.IsZero() {
		line = f.say(textYoursForGood, clean(f.name()))
	}
	var ls []string
	for i, l := range wrap(line, w-2) {
		lead := "  "
		if i == 0 {
			lead = f.look.good.Render(f.look.check) + " "
		}
		ls = append(ls, lead+f.look.strong.Render(l))
	}
	ls = append(ls, "")
	names := []words.T{textAsFile, textIntoPlayer}
	for i, c := range f.commands() {
		if h >= 14 {
			ls = append(ls, f.look.mute.Render("  "+f.say(names[i])))
		}
		ls = append(ls, f.row(i == f.at.at, c, w))
		if h >= 14 {
			ls = append(ls, "")
		}
	}
	return strings.Join(append(ls, f.progress(w)...), "\n")
}

// progress is the bar with bytes, speed and time left, while something moves
// or has moved.
func (f *fetch) progress(w int) []string {
	p, ok := f.transfer()
	if !ok {
		p = store.Progress{Size: f.d.Size, Sent: f.d.Sent, Done: true}
	}
	if p.Size <= 0 || p.Sent <= 0 && p.Done {
		return []string{"", f.look.mute.Render("  " + clip(f.say(textWaitingForClient), w-2, f.look.more))}
	}
	bar := f.bar(p.Sent, p.Size, min(w-10, 64))
	facts := words.SizeOf(p.Sent, p.Size)
	switch {
	case p.Done && p.Sent >= p.Size:
		facts = f.look.good.Render(f.look.check + " " + f.say(textWhole, words.Size(p.Size)))
	case p.Done:
		facts += "  " + f.look.dot + "  " + f.say(textResumes)
	case p.Rate >= 1:
		facts += "  " + f.look.dot + "  " + words.Rate(p.Rate)
		if left := p.Left(); left > 0 {
			facts += "  " + f.look.dot + "  " + f.say(textLeft, words.Left(left, f.Lang))
		}
	}
	return []string{"", "  " + bar + " " + padLeft(words.Percent(p.Sent, p.Size), 6), "  " + f.look.mute.Render(clip(facts, w-2, f.look.more))}
}

// bar is a share of a whole, to an eighth of a cell.
func (h *here) bar(done, whole int64, w int) string {
	if whole <= 0 || w <= 0 {
		return ""
	}
	eighths := int(float64(max(0, min(done, whole))) / float64(whole) * float64(8*w))
	full, part := eighths/8, eighths%8
	s := strings.Repeat(h.look.full, full)
	rest := w - full
	if part > 0 && rest > 0 {
		s += h.look.eighth[part-1]
		rest--
	}
	return h.look.accent.Render(s) + h.look.rule.Render(strings.Repeat(h.look.rest, rest))
}
