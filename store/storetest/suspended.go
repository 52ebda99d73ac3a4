package storetest

import (
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"youku.example/store"
)

// testGrantsStand holds that a live grant serves what it promised, whatever
// becomes of its movie's price, and that what an admin deletes and restores is
// for all as if it had not been deleted.
func testGrantsStand(t *testing.T, open Opener) {
	cases := map[string]func(*testShop){
		"Priced": grantOutlivesPrice, "VIPOver": grantOutlivesVIP,
		"Restored": restoredIsUndone, "RestoredLate": restoredLate, "RestoredInTheWait": restoredInTheWait,
		"TakenDown": takenDownForGood, "Purged": purgedForGood, "Running": runningWhileDeleted, "Laws": grantLaws,
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			synctest.Test(t, func(t *testing.T) { test(newTestShopIn(t, open, dir)) })
		})
	}
}

func (h *testShop) price(m store.Movie, price store.Fen) {
	h.t.Helper()
	_, err := h.shop.Edit(h.ctx, h.boss, m.ID, store.Edit{Price: &price})
	h.must(err)
}

func grantOutlivesPrice(h *testShop) {
	alice, m := h.person("alice"), h.movie("城南旧事", 0)
	first := h.request(alice, m.ID)
	h.price(m, 2000)
	equal(h, "grant, waiting", h.request(alice, m.ID).ID, first.ID)
	time.Sleep(wait)
	equal(h, "grant, ready", h.request(alice, m.ID).ID, first.ID)
	l, err := h.shop.Movie(h.ctx, alice, m.ID)
	h.must(err)
	equal(h, "must be bought", l.MustBuy(), false)
	h.must(h.tryOpen(alice, m.ID))
	_, err = h.shop.Request(h.ctx, h.person("bob"), m.ID) // who holds none
	h.refused(err, store.ErrNotOwned)
	time.Sleep(24 * time.Hour)
	_, err = h.shop.Request(h.ctx, alice, m.ID)
	h.refused(err, store.ErrNotOwned)
	l, err = h.shop.Movie(h.ctx, alice, m.ID)
	h.must(err)
	equal(h, "must be bought", l.MustBuy(), true)
}

func grantOutlivesVIP(h *testShop) {
	alice, m := h.person("alice"), h.movie("城南旧事", 0)
	h.vip(alice)
	time.Sleep(30*24*time.Hour - time.Minute)
	first := h.request(alice, m.ID)
	equal(h, "wait", first.Wait, 0)
	time.Sleep(time.Hour) // no VIP any more
	equal(h, "grant", h.request(alice, m.ID).ID, first.ID)
	h.must(h.tryOpen(alice, m.ID))
}

func restoredIsUndone(h *testShop) {
	alice, m := h.person("alice"), h.movie("城南旧事", 0)
	first := h.request(alice, m.ID)
	time.Sleep(wait)
	h.must(h.shop.Delete(h.ctx, h.boss, m.ID))
	h.refused(h.tryOpen(alice, m.ID), store.ErrNoGrant)
	list, err := h.shop.ReadyDownloads(h.ctx, alice)
	h.must(err)
	equal(h, "listed", len(list), 0)
	all, err := h.downloads(alice)
	h.must(err)
	equal(h, "state", all[0].State, store.Ended)
	equal(h, "why", all[0].EndedBy, "delete")
	_, err = h.shop.Request(h.ctx, alice, m.ID)
	h.refused(err, store.ErrNoMovie)
	news, stop := h.shop.Listen(alice)
	defer stop()
	h.must(h.shop.Restore(h.ctx, h.boss, m.ID))
	equal(h, "told", <-news&store.TopicDownloads, store.TopicDownloads)
	h.must(h.tryOpen(alice, m.ID))
	again := h.request(alice, m.ID)
	equal(h, "grant", again.ID, first.ID)
	equal(h, "expires", again.ExpiresAt, first.ExpiresAt)
	all, err = h.downloads(alice)
	h.must(err)
	equal(h, "rows", len(all), 1)
	h.clean()
}

// Its clock runs on: what would have expired meanwhile has.
func restoredLate(h *testShop) {
	alice, m := h.person("alice"), h.movie("城南旧事", 0)
	h.request(alice, m.ID)
	time.Sleep(wait)
	h.must(h.shop.Delete(h.ctx, h.boss, m.ID))
	time.Sleep(24 * time.Hour)
	h.must(h.shop.Restore(h.ctx, h.boss, m.ID))
	h.refused(h.tryOpen(alice, m.ID), store.ErrNoGrant)
	list, err := h.downloads(alice)
	h.must(err)
	equal(h, "state", list[0].State, store.Expired)
	equal(h, "a wait of its own", h.request(alice, m.ID).Wait, wait)
}

// The queue's times are those that were promised.
func restoredInTheWait(h *testShop) {
	alice := h.person("alice")
	one, two, three := h.movie("one", 0), h.movie("two", 0), h.movie("three", 0)
	first, second := h.request(alice, one.ID), h.request(alice, two.ID)
	time.Sleep(10 * time.Second)
	h.must(h.shop.Delete(h.ctx, h.boss, one.ID))
	equal(h, "the next one's", h.state(alice, two.ID, store.Queued).ReadyAt, second.ReadyAt)
	equal(h, "the new one's", h.request(alice, three.ID).ReadyAt, second.ReadyAt.Add(wait))
	h.restart()
	time.Sleep(10 * time.Second)
	h.must(h.shop.Restore(h.ctx, h.boss, one.ID))
	equal(h, "its own", h.state(alice, one.ID, store.Waiting).ReadyAt, first.ReadyAt)
	time.Sleep(10 * time.Second)
	h.must(h.tryOpen(alice, one.ID))
	h.state(alice, two.ID, store.Waiting)
}

