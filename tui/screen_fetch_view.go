package tui

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

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
		return f.nothing(f.styles.cross+" "+clean(f.name()), f.errorText(f.err), w, h)
	}
	return f.wait(w, h)
}

func (f *fetch) name() string {
	if f.d.Title != "" {
		return f.d.Title
	}
	return f.title
}

// countdown is what is left in large digits, the place in the queue below.
func (f *fetch) countdown(w, h int) string {
	left := words.Countdown(f.left())
	if s, ok := strings.CutPrefix(left, "0:"); ok {
		left = strings.TrimPrefix(s, "0") // seconds alone are larger
	}
	bar := min(w-4, 60)
	done := int(f.waited() * float64(bar))
	below := []string{f.styles.accent.Render(strings.Repeat(f.styles.heavy, done)) + f.styles.rule.Render(strings.Repeat(f.styles.glyphs.rule, bar-done))}
	for _, s := range append([]string{f.say(textReadyAt, words.Time(f.d.ReadyAt, f.Location))}, f.aside()...) {
		below = append(below, f.muted(s, w)...)
	}
	above := []string{f.styles.strong.Render(clip(f.say(textGetting, clean(f.name())), w, f.styles.more))}
	if h >= 12 {
		above, below = append(above, ""), append([]string{""}, below...)
	} else {
		below = below[:min(len(below), max(2, h-7))]
	}
	digits := f.big(left, bigFits(left, w-4, h-len(above)-len(below)))
	if len(digits) == 0 {
		digits = []string{f.styles.accent.Bold(true).Render(left)}
	}
	ls := slices.Concat(above, digits, below)
	for i, l := range ls {
		ls[i] = center(l, w)
	}
	return strings.Repeat("\n", max(0, (h-len(ls))/3)) + strings.Join(ls, "\n")
}

// aside says where in the queue it stands, what comes next, and how VIPs do.
func (f *fetch) aside() []string {
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
	return ls
}

// commandsPage says that it is there, how to get it, and how far it came.
func (f *fetch) commandsPage(w, h int) string {
	line := f.say(textYoursUntil, clean(f.name()), f.moment(f.d.ExpiresAt))
	if f.d.ExpiresAt.IsZero() {
		line = f.say(textYoursForGood, clean(f.name()))
	}
	var ls []string
	for i, l := range wrap(line, w-2) {
		lead := "  "
		if i == 0 {
			lead = f.styles.good.Render(f.styles.check) + " "
		}
		ls = append(ls, lead+f.styles.strong.Render(l))
	}
	ls = append(ls, "")
	names := []words.T{textAsFile, textIntoPlayer}
	for i, c := range f.login().Ready(f.id) {
		if h >= 14 {
			ls = append(ls, f.styles.mute.Render("  "+f.say(names[i])))
		}
		for _, part := range strings.Split(ansi.Hardwrap(c, w-2, true), "\n") { // to be read; y copies it whole
			ls = append(ls, f.item(&f.at, i, part, w))
		}
		ls = append(ls, "")
	}
	return strings.Join(squeeze(append(ls, f.progress(w)...), h), "\n")
}

// progress is the bar with bytes, speed and time left, while something moves
// or has moved.
func (f *fetch) progress(w int) []string {
	p, ok := f.transfer()
	if !ok {
		p = store.Progress{Size: f.d.Size, Sent: f.d.Sent, Done: true}
	}
	if p.Size <= 0 || p.Sent <= 0 && p.Done {
		ls := f.muted(f.say(textWaitingForClient), w-2)
		for i, l := range ls {
			ls[i] = "  " + l
		}
		return ls
	}
	bar := f.bar(p.Sent, p.Size, min(w-10, 64))
	facts := words.SizeOf(p.Sent, p.Size)
	switch {
	case p.Done && p.Sent >= p.Size:
		facts = f.styles.good.Render(f.styles.check + " " + f.say(textWhole, words.Size(p.Size)))
	case p.Done:
		facts += "  " + f.styles.dot + "  " + f.say(textResumes)
	case p.Rate >= 1:
		facts += "  " + f.styles.dot + "  " + words.Rate(p.Rate)
		if left := p.Left(); left > 0 {
			facts += "  " + f.styles.dot + "  " + f.say(textLeft, words.Left(left, f.Lang))
		}
	}
	return []string{"  " + bar + " " + padLeft(words.Percent(p.Sent, p.Size), 6), "  " + f.styles.mute.Render(clip(facts, w-2, f.styles.more))}
}
