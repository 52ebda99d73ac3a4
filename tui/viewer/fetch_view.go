package viewer

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

func (f *fetch) View(w, h int) string {
	switch f.state {
	case waiting:
		return f.countdown(w, h)
	case ready:
		return f.commandsPage(w, h)
	case over:
		return f.Nothing(f.Say(textGrantOver, ui.Clean(f.name())), f.Say(textGrantOverTip), w, h)
	case refused:
		return f.Nothing(f.Styles.Cross+" "+ui.Clean(f.name()), f.ErrorText(f.err), w, h)
	}
	return f.Wait(w, h)
}

func (f *fetch) name() string {
	if f.d.Title != "" {
		return screen.EpisodeName(f.d.Title, f.d.Episode)
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
	below := []string{f.Styles.Accent.Render(strings.Repeat(f.Styles.Heavy, done)) + f.Styles.Rule.Render(strings.Repeat(f.Styles.Glyphs.Rule, bar-done))}
	for _, s := range append([]string{f.Say(textReadyAt, words.Time(f.d.ReadyAt, f.Location))}, f.aside()...) {
		below = append(below, f.Muted(s, w)...)
	}
	above := []string{f.Styles.Strong.Render(cells.Clip(f.Say(textGetting, ui.Clean(f.name())), w, f.Styles.More))}
	if h >= 12 {
		above, below = append(above, ""), append([]string{""}, below...)
	} else {
		below = below[:min(len(below), max(2, h-7))]
	}
	digits := f.Big(left, ui.BigFits(left, w-4, h-len(above)-len(below)))
	if len(digits) == 0 {
		digits = []string{f.Styles.Here.Render(left)}
	}
	ls := slices.Concat(above, digits, below)
	for i, l := range ls {
		ls[i] = cells.Center(l, w)
	}
	return strings.Repeat("\n", max(0, (h-len(ls))/3)) + strings.Join(ls, "\n")
}

// aside says where in the queue it stands, what comes next, and how VIPs do.
func (f *fetch) aside() []string {
	var ls []string
	if f.d.Place > 0 {
		ls = append(ls, f.Say(textBefore, f.d.Place))
	}
	if f.next != "" {
		ls = append(ls, f.Say(textBehind, ui.Clean(f.next)))
	}
	if !f.Account.VIP(f.Now()) {
		ls = append(ls, f.Say(textVIPsDoNotWait))
	}
	return ls
}

// readyWays say what the lines of words.Login.Ready are for.
var readyWays = [...]words.T{textAsFile, textIntoPlayer}

// commandsPage says that it is there, how to get it, and how far it came.
func (f *fetch) commandsPage(w, h int) string {
	line := f.Say(textYoursUntil, ui.Clean(f.name()), f.Moment(f.d.ExpiresAt))
	if f.d.ExpiresAt.IsZero() {
		line = f.Say(textYoursForGood, ui.Clean(f.name()))
	}
	var ls []string
	for i, l := range cells.Wrap(line, w-2) {
		lead := "  "
		if i == 0 {
			lead = f.Styles.Good.Render(f.Styles.Check) + " "
		}
		ls = append(ls, lead+f.Styles.Strong.Render(l))
	}
	ls = append(ls, "")
	for i, c := range f.Login().Ready(f.d, f.Lang) {
		if h >= 14 {
			ls = append(ls, f.Styles.Mute.Render("  "+f.Say(readyWays[i])))
		}
		for _, part := range strings.Split(ansi.Hardwrap(c, w-2, true), "\n") { // to be read; y copies it whole
			ls = append(ls, f.Item(&f.at, i, part, w, nil))
		}
		ls = append(ls, "")
	}
	ls = append(ls, f.progress(w)...)
	if f.whole() && f.after != nil {
		next := f.Click(f.Styles.Accent.Render(f.Styles.Enter)+" "+f.Say(textNext, episodeTitle(f.after.Movie)), f.goOn)
		ls = append(ls, "", "  "+cells.Clip(next, w-2, f.Styles.More))
	}
	if f.mayBeSeen() {
		ls = append(ls, "", "  "+f.Click(f.Styles.Accent.Render("x")+" "+f.Say(textFinished), func() tea.Cmd { return f.Press("x") }))
	}
	return strings.Join(cells.Squeeze(ls, h), "\n")
}

// progress is the bar with bytes, speed and time left, while something moves
// or has moved.
func (f *fetch) progress(w int) []string {
	p, ok := f.transfer()
	if !ok {
		p = store.Progress{Size: f.d.Size, Sent: f.d.Sent, Done: true}
	}
	if p.Size <= 0 || p.Sent <= 0 && p.Done {
		ls := f.Muted(f.Say(textWaitingForClient), w-2)
		for i, l := range ls {
			ls[i] = "  " + l
		}
		return ls
	}
	bar := f.Bar(p.Sent, p.Size, min(w-10, 64))
	facts := words.SizeOf(p.Sent, p.Size)
	switch {
	case p.Done && p.Sent >= p.Size:
		facts = f.Styles.Good.Render(f.Styles.Check + " " + f.Say(textWhole, words.Size(p.Size)))
	case p.Done:
		facts += "  " + f.Styles.Dot + "  " + f.Say(textResumes)
	case p.Rate >= 1:
		facts += "  " + f.Styles.Dot + "  " + words.Rate(p.Rate)
		if left := p.Left(); left > 0 {
			facts += "  " + f.Styles.Dot + "  " + f.Say(screen.TextLeft, words.Left(left, f.Lang))
		}
	}
	return []string{"  " + bar + " " + cells.PadLeft(words.Percent(p.Sent, p.Size), 6), "  " + f.Styles.Mute.Render(cells.Clip(facts, w-2, f.Styles.More))}
}
