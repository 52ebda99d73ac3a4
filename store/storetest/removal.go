package storetest

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"youku.example/store"
	"youku.example/store/mark"
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
	episode := h.episode("流浪记", 1, 1, 0)
	for _, a := range []store.Actor{alice, bob} {
		for _, k := range mark.OfMovies {
			_, err = h.shop.Mark(h.ctx, a, []int64{movie.ID, free.ID}, k, true)
			h.must(err)
		}
		_, err = h.shop.Follow(h.ctx, a, episode.SeriesID, true)
		h.must(err)
		h.must(h.shop.LeaveScreen(h.ctx, a))
	}
	note, err := h.shop.Post(h.ctx, h.boss, "Hello", "there")
	h.must(err)
	for _, a := range []store.Actor{alice, bob} {
		_, err = h.shop.ReadNotice(h.ctx, a, note.ID)
		h.must(err)
	}

	number := fmt.Sprintf("#%d", alice.Account)

	h.run("NotAllowed", func(h *testShop) {
		_, err := h.shop.RemoveAccountOf(h.ctx, bob, "alice")
		h.refused(err, store.ErrNotAllowed)
		_, err = h.shop.RemoveAccountOf(h.ctx, h.boss, "no-such-name")
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
		h.refused(h.shop.LeaveScreen(h.ctx, alice), store.ErrRemoved) // as its session does that ends
		equal(h, "what it kept for itself", ownOf(h, alice, movie, free, episode), own{unread: true})
		equal(h, "what another keeps", ownOf(h, bob, movie, free, episode), own{marks: 2, listed: 7, visited: true})
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
		_, err := h.shop.SetPasswordOf(h.ctx, h.boss, "bob", "correct horse")
		h.must(err)
		equal(h, "untold", ownOf(h, bob, movie).untold, 1)
		ended := make(chan error, 1)
		defer h.shop.Enter(bob, store.Visit{ID: "bob/1"}, func(cause error) { ended <- cause })()
		left, err := h.shop.RemoveAccountOf(h.ctx, h.boss, "Bob")
		h.must(err)
		equal(h, "left", left.Balance, 700)
		if cause := <-ended; !errors.Is(cause, store.ErrRemoved) {
			h.t.Errorf("ended by %v", cause)
		}
		equal(h, "what it kept for itself", ownOf(h, bob, movie, free, episode), own{unread: true})
	})
	h.run("Purge", func(h *testShop) { // what those alone bought who are gone
		m, dave := h.movie("小城之春", 2000), h.rich("dave", 2000)
		_, err := h.shop.Buy(h.ctx, dave, m.ID, nil)
		h.must(err)
		h.must(h.shop.Delete(h.ctx, h.boss, m.ID))
		_, err = h.shop.BeginPurge(h.ctx, h.boss, m.ID)
		h.refused(err, store.ErrOwned)
		h.must(h.shop.RemoveAccount(h.ctx, dave))
		_, err = h.shop.BeginPurge(h.ctx, h.boss, m.ID)
		h.must(err)
	})
	h.clean()
}

// own is what an account keeps for itself alone.
type own struct {
	marks, listed   int
	visited, unread bool
	untold          int
}

func ownOf(h *testShop, a store.Actor, movies ...store.Movie) (o own) {
	h.t.Helper()
	h.must(h.db.View(h.ctx, func(v store.View) error {
		o = own{}
		var ids []int64
		for _, m := range movies {
			ids = append(ids, m.ID)
		}
		sets, err := v.MarksAmong(h.ctx, a.Account, ids)
		if err != nil {
			return err
		}
		o.marks = len(sets)
		for _, k := range mark.All {
			n, err := v.CountMarked(h.ctx, a.Account, k, 100)
			if err != nil {
				return err
			}
			o.listed += n.N
		}
		_, err = v.LastVisit(h.ctx, a.Account)
		o.visited = err == nil
		notices, err := v.Notices(h.ctx, a.Account, store.ListQuery{}, store.Span{Limit: 10})
		if err != nil {
			return err
		}
		o.unread = notices[0].Unread
		told, err := v.UntoldChanges(h.ctx, a.Account)
		o.untold = len(told)
		return err
	}))
	return o
}

// What a removed account made speaks of its number, and of no other's that has
// its name later.
func testNumbers(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	carol := h.person("carol")
	carol.Role = store.RoleAdmin
	asCarol := *h
	asCarol.boss = carol
	movie := asCarol.movie("流浪地球", 2000)
	asCarol.arrived("waits")
	_, err := h.shop.Post(h.ctx, carol, "Hello", "there")
	h.must(err)
	_, err = h.shop.MintCodes(h.ctx, carol, 100, 1)
	h.must(err)
	alice := h.person("alice")
	_, err = h.shop.SetPasswordOf(h.ctx, carol, "alice", "battery staple")
	h.must(err)
	_, err = h.shop.RemoveAccountOf(h.ctx, h.boss, "carol")
	h.must(err)
	number := fmt.Sprintf("#%d", carol.Account)

	check := func(h *testShop) {
		h.t.Helper()
		l, err := h.shop.Movie(h.ctx, h.boss, movie.ID)
		h.must(err)
		equal(h, "uploaded by", l.UploadedBy, number)
		list, err := h.shop.Movies(h.ctx, h.boss, store.Query{})
		h.must(err)
		equal(h, "uploaded by, in a list", list[0].UploadedBy, number)
		notices, err := h.shop.Notices(h.ctx, alice)
		h.must(err)
		equal(h, "posted by", notices[0].By, number)
		n, err := h.shop.ReadNotice(h.ctx, alice, notices[0].ID)
		h.must(err)
		equal(h, "read: by", n.By, number)
		in, err := h.shop.IncomingRows(h.ctx)
		h.must(err)
		equal(h, "sent by", in[0].By, number)
		equal(h, "minted by", h.batches(store.BatchOfCodes)[0].By, number)
		changes, err := h.shop.UntoldChanges(h.ctx, alice)
		h.must(err)
		equal(h, "changed by", changes[0].By, number)
		lines, err := h.shop.Audit(h.ctx, h.boss, 100)
		h.must(err)
		said := 0
		for _, l := range lines {
			if l.Actor == "carol" && l.Action != "register" { // the later one
				h.t.Errorf("the audit speaks of carol: %+v", l)
			}
			if l.Actor == number || l.Target == number {
				said++
			}
		}
		if said < 5 {
			h.t.Errorf("the audit speaks %d times of %s", said, number)
		}
	}
	h.run("Now", check)
	h.run("Later", func(h *testShop) { // another has the name
		h.update(func(tx store.Tx) error {
			u, err := tx.UserByID(h.ctx, carol.Account)
			if err != nil {
				return err
			}
			u.RemovedAt = h.shop.Now().Add(-90 * 24 * time.Hour) // so that the name is free from now on
			return tx.SetUser(h.ctx, u)
		})
		_, err := h.join("carol", "")
		h.must(err)
		_, err = h.shop.Credit(h.ctx, h.boss, "carol", 100, "")
		h.must(err)
		lines, err := h.shop.Audit(h.ctx, h.boss, 1)
		h.must(err)
		equal(h, "credited", lines[0].Target, "carol")
		check(h)
	})
}