func takenDownForGood(h *testShop) {
	alice, m := h.person("alice"), h.movie("城南旧事", 0)
	first := h.request(alice, m.ID)
	time.Sleep(wait)
	h.must(h.shop.Delete(h.ctx, h.boss, m.ID))
	_, err := h.shop.TakeDown(h.ctx, h.boss, m.ID)
	h.must(err)
	h.must(h.shop.Restore(h.ctx, h.boss, m.ID))
	h.refused(h.tryOpen(alice, m.ID), store.ErrNoGrant)
	if again := h.request(alice, m.ID); again.ID == first.ID {
		h.t.Error("a take-down was undone")
	}
	h.clean()
}

func purgedForGood(h *testShop) {
	alice, m := h.person("alice"), h.movie("城南旧事", 0)
	h.request(alice, m.ID)
	h.must(h.shop.Delete(h.ctx, h.boss, m.ID))
	_, err := h.shop.BeginPurge(h.ctx, h.boss, m.ID)
	h.must(err)
	h.must(h.shop.EndPurge(h.ctx, m.ID))
	list, err := h.downloads(alice)
	h.must(err)
	equal(h, "state", list[0].State, store.Ended)
	h.clean()
}

// A transfer that runs is not cut, and its history goes on in the same row.
func runningWhileDeleted(h *testShop) {
	m := h.movie("城南旧事", 0)
	alice, tr := h.sending("alice", m)
	tr.Sent(0, 400)
	h.must(h.shop.Delete(h.ctx, h.boss, m.ID))
	uncut(h, tr)
	h.must(h.shop.Restore(h.ctx, h.boss, m.ID))
	tr.Sent(400, 600)
	h.must(tr.Close())
	d := h.state(alice, m.ID, store.Complete)
	equal(h, "sent", d.Sent, 1000)
	equal(h, "may be fetched", d.CanFetch(), true)
}

// held is what the test knows of a movie and of one account's grant of it.
type held struct {
	movie  store.Movie
	shelf  store.Shelf
	priced bool
	grant  store.Download // ID 0: none
}

func (m *held) lives() bool { return m.grant.ID != 0 && time.Now().Before(m.grant.ExpiresAt) }

// grantLaws lets random hands delete, restore, price, take down and wait, and
// holds each answer against the rules.
func grantLaws(h *testShop) {
	round := 0
	rapid.Check(struct{ testing.TB }{h.t}, func(rt *rapid.T) { // a bubble has no Deadline
		round++
		alice := h.person(fmt.Sprint("alice", round))
		movies := []*held{{movie: h.movie("one", 0), shelf: store.OnShelf}, {movie: h.movie("two", 0), shelf: store.OnShelf}}
		for range rapid.IntRange(1, 30).Draw(rt, "steps") {
			m := rapid.SampledFrom(movies).Draw(rt, "movie")
			h.step(rt, alice, m, rapid.SampledFrom([]string{
				"request", "request", "open", "open", "delete", "restore", "price", "free", "takedown", "second", "wait", "day",
			}).Draw(rt, "what"))
		}
	})
	h.clean()
}

func (h *testShop) step(rt *rapid.T, alice store.Actor, m *held, what string) {
	says := func(err, want error) {
		if !errors.Is(err, want) {
			rt.Fatalf("%s: got %v, want %v (%+v)", what, err, want, *m)
		}
	}
	id, off := m.movie.ID, m.shelf != store.OnShelf
	switch what {
	case "request":
		d, err := h.shop.Request(h.ctx, alice, id)
		switch {
		case off:
			says(err, store.ErrNoMovie)
		case m.lives():
			says(err, nil)
			if d.ID != m.grant.ID || !d.ReadyAt.Equal(m.grant.ReadyAt) {
				rt.Fatalf("asking again gave another grant: %+v, had %+v", d, m.grant)
			}
		case m.priced:
			says(err, store.ErrNotOwned)
		default:
			says(err, nil)
			m.grant = d
		}
	case "open":
		switch err := h.tryOpen(alice, id); {
		case off || !m.lives():
			says(err, store.ErrNoGrant)
		case time.Now().Before(m.grant.ReadyAt):
			says(err, store.ErrNotReady)
		default:
			says(err, nil)
		}
	case "delete":
		if err := h.shop.Delete(h.ctx, h.boss, id); err == nil {
			m.shelf = store.Deleted
		}
	case "restore":
		if err := h.shop.Restore(h.ctx, h.boss, id); err == nil {
			m.shelf = store.OnShelf
		}
	case "takedown":
		if _, err := h.shop.TakeDown(h.ctx, h.boss, id); err == nil {
			m.shelf, m.grant = store.TakenDown, store.Download{}
		}
	case "price", "free":
		m.priced = what == "price"
		free, price := !m.priced, store.Fen(0)
		if m.priced {
			price = 500
		}
		_, err := h.shop.Edit(h.ctx, h.boss, id, store.Edit{Free: &free, Price: &price})
		says(err, nil)
	default:
		time.Sleep(map[string]time.Duration{"second": time.Second, "wait": wait, "day": 24 * time.Hour}[what])
	}
}
