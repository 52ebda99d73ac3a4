package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
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
	if body, instead := l.list.state(w, h); instead {
		return body
	}
	switch {
	case len(l.list.rows) == 0:
		return l.empty(w, h)
	case w < twoPanes-4:
		return strings.Join(l.list.draw(w, h, l.line), "\n")
	}
	left := w * 11 / 20
	right := w - left - 5
	m, _ := l.selected()
	return beside(l.list.draw(left, h, l.line), fit(strings.Join(l.card(m, right, h), "\n"), right, h, l.styles.more), left, l.styles.rule.Render(l.styles.column), h)
}

// empty says what to do next.
func (l *library) empty(w, h int) string {
	title, advice := l.say(textEmptyLibrary), l.say(textEmptyAdvice)
	if s := strings.TrimSpace(l.search.value()); s != "" {
		title, advice = l.say(textNothingFound, clean(s)), l.say(textFindAdvice)
	}
	return l.nothing(title, advice, w, h)
}

var sortNames = map[store.Sort]words.T{store.ByNew: textSortNew, store.ByTitle: textSortTitle, store.ByPrice: textSortPrice}

// tabs is the line of filters with their counts, the search, the position and
// the order: as much as there is room for.
func (l *library) tabs(w int) string {
	order := l.click(l.styles.mute.Render(l.direction((l.sort == store.ByNew) != l.list.reversed)+" "+l.say(sortNames[l.sort])), l.nextSort)
	at := l.list.position()
	if l.typing || l.search.value() != "" {
		find := l.styles.accent.Render("/") + " " + l.click(l.search.draw(&l.Display, min(24, w/2), l.typing)[0], l.find)
		if at != "" {
			at = l.styles.mute.Render(at)
			return l.firstThatFits(w, []string{find + "  " + at + "  " + order, find + "  " + at, find})
		}
		return l.firstThatFits(w, []string{find + "  " + order, find})
	}
	if at == "" {
		return l.firstThatFits(w, []string{order})
	}
	return l.firstThatFits(w, []string{l.withPosition(order, at, w), l.styles.mute.Render(at)})
}

// firstThatFits sets the filters before the first right side that leaves room
// for them, with their counts if it can be; the last one stands alone if none
// does.
func (l *library) firstThatFits(w int, rights []string) string {
	for _, right := range rights {
		for _, counts := range []bool{true, false} {
			if left := l.filters(counts); width(left)+width(right)+2 <= w {
				return ends(left, right, w, l.styles.more)
			}
		}
	}
	for _, right := range rights {
		if width(right) <= w-2 {
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
	}{{store.AnyPrice, textAll, l.counts.All}, {store.OnlyFree, textFree, l.counts.Free}, {store.OnlyPaid, textPaid, l.counts.Paid}} {
		s := l.say(t.name)
		if counts {
			s += " " + words.Count(t.n)
		}
		name := l.styles.mute.Render(" " + s + " ")
		if t.p == l.priced {
			name = l.styles.chosen(l.styles.badge, " "+s+" ")
		}
		parts = append(parts, l.click(name, func() tea.Cmd { return l.only(t.p) }))
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
	right := padLeft(price, cols)
	if w >= 44 {
		right = l.lengthColumn(m.Duration) + right
	}
	room := w - width(right) - 1
	title := clip(clean(m.Title), room, l.styles.more)
	return pad(l.marked(title, strings.TrimSpace(l.search.value())), room) + " " + right
}

// priceTag is what the movie costs this person, with the common price beside
// it where they differ and there is room.
func (h *Screens) priceTag(m store.Listing, roomy bool) string {
	switch {
	case !m.Available():
		return h.styles.mute.Render(h.say(words.Missing))
	case m.Owned:
		return h.styles.good.Render(h.styles.check + " " + h.say(textOwned))
	case m.Free:
		return h.styles.good.Render(h.say(textFree))
	case m.YourPrice != m.Price && roomy:
		return h.styles.mute.Render("("+m.Price.String()+") ") + h.styles.money.Render(m.YourPrice.String())
	}
	return h.styles.money.Render(m.YourPrice.String())
}
