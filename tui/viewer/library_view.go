package viewer

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

func (l *library) View(w, h int) string {
	gap := "\n"
	if h >= 10 {
		gap = "\n\n"
	}
	body := l.body(w, h-len(gap)) // first: only then it is known how many rows are seen
	return l.tabs(w) + gap + body
}

func (l *library) body(w, h int) string {
	if body, instead := l.list.State(w, h); instead {
		return body
	}
	switch {
	case len(l.list.Rows) == 0:
		return l.empty(w, h)
	case w < ui.TwoPanes-4:
		return strings.Join(l.list.Draw(w, h, l.line), "\n")
	}
	left := w * 11 / 20
	right := w - left - 5
	m, _ := l.selected()
	return cells.Beside(l.list.Draw(left, h, l.line), cells.Fit(strings.Join(l.card(m, right, h), "\n"), right, h, l.Styles.More), left, l.Styles.Rule.Render(l.Styles.Column), h)
}

// empty says what to do next.
func (l *library) empty(w, h int) string {
	title, advice := l.Say(textEmptyLibrary), l.Say(textEmptyAdvice)
	if s := l.search.Text(); s != "" {
		title, advice = l.Say(screen.TextNothingFound, ui.Clean(s)), l.Say(screen.TextFindAdvice)
	}
	return l.Nothing(title, advice, w, h)
}

// tabs is the line of filters with their counts, the search, the position and
// the order: as much as there is room for.
func (l *library) tabs(w int) string {
	order := l.Click(l.Styles.Mute.Render(l.Direction((l.sort == store.ByNew) != l.list.Reversed)+" "+l.Say(screen.SortNames[l.sort])), l.nextSort)
	at := l.list.Position()
	if find := l.search.Draw(&l.Display, w/2); find != "" {
		if at != "" {
			at = l.Styles.Mute.Render(at)
			return l.firstThatFits(w, []string{find + "  " + at + "  " + order, find + "  " + at, find})
		}
		return l.firstThatFits(w, []string{find + "  " + order, find})
	}
	if at == "" {
		return l.firstThatFits(w, []string{order})
	}
	return l.firstThatFits(w, []string{l.WithPosition(order, at, w), l.Styles.Mute.Render(at)})
}

// firstThatFits sets the filters before the first right side that leaves room
// for them, with their counts if it can be; the last one stands alone if none
// does.
func (l *library) firstThatFits(w int, rights []string) string {
	for _, right := range rights {
		for _, counts := range []bool{true, false} {
			if left := l.filters(counts); cells.Width(left)+cells.Width(right)+2 <= w {
				return cells.Ends(left, right, w, l.Styles.More)
			}
		}
	}
	for _, right := range rights {
		if cells.Width(right) <= w-2 {
			return right
		}
	}
	return rights[len(rights)-1]
}

func (l *library) filters(counts bool) string {
	var parts []string
	for _, t := range []struct {
		p    store.Priced
		name words.T
		n    int
	}{{store.AnyPrice, textAll, l.counts.All}, {store.OnlyFree, screen.TextFree, l.counts.Free}, {store.OnlyPaid, screen.TextPaid, l.counts.Paid}} {
		s := l.Say(t.name)
		if counts {
			s += " " + words.Count(t.n)
		}
		name := l.Styles.Mute.Render(" " + s + " ")
		if t.p == l.priced {
			name = l.Styles.Chosen(l.Styles.Badge, " "+s+" ")
		}
		parts = append(parts, l.Click(name, func() tea.Cmd { return l.only(t.p) }))
	}
	return strings.Join(parts, " ")
}

// line is one movie: title, length, price.
func (l *library) line(m store.Listing, w int) string {
	price := l.priceTag(m, w >= 60)
	cols := 9
	if w >= 60 {
		cols = 16
	}
	right := cells.PadLeft(price, cols)
	if w >= 44 {
		right = screen.LengthColumn(l.Env, m.Duration) + right
	}
	room := w - cells.Width(right) - 1
	title := cells.Clip(ui.Clean(m.Title), room, l.Styles.More)
	return cells.Pad(screen.Marked(l.Env, title, l.search.Text()), room) + " " + right
}

// priceTag is what the movie costs this person, with the common price beside
// it where they differ and there is room.
func (v *Screens) priceTag(m store.Listing, roomy bool) string {
	switch {
	case !m.Available():
		return v.Styles.Mute.Render(v.Say(words.Missing))
	case m.Owned:
		return v.Styles.Good.Render(v.Styles.Check + " " + v.Say(textOwned))
	case m.Free:
		return v.Styles.Good.Render(v.Say(screen.TextFree))
	case m.YourPrice != m.Price && roomy:
		return v.Styles.Mute.Render("("+m.Price.String()+") ") + v.Styles.Money.Render(m.YourPrice.String())
	}
	return v.Styles.Money.Render(m.YourPrice.String())
}
