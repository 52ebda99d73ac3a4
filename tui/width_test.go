package tui

import (
	"context"
	"math/rand/v2"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/ui"
	"youku.example/tui/ui/theme"
	"youku.example/tui/ui/uitest"
	"youku.example/tui/words"
)

// listed is a shop of which nothing is asked but its catalogue.
type listed struct {
	Shop
	movies []store.Listing
}

func (listed) Rules() store.Rules { return store.DefaultRules() }

func (l listed) Library(context.Context, store.Actor, store.LibraryQuery) (all []store.LibraryEntry, err error) {
	for i := range l.movies {
		all = append(all, store.LibraryEntry{Movie: &l.movies[i]})
	}
	return all, nil
}

func (l listed) CountLibrary(context.Context, store.Actor, store.LibraryQuery) (store.Total, error) {
	return store.Total{N: 1234567}, nil
}

func (l listed) LibraryCounts(context.Context) (store.Counts, error) {
	return store.Counts{All: 1e6, Free: 999, Paid: 1e6}, nil
}

// hear has a question of a screen answered, and what the answer asks.
func (r *root) hear(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case tea.BatchMsg:
		for _, c := range msg {
			r.hear(c)
		}
	default:
		cmd, _ := r.Env.Handle(msg)
		r.hear(cmd)
	}
}

// TestWidthLaw draws frames around odd names at random sizes, with and without
// the help and a word about what happened: no line is wider than the window, by
// either way of counting, none is too many, and nothing of a name reaches the
// terminal that could act on it. The packages of the screens hold it of their
// bodies.
func TestWidthLaw(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	now := time.Date(2031, 12, 24, 9, 0, 0, 0, time.UTC)
	for range 400 {
		shop := listed{}
		for i := range 60 {
			shop.movies = append(shop.movies, store.Listing{Movie: store.Movie{ID: int64(i + 1), Title: uitest.RandomText(r), Price: 2000, Size: r.Int64N(1e12), MediaType: "video/mp4"}})
		}
		h := testRoot(Session{Shop: shop, Ctx: t.Context(), Actor: store.Actor{Account: 1, Name: uitest.RandomText(r), Role: []store.Role{store.RoleUser, store.RoleAdmin}[r.IntN(2)], Key: uitest.RandomText(r)}, Lang: []words.Lang{words.Zh, words.En}[r.IntN(2)], Location: time.UTC, Host: "youku.example", Port: 2222},
			theme.New(r.IntN(2) == 0, r.IntN(4) == 0, theme.Colours(r.IntN(4))))
		h.Account = store.Account{ID: 1, Balance: store.Fen(r.Int64N(1e8)), VIPUntil: now, HasPassword: true, CreatedAt: now}
		h.unread = r.IntN(3)
		for _, id := range []string{"library", "account", "downloads", "wallet", "notices"} {
			cmd := h.GoTo(id)
			if id == "library" {
				h.hear(cmd)
			}
			for range 8 {
				h.Toast(ui.Mood(r.IntN(3)), func() string { return uitest.RandomText(rand.New(rand.NewPCG(3, 4))) })
				h.w, h.h, h.help = leastWidth+r.IntN(120), leastHeight+r.IntN(40), r.IntN(8) == 0
				uitest.Fits(t, h.Top(), h.View().Content, h.w, h.h)
			}
		}
	}
}
