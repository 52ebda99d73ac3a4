package viewer

import (
	tea "charm.land/bubbletea/v2"

	"context"
	"testing"
	"time"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
	"youku.example/tui/ui/theme"
	"youku.example/tui/words"
)

// listed is a shop of which nothing is asked but its lists.
type listed struct {
	Shop
	movies    []store.Listing
	downloads []store.Download
	notices   []store.Notice
	entries   []store.Entry
}

var total = store.Total{N: 1234567}

// Library has a series for each third row.
func (listed) Rules() store.Rules { return store.DefaultRules() }

func (l listed) Library(context.Context, store.Actor, store.LibraryQuery) (all []store.LibraryEntry, err error) {
	for i, m := range l.movies {
		if i%3 == 2 {
			one, _, _ := l.Series(context.Background(), store.Actor{}, m.ID)
			all = append(all, store.LibraryEntry{Series: &one})
			continue
		}
		all = append(all, store.LibraryEntry{Movie: &l.movies[i]})
	}
	return all, nil
}

func (l listed) CountLibrary(context.Context, store.Actor, store.LibraryQuery) (store.Total, error) {
	return total, nil
}

// Series is of all movies, under the title of one.
func (l listed) Series(_ context.Context, _ store.Actor, id int64) (store.SeriesListing, []store.Listing, error) {
	m := l.movies[id-1]
	s := store.Series{ID: id, Title: m.Title, About: m.About, Year: m.Year, Tags: m.Tags, Episodes: len(l.movies), Seasons: 3, Price: m.Price, Newest: m.ID}
	return store.SeriesListing{Series: s, YourPrice: m.YourPrice, Owned: int(id % 3)}, l.movies, nil
}

func (l listed) DownloadPage(context.Context, store.Actor, store.Span) (store.Page[store.Download], error) {
	return store.Page[store.Download]{Rows: l.downloads, Total: total}, nil
}

func (l listed) NoticePage(context.Context, store.Actor, store.ListQuery, store.Span) (store.Page[store.Notice], error) {
	return store.Page[store.Notice]{Rows: l.notices, Total: total}, nil
}

func (l listed) WalletPage(context.Context, store.Actor, store.Span) (store.Wallet, error) {
	return store.Wallet{Balance: 1e8, Entries: l.entries, Total: total}, nil
}

// idle is a program in which nothing was chosen and nothing moves.
type idle struct{ Program }

func (idle) Chosen(string) string                         { return "" }
func (idle) NewSince() time.Time                          { return time.Time{} }
func (idle) Transfers() []store.Progress                  { return nil }
func (idle) ThemeText() words.T                           { return textTheme }
func (idle) Poster(_ store.Listing, w, rows int) []string { return nil }
func (idle) SeriesPoster(store.Series, int, int) []string { return nil }

// screensOf makes the screens of a person before a shop.
func screensOf(t *testing.T, shop Shop, who store.Actor, lang words.Lang, styles theme.Theme) *Screens {
	return &Screens{Env: &screen.Env{
		Display: ui.Display{Lang: lang, Location: time.UTC, Styles: styles},
		Ctx:     t.Context(), Actor: who, Host: "youku.example", Port: 2222,
	}, Program: idle{}, Shop: shop}
}

// hear has a question of a screen answered, and what the answer asks.
func (v *Screens) hear(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case tea.BatchMsg:
		for _, c := range msg {
			v.hear(c)
		}
	default:
		cmd, _ := v.Handle(msg)
		v.hear(cmd)
	}
}

// keep puts screens where their answers reach them.
func (v *Screens) keep(all ...ui.Screen) { v.Stack = append(v.Stack, all...) }
