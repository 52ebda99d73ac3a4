package viewer

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/store/mark"
	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/words"
)

// libraryTab is a part of the library: by price, what is new to the person, or what they
// marked. The first is the default. None is remembered: a week later it would hide most
// of the library.
type libraryTab struct {
	name   words.T
	priced store.Priced
	isNew  bool
	own    mark.Kind
	count  func(store.Counts) int // nil: it is not counted before it is seen
	title  words.T                // what an empty one says
	advice words.T
}

var pricedTabs = []libraryTab{
	{name: textAll, priced: store.AnyPrice, count: func(c store.Counts) int { return c.All }, title: textEmptyLibrary, advice: textEmptyAdvice},
	{name: screen.TextFree, priced: store.OnlyFree, count: func(c store.Counts) int { return c.Free }, title: textEmptyLibrary, advice: textEmptyAdvice},
	{name: screen.TextPaid, priced: store.OnlyPaid, count: func(c store.Counts) int { return c.Paid }, title: textEmptyLibrary, advice: textEmptyAdvice},
}

// ownTabs are those of a person with an account.
var ownTabs = []libraryTab{
	{name: textTabNew, isNew: true, title: textNoNew, advice: textNoNewAdvice},
	{name: textTabFavourites, own: mark.Favourite, title: textNoFavourites, advice: textNoFavouritesAdvice},
	{name: textTabLater, own: mark.Later, title: textNoLater, advice: textNoLaterAdvice},
	{name: textTabFollowing, own: mark.Following, title: textNoFollowing, advice: textNoFollowingAdvice},
}

func (l *library) tabs() []libraryTab {
	if !l.User() {
		return pricedTabs
	}
	return slices.Concat(pricedTabs, ownTabs)
}

// tab is the one that is seen.
func (l *library) tab() libraryTab {
	all := l.tabs()
	return all[min(l.at, len(all)-1)]
}

// sorted reports whether the tab has orders to choose from; the others go by time.
func (t libraryTab) sorted() bool { return !t.isNew && t.own == "" }

// query is the question for the rows of the tab.
func (l *library) query() store.LibraryQuery {
	t := l.tab()
	q := store.LibraryQuery{Priced: t.priced, Sort: l.sort, Search: l.search.Text(), Own: t.own}
	if t.isNew {
		if q.Since = l.NewSince(); q.Since.IsZero() { // not known yet
			q.Since = l.Now()
		}
	}
	return q
}

func (l *library) turn(by int) tea.Cmd {
	n := len(l.tabs())
	return l.show((l.at + by + n) % n)
}

// show shows another tab.
func (l *library) show(at int) tea.Cmd {
	l.at = at
	return l.list.Reload()
}

// tabLine is the line of tabs with their counts, the search, the position and
// the order: as much as there is room for.
func (l *library) tabLine(w int) string {
	order := ""
	if l.tab().sorted() {
		order = l.Click(l.Styles.Mute.Render(l.Direction((l.sort == store.ByNew) != l.list.Reversed)+" "+l.Say(screen.SortNames[l.sort])), l.nextSort)
	}
	at := l.list.Position()
	if find := l.search.Draw(&l.Display, min(20, w/2)); find != "" {
		if n := l.list.Count(); at == "" && n != "" {
			at = l.Say(textFound, n)
		}
		at = "  " + l.Styles.Mute.Render(cells.PadLeft(at, cells.Width(l.Say(textFound, mostFound))))
		if cells.Width(find+at) > w-2 {
			return find
		}
		return l.firstThatFits(w, []string{find + at + "  " + order, find + at})
	}
	switch {
	case at == "":
		return l.firstThatFits(w, []string{order})
	case order == "":
		return l.firstThatFits(w, []string{l.Styles.Mute.Render(at)})
	}
	return l.firstThatFits(w, []string{l.WithPosition(order, at, w), l.Styles.Mute.Render(at)})
}

// mostFound keeps the room for what a search may find, so that what one types
// does not move.
const mostFound = "1,000+"

// firstThatFits sets the tabs before the first right side that leaves room
// for them, with their counts if it can be; before the first of all some of them will do.
// Where none does, as many tabs as there is room for are set around the one that is seen;
// the last right side stands alone where there is none.
func (l *library) firstThatFits(w int, rights []string) string {
	n := len(l.tabs())
	for i, right := range rights {
		for _, counts := range []bool{true, false} {
			if left := l.tabNames(0, n, counts); cells.Width(left)+cells.Width(right)+2 <= w {
				return cells.Ends(left, right, w, l.Styles.More)
			}
		}
		if left := l.someTabs(w-cells.Width(right)-2, enoughTabs); i == 0 && left != "" {
			return cells.Ends(left, right, w, l.Styles.More)
		}
	}
	for _, right := range rights {
		if left := l.someTabs(w-cells.Width(right)-2, leastTabs); left != "" {
			return cells.Ends(left, right, w, l.Styles.More)
		}
	}
	for _, right := range rights {
		if cells.Width(right) <= w-2 {
			return right
		}
	}
	return rights[len(rights)-1]
}

// How many tabs are seen at least where not all are, and how many are enough to say
// all that stands beside them.
const (
	leastTabs  = 2
	enoughTabs = 4
)

// someTabs are the tabs around the one that is seen, as many as there is room for; ""
// for less than least.
func (l *library) someTabs(w, least int) string {
	n := len(l.tabs())
	from, to := min(l.at, n-1), min(l.at, n-1)+1
	beyond := cells.Width(l.Styles.More) + 1
	fits := func(from, to int) bool {
		room := w
		if from > 0 {
			room -= beyond
		}
		if to < n {
			room -= beyond
		}
		return cells.Width(l.tabNames(from, to, false)) <= room
	}
	for grown := true; grown; {
		grown = false
		if to < n && fits(from, to+1) {
			to, grown = to+1, true
		}
		if from > 0 && fits(from-1, to) {
			from, grown = from-1, true
		}
	}
	if to-from < least {
		return ""
	}
	names := l.tabNames(from, to, false)
	if from > 0 {
		names = l.Click(l.Styles.Mute.Render(l.Styles.More), func() tea.Cmd { return l.turn(-1) }) + " " + names
	}
	if to < n {
		names += " " + l.Click(l.Styles.Mute.Render(l.Styles.More), func() tea.Cmd { return l.turn(1) })
	}
	return names
}

func (l *library) tabNames(from, to int, counts bool) string {
	var parts []string
	for i, t := range l.tabs()[from:to] {
		i, s := from+i, l.Say(t.name)
		if counts && t.count != nil {
			s += " " + words.Count(t.count(l.counts))
		}
		name := l.Styles.Mute.Render(" " + s + " ")
		if i == l.at {
			name = l.Styles.Chosen(l.Styles.Badge, " "+s+" ")
		}
		parts = append(parts, l.Click(name, func() tea.Cmd { return l.show(i) }))
	}
	return strings.Join(parts, " ")
}
