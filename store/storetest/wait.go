package storetest

import (
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"youku.example/store"
)

const wait = 30 * time.Second

// testWait holds the rules of the wait over the real rows, by a clock that
// moves only when all goroutines sleep.
func testWait(t *testing.T, open Opener) {
	cases := []struct {
		name string
		test func(*testShop)
	}{
		{"Alone", waitAlone},
		{"Queue", waitQueue},
		{"AskedAgain", waitAskedAgain},
		{"VIP", waitVIP},
		{"BecomingVIP", waitBecomingVIP},
		{"Restart", waitRestart},
		{"Expiry", waitExpiry},
		{"Over", waitOver},
		{"Bought", waitBought},
		{"TooMany", waitTooMany},
		{"Parallel", waitParallel},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			synctest.Test(t, func(t *testing.T) { c.test(newTestShopIn(t, open, dir)) })
		})
	}
}

// state checks where the account's grant of a movie stands.
func (h *testShop) state(a store.Actor, movie int64, want store.State) store.Download {
	h.t.Helper()
	d, err := h.shop.Download(h.ctx, a, movie)
	h.must(err)
	equal(h, "state", d.State, want)
	return d
}

// downloads is the account's history, the newest first.
func (h *testShop) downloads(a store.Actor) ([]store.Download, error) {
	p, err := h.shop.DownloadPage(h.ctx, a, store.Span{Limit: 500})
	return p.Rows, err
}

func (h *testShop) request(a store.Actor, movie int64) store.Download {
	h.t.Helper()
	d, err := h.shop.Request(h.ctx, a, movie)
	h.must(err)
	return d
}

// next checks which of the account's waits is over next after that of a movie;
// 0: none.
func (h *testShop) next(a store.Actor, movie, want int64) {
	h.t.Helper()
	d, err := h.shop.NextDownload(h.ctx, a, movie)
	if want == 0 {
		h.refused(err, store.ErrNoGrant)
		return
	}
	h.must(err)
	equal(h, "next", d.MovieID, want)
}

// tryOpen opens a download and closes it again, and returns why it could not.
func (h *testShop) tryOpen(a store.Actor, movie int64) error {
	tr, err := h.shop.OpenDownload(h.ctx, a, movie, store.ProtocolSFTP, "SSH-2.0-test")
	if err != nil {
		return err
	}
	return tr.Close()
}

func waitAlone(h *testShop) {
	alice, m := h.person("alice"), h.movie("城南旧事", 0)
	d := h.request(alice, m.ID)
	equal(h, "state", d.State, store.Waiting)
	equal(h, "wait", d.Wait, wait)
	equal(h, "ready at", d.ReadyAt.Sub(d.RequestedAt), wait)
	time.Sleep(wait - time.Millisecond)
	h.state(alice, m.ID, store.Waiting)
	no := h.refused(h.tryOpen(alice, m.ID), store.ErrNotReady)
	equal(h, "left", no.Wait, time.Millisecond)
	if !no.ReadyAt.Equal(d.ReadyAt) {
		h.t.Errorf("ready at %v, was promised for %v", no.ReadyAt, d.ReadyAt)
	}
	time.Sleep(time.Millisecond)
	d = h.state(alice, m.ID, store.Ready)
	equal(h, "wait", d.Wait, 0)
	for range 3 { // any number of opens
		h.must(h.tryOpen(alice, m.ID))
	}
}

