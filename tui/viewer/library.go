package viewer

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// library is the list of movies, in which a series is one row, in tabs; searched as one types; pages follow as one scrolls.
type library struct {
	*Screens
	list   ui.Loader[store.LibraryEntry]
	at     int // the tab that is seen
	sort   store.Sort
	search ui.Finder
	counts store.Counts
	missed screen.NewsMsg // what changed while the list was out of sight
	abouts abouts
}

func newLibrary(v *Screens) ui.Screen {
	l := &library{Screens: v, sort: oneOf(screen.Sorts, v.Chosen(choiceSort)), search: ui.NewFinder()}
	l.list = ui.NewLoader(&v.Display, v.Fail, entryKey, l.ask)
	l.list.Reversed = v.Chosen(choiceReverse) != ""
	l.list.Keep, l.list.Moved = l.keepDirection, l.rest
	return l
}

func (l *library) Init() tea.Cmd { return tea.Batch(l.list.Load(), l.count()) }

// Return asks for what changed meanwhile.
func (l *library) Return() tea.Cmd {
	missed := l.missed
	l.missed = screen.NewsMsg{}
	return l.Update(missed)
}

func (l *library) Title() words.T { return textPlaceLibrary }
func (l *library) Typing() bool   { return l.search.Typing() }

func (l *library) count() tea.Cmd {
	return screen.Ask(l.Env, l, func(ctx context.Context, _ store.Actor) (store.Counts, error) { return l.Shop.LibraryCounts(ctx) },
		func(c store.Counts, err error) tea.Cmd {
			if err == nil {
				l.counts = c
			}
			return nil
		})
}

func (l *library) selected() (store.LibraryEntry, bool) { return l.list.Selected() }

func (l *library) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.NewsMsg:
		switch {
		case !l.InSight(l):
			l.missed.Topics |= msg.Topics
		case msg.About(store.TopicMovies):
			l.abouts.known = nil
			return tea.Batch(l.list.Load(), l.count())
		case msg.About(store.TopicWallet | store.TopicDownloads | store.TopicMarks):
			return l.list.Load() // prices and what is owned
		}
	case aboutDueMsg:
		if msg.l == l {
			return l.askAbout(msg.key)
		}
	case tea.KeyPressMsg, tea.PasteMsg:
		if l.search.Typed(msg) {
			return l.list.Reload()
		}
	}
	return nil
}

func (l *library) Keys() []ui.Key {
	move := l.list.Keys()
	if l.search.Typing() {
		return l.search.Searching(move, l.list.Reload)
	}
	ks := []ui.Key{move[0]}
	e, ok := l.selected()
	if ok {
		ks = append(ks, ui.Key{On: "enter l right", Says: textKeyOpen, Do: func() tea.Cmd { return l.open(e) }})
	}
	ks = append(ks, ui.Key{On: "/", Says: screen.TextKeySearch, Do: l.search.Open})
	if e.Movie != nil {
		ks = append(ks, ui.Key{On: "d", Says: textKeyDownload, Do: func() tea.Cmd { return l.fetch(*e.Movie) }})
	}
	ks = append(ks,
		ui.Key{On: "tab", Says: textKeyFilter, Do: func() tea.Cmd { return l.turn(1) }},
		ui.Key{On: "shift+tab", Says: textKeyFilter, Quiet: true, Do: func() tea.Cmd { return l.turn(-1) }})
	if l.tab().sorted() {
		ks = append(ks, ui.Key{On: "s", Says: screen.TextKeySort, Do: l.nextSort})
	}
	if e.Movie != nil && l.User() {
		ks = append(ks, ui.Key{On: "y", Says: screen.TextKeyCopy, Quiet: true, Do: func() tea.Cmd { return l.Copy(l.Login().Begin(e.Movie.Movie)) }})
	}
	switch {
	case e.Movie != nil:
		ks = append(ks, l.markKeys(l, *e.Movie)...)
	case e.Series != nil:
		ks = append(ks, l.followKeys(l, "f F", *e.Series)...)
	}
	if !l.search.Empty() {
		ks = append(ks, ui.Key{On: "esc", Says: ui.TextKeyClear, Do: l.search.Clearing(l.list.Reload)})
	}
	ks = append(ks, l.list.Retry("r", "")...)
	return append(ks, move[1:]...)
}

func (l *library) nextSort() tea.Cmd {
	l.sort = screen.Sorts[(slices.Index(screen.Sorts, l.sort)+1)%len(screen.Sorts)]
	l.list.Reversed = false
	return tea.Batch(l.list.Reload(), l.Choose(choiceSort, unlessFirst(screen.Sorts, l.sort)), l.keepDirection())
}

// keepDirection has it remembered which way round the order is.
func (l *library) keepDirection() tea.Cmd {
	if l.list.Reversed {
		return l.Choose(choiceReverse, "on")
	}
	return l.Choose(choiceReverse, "")
}

// What of the list is remembered; the default is "".
const (
	choiceSort    = "library.sort"
	choiceReverse = "library.reverse"
)

// oneOf is the value that was chosen before, if there is still one like it.
func oneOf[T ~string](all []T, chosen string) T {
	return all[max(0, slices.Index(all, T(chosen)))]
}

// unlessFirst is a value to remember; the default need not be.
func unlessFirst[T ~string](all []T, v T) string {
	if v == all[0] {
		return ""
	}
	return string(v)
}

// open shows what a row is about.
func (l *library) open(e store.LibraryEntry) tea.Cmd {
	if e.Series != nil {
		return l.Push(newSeries(l.Screens, *e.Series))
	}
	return l.Push(newMovie(l.Screens, *e.Movie))
}
