package storetest

import (
	"errors"
	"fmt"
	"testing"

	"youku.example/store"
)

// Of an account that was removed only its number is left.
func testRemoval(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	movie, free := h.movie("流浪地球", 2000), h.movie("城南旧事", 0)
	alice, bob := h.rich("alice", 5000), h.rich("bob", 700)
	_, err := h.shop.Buy(h.ctx, alice, movie.ID, nil)
	h.must(err)
	h.vip(alice)
	for _, m := range []store.Movie{movie, free} {
		_, err = h.shop.Request(h.ctx, alice, m.ID)
		h.must(err)
	}
	h.must(h.shop.SetPreference(h.ctx, alice, "theme", "dark"))

	number := fmt.Sprintf("#%d", alice.Account)

	h.run("NotAllowed", func(h *testShop) {
		_, err := h.shop.RemoveAccountOf(h.ctx, bob, "alice")
		h.refused(err, store.ErrNotAllowed)
		_, err = h.shop.RemoveAccountOf(h.ctx, h.boss, "nobody-here")
		h.refused(err, store.ErrNoUser)
		h.refused(h.shop.RemoveAccount(h.ctx, store.Actor{Role: store.RoleGuest}), store.ErrLogIn)
	})
	h.run("Admin", func(h *testShop) {
		h.shop.ReserveNames(func(folded string, use func(bool) error) error { return use(folded == "boss") })
		defer h.shop.ReserveNames(func(_ string, use func(bool) error) error { return use(false) })
		h.refused(h.shop.RemoveAccount(h.ctx, h.boss), store.ErrIsAdmin)
		_, err := h.shop.RemoveAccountOf(h.ctx, h.boss, "BOSS")
		h.refused(err, store.ErrIsAdmin)
	})
	people, err := h.shop.PeoplePage(h.ctx, h.boss, store.ListQuery{}, store.Span{})
	h.must(err)
	h.run("Oneself", func(h *testShop) {
		ended := make(chan error, 1)
		own := make(chan error, 1)
		defer h.shop.Enter(alice, store.Visit{ID: "alice/1"}, func(cause error) { own <- cause })()
		defer h.shop.Enter(alice, store.Visit{ID: "alice/2"}, func(cause error) { ended <- cause })()
		tr, err := h.shop.OpenDownload(h.ctx, alice, movie.ID, store.ProtocolSFTP, "x")
		h.must(err)
		_ = tr
		h.must(h.shop.RemoveAccount(h.ctx, alice))
		if cause := <-ended; !errors.Is(cause, store.ErrRemoved) {
			h.t.Errorf("another session was ended by %v", cause)
		}
		select {
		case cause := <-own: // it says goodbye itself
			h.t.Errorf("the session that asked was ended by %v", cause)
		default:
		}
		h.must(tr.Close())
		h.refused(h.shop.CheckActive(h.ctx, alice), store.ErrRemoved)
		h.refused(h.shop.RemoveAccount(h.ctx, alice), store.ErrRemoved)
	})
	h.run("Gone", func(h *testShop) {
		_, err := h.shop.AccountByKey(h.ctx, alice.Key)
		h.refused(err, store.ErrKeyUnknown)
		for _, name := range []string{"alice", number} {
			_, err = h.shop.AccountByName(h.ctx, name)
			h.refused(err, store.ErrNoUser)
			_, err = h.shop.Credit(h.ctx, h.boss, name, 100, "")
			h.refused(err, store.ErrNoUser)
			_, err = h.shop.Login(h.ctx, name, "")
			h.refused(err, store.ErrWrongLogin)
		}
		u := read(h, func(v store.View) (store.User, error) { return v.UserByID(h.ctx, alice.Account) })
		if u.Name != number || u.Balance != 0 || u.HasPassword || !u.VIPUntil.IsZero() {
			h.t.Errorf("left of it: %+v", u)
		}
		equal(h, "operator's", h.houseBalance(store.HouseAccountOperator), 3000)
		if chosen := read(h, func(v store.View) (map[string]string, error) { return v.Preferences(h.ctx, alice.Account) }); len(chosen) > 0 {
			h.t.Errorf("chosen: %v", chosen)
		}
		now, err := h.shop.PeoplePage(h.ctx, h.boss, store.ListQuery{}, store.Span{})
		h.must(err)
		equal(h, "people", len(now.Rows), len(people.Rows)-1)
		equal(h, "people counted", now.Total.N, people.Total.N-1)
	})
	h.run("Held", func(h *testShop) {
		for _, name := range []string{"alice", "ALICE"} {
			_, err := h.join(name, "")
			h.refused(err, store.ErrNameTaken)
		}
		again := alice // the key is free at once
		again.Account, again.Role = 0, store.RoleGuest
		line, fp := newKey("alice")
		again.Key, again.KeyLine = fp, line
		_, err := h.shop.Register(h.ctx, again, store.Registration{Name: "alice2", WithKey: true})
		h.must(err)
	})
	h.run("ComesBack", func(h *testShop) { // to the operator's
		refunded, err := h.shop.TakeDown(h.ctx, h.boss, movie.ID)
		h.must(err)
		equal(h, "refunded", refunded, 1)
		equal(h, "operator's", h.houseBalance(store.HouseAccountOperator), 5000)
		_, err = h.shop.Refund(h.ctx, h.boss, number, movie.ID)
		h.refused(err, store.ErrNoUser)
	})
	h.run("ByAdmin", func(h *testShop) {
		ended := make(chan error, 1)
		defer h.shop.Enter(bob, store.Visit{ID: "bob/1"}, func(cause error) { ended <- cause })()
		left, err := h.shop.RemoveAccountOf(h.ctx, h.boss, "Bob")
		h.must(err)
		equal(h, "left", left.Balance, 700)
		if cause := <-ended; !errors.Is(cause, store.ErrRemoved) {
			h.t.Errorf("ended by %v", cause)
		}
	})
	h.clean()
}