func waitQueue(h *testShop) {
	alice, bob := h.person("alice"), h.person("bob")
	var movies []int64
	for range 3 {
		movies = append(movies, h.movie("part", 0).ID)
	}
	start := time.Now()
	for i, m := range movies {
		d := h.request(alice, m)
		equal(h, "ready after", d.ReadyAt.Sub(start), time.Duration(i+1)*wait)
		equal(h, "place", d.Place, i)
	}
	equal(h, "bob waits for himself alone", h.request(bob, movies[2]).Wait, wait)
	h.next(alice, movies[0], movies[1])
	h.next(alice, movies[1], movies[2])
	h.next(alice, movies[2], 0)
	h.next(bob, movies[2], 0)
	h.next(bob, movies[0], 0)
	h.must(h.shop.Delete(h.ctx, h.boss, movies[1]))
	h.next(alice, movies[0], movies[2])
	h.must(h.shop.Restore(h.ctx, h.boss, movies[1]))
	h.state(alice, movies[1], store.Queued)
	time.Sleep(wait)
	h.state(alice, movies[0], store.Ready)
	h.state(alice, movies[1], store.Waiting)
	equal(h, "place", h.state(alice, movies[2], store.Queued).Place, 1)
	time.Sleep(2 * wait)
	h.state(alice, movies[2], store.Ready)
	list, err := h.shop.ReadyDownloads(h.ctx, alice)
	h.must(err)
	equal(h, "ready", len(list), 3)
}

func waitAskedAgain(h *testShop) {
	alice, m := h.person("alice"), h.movie("城南旧事", 0)
	first := h.request(alice, m.ID)
	time.Sleep(10 * time.Second)
	other := alice
	other.Session, other.Addr = "alice/2", "198.51.100.7"
	again := h.request(other, m.ID)
	equal(h, "grant", again.ID, first.ID)
	equal(h, "ready at", again.ReadyAt, first.ReadyAt)
	equal(h, "wait", again.Wait, 20*time.Second)
	list, err := h.downloads(alice)
	h.must(err)
	equal(h, "rows", len(list), 1)
}

func waitVIP(h *testShop) {
	alice, m := h.person("alice"), h.movie("城南旧事", 0)
	h.vip(alice)
	equal(h, "state", h.request(alice, m.ID).State, store.Ready)
	h.must(h.tryOpen(alice, m.ID))
	time.Sleep(31 * 24 * time.Hour) // no VIP any more
	equal(h, "state", h.request(alice, m.ID).State, store.Waiting)
}

func waitBecomingVIP(h *testShop) {
	alice := h.person("alice")
	one, two := h.movie("one", 0), h.movie("two", 0)
	h.request(alice, one.ID)
	h.request(alice, two.ID)
	time.Sleep(5 * time.Second)
	h.vip(alice)
	d := h.state(alice, two.ID, store.Ready)
	equal(h, "expires a lifetime after it was ready", d.ExpiresAt.Sub(d.ReadyAt), 24*time.Hour)
	equal(h, "ready at", d.ReadyAt.Sub(d.RequestedAt), 5*time.Second)
	h.must(h.tryOpen(alice, one.ID))
}

func waitRestart(h *testShop) {
	alice, m := h.person("alice"), h.movie("城南旧事", 0)
	d := h.request(alice, m.ID)
	time.Sleep(12 * time.Second)
	h.restart()
	got := h.state(alice, m.ID, store.Waiting)
	equal(h, "ready at", got.ReadyAt, d.ReadyAt)
	time.Sleep(18 * time.Second)
	h.must(h.tryOpen(alice, m.ID))
	h.restart()
	h.must(h.tryOpen(alice, m.ID))
}

func waitExpiry(h *testShop) {
	alice, m := h.person("alice"), h.movie("城南旧事", 0)
	h.request(alice, m.ID)
	time.Sleep(wait + 24*time.Hour - time.Millisecond)
	h.must(h.tryOpen(alice, m.ID))
	time.Sleep(time.Millisecond)
	h.refused(h.tryOpen(alice, m.ID), store.ErrNoGrant)
	list, err := h.downloads(alice)
	h.must(err)
	equal(h, "state", list[0].State, store.Expired)
	d := h.request(alice, m.ID)
	equal(h, "a wait of its own", d.Wait, wait)
	list, err = h.downloads(alice)
	h.must(err)
	if len(list) != 2 || list[0].State != store.Waiting || list[1].State != store.Expired {
		h.t.Errorf("history: %+v", list)
	}
}

