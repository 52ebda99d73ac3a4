package storetest

import (
	"errors"
	"fmt"
	"testing"

	"youku.example/store"
)

// testFolders: an episode's path is in the folder of its series; of two live grants
// of one name, a deleted movie that was bought and the one in its place, the later
// movie's has its number behind.
func testFolders(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	place := store.Episode{Series: "流浪记", Season: 1, Number: 2}
	episode := func(name string, price store.Fen) store.Movie {
		m := h.movie(name, price)
		m, err := h.shop.Edit(h.ctx, h.boss, m.ID, store.Edit{Episode: &place})
		h.must(err)
		return m
	}
	path := func(a store.Actor, m store.Movie, want string) {
		h.t.Helper()
		d, err := h.shop.Request(h.ctx, a, m.ID)
		h.must(err)
		l, err := h.shop.Movie(h.ctx, a, m.ID)
		h.must(err)
		if d.Path() != want || l.Grant.Path() != want {
			h.t.Errorf("movie %d is at %s and %s, want %s", m.ID, d.Path(), l.Grant.Path(), want)
		}
	}
	alice, bob := h.rich("alice", 5000), h.rich("bob", 100)
	old := episode("启程", 300)
	_, err := h.shop.Buy(h.ctx, alice, old.ID, nil)
	h.must(err)
	h.must(h.shop.Delete(h.ctx, h.boss, old.ID))
	place.Number = 3
	other := episode("归途", 0)
	place.Number = 2
	anew := episode("启程!", 0) // the same title part
	path(bob, anew, "/downloads/流浪记/S01E02-启程.mp4")
	path(alice, anew, "/downloads/流浪记/S01E02-启程.mp4") // before the older one is asked for
	path(alice, old, "/downloads/流浪记/S01E02-启程.mp4")
	apart := fmt.Sprintf("/downloads/流浪记/S01E02-启程-%04d.mp4", anew.ID)
	path(alice, anew, apart)
	path(alice, other, "/downloads/流浪记/S01E03-归途.mp4")
	path(bob, anew, "/downloads/流浪记/S01E02-启程.mp4")

	list, err := h.shop.EpisodeDownloads(h.ctx, alice, "流浪记", 1, 2)
	h.must(err)
	if len(list) != 2 {
		h.t.Errorf("at one number: %+v", list)
	}
	for _, d := range list {
		if want := map[int64]string{old.ID: "/downloads/流浪记/S01E02-启程.mp4", anew.ID: apart}[d.MovieID]; d.Path() != want {
			h.t.Errorf("movie %d is at %s, want %s", d.MovieID, d.Path(), want)
		}
	}
	list, err = h.shop.ReadyDownloadsIn(h.ctx, alice, "流浪记")
	h.must(err)
	if len(list) != 0 { // all of them wait
		h.t.Errorf("ready in the folder: %+v", list)
	}
	_, err = h.shop.BuyVIP(h.ctx, alice, "month")
	h.must(err)
	single := h.movie("星空", 0)
	_, err = h.shop.Request(h.ctx, alice, single.ID)
	h.must(err)
	list, err = h.shop.ReadyDownloadsIn(h.ctx, alice, "流浪记")
	h.must(err)
	if len(list) != 3 {
		h.t.Errorf("ready in the folder: %+v", list)
	}
	if list, err := h.shop.ReadyDownloadsIn(h.ctx, alice, "狂飙"); err != nil || len(list) != 0 {
		h.t.Errorf("in no folder: %+v, %v", list, err)
	}
	for _, at := range []struct {
		a      store.Actor
		folder string
		number int
	}{{bob, "流浪记", 3}, {alice, "流浪记", 4}, {alice, "狂飙", 2}} {
		if list, err := h.shop.EpisodeDownloads(h.ctx, at.a, at.folder, 1, at.number); !errors.Is(err, store.ErrNoGrant) || list != nil {
			h.t.Errorf("%s, %s %d: %+v, %v", at.a.Name, at.folder, at.number, list, err)
		}
	}
	var r *store.Refusal
	if _, err := h.shop.EpisodeDownloads(h.ctx, bob, "流浪记", 1, 3); !errors.As(err, &r) || r.Movie != other.ID {
		h.t.Errorf("of one on the shelf: %v", err)
	}
	if _, err := h.shop.EpisodeDownloads(h.ctx, guest, "流浪记", 1, 2); !errors.Is(err, store.ErrLogIn) {
		h.t.Errorf("a guest: %v", err)
	}
}