// waitOver holds that what ran out by itself stays so in the history, whatever
// becomes of the movie later.
func waitOver(h *testShop) {
	alice := h.person("alice")
	gone, down, back := h.movie("gone", 0), h.movie("down", 0), h.movie("back", 0)
	for _, m := range []store.Movie{gone, down, back} {
		h.request(alice, m.ID)
	}
	time.Sleep(3 * wait)
	tr, err := h.shop.OpenDownload(h.ctx, alice, gone.ID, store.ProtocolSFTP, "x")
	h.must(err)
	tr.Sent(0, gone.Size)
	h.must(tr.Close())
	time.Sleep(25 * time.Hour)
	h.must(h.shop.Delete(h.ctx, h.boss, gone.ID))
	_, err = h.shop.TakeDown(h.ctx, h.boss, down.ID)
	h.must(err)
	price := store.Fen(100)
	_, err = h.shop.Edit(h.ctx, h.boss, back.ID, store.Edit{Price: &price})
	h.must(err)
	_, err = h.shop.Credit(h.ctx, h.boss, "alice", price, "")
	h.must(err)
	_, err = h.shop.Buy(h.ctx, alice, back.ID, nil)
	h.must(err)
	_, err = h.shop.Refund(h.ctx, h.boss, "alice", back.ID)
	h.must(err)
	list, err := h.downloads(alice)
	h.must(err)
	equal(h, "rows", len(list), 3)
	for _, d := range list {
		want := store.Expired
		if d.MovieID == gone.ID {
			want = store.Complete
		}
		equal(h, d.Title, d.State, want)
	}
	h.clean()
}

func waitBought(h *testShop) {
	m := h.movie("流浪地球", 2000)
	alice := h.rich("alice", 2000)
	_, err := h.shop.Request(h.ctx, alice, m.ID)
	no := h.refused(err, store.ErrNotOwned)
	equal(h, "price", no.Price, 2000)
	equal(h, "movie", no.Movie, m.ID)
	equal(h, "nothing was charged", h.balance(alice), 2000)
	_, err = h.shop.Buy(h.ctx, alice, m.ID, nil)
	h.must(err)
	equal(h, "state", h.request(alice, m.ID).State, store.Waiting)
	time.Sleep(wait)
	time.Sleep(365 * 24 * time.Hour)
	h.must(h.tryOpen(alice, m.ID))
}

func waitTooMany(h *testShop) {
	h.must(h.shop.Close())
	r := store.DefaultRules()
	r.MaxPending = 3
	h.start(r)
	alice := h.person("alice")
	for range 3 {
		h.request(alice, h.movie("part", 0).ID)
	}
	m := h.movie("part", 0)
	_, err := h.shop.Request(h.ctx, alice, m.ID)
	equal(h, "limit", h.refused(err, store.ErrTooMany).Limit, 3)
	time.Sleep(wait)
	h.request(alice, m.ID)
}

// waitParallel asks for the same movies from many sessions at once: one grant
// each, one queue.
func waitParallel(h *testShop) {
	alice := h.person("alice")
	var movies []int64
	for i := range 4 {
		movies = append(movies, h.movie(fmt.Sprint("part ", i), 0).ID)
	}
	parallel(40, func(i int) {
		if _, err := h.shop.Request(h.ctx, alice, movies[i%4]); err != nil {
			h.t.Error(err)
		}
	})
	list, err := h.downloads(alice)
	h.must(err)
	equal(h, "grants", len(list), 4)
	slices.SortFunc(list, func(a, b store.Download) int { return a.ReadyAt.Compare(b.ReadyAt) })
	for i := range list[1:] {
		equal(h, "one after another", list[i+1].ReadyAt.Sub(list[i].ReadyAt), wait)
	}
}
