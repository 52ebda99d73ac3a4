package storetest

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"youku.example/store"
)

// testAvailable holds that a movie whose file is missing is neither sold nor
// opened, that its row says so, and that it is back when its file is.
func testAvailable(t *testing.T, open Opener) {
	cases := map[string]func(*testShop){
		"NotSold": missingNotSold, "Held": missingHeld, "Waiting": missingInTheWait, "Size": missingBySize, "Unsure": missingUnsure,
		"AtAStart": missingAtAStart, "Undone": missingThenUndone, "Listed": missingListed, "Purged": missingPurged, "FromList": missingFromList, "Linked": missingLinked,
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			synctest.Test(t, func(t *testing.T) { test(newTestShopIn(t, open, dir)) })
		})
	}
}

// disk is the files of a shop's movies, which the test removes.
type disk struct {
	mu     sync.Mutex
	gone   map[string]bool
	size   int64
	fault  error
	looked int
	times  store.Link
	sum    string
	hashed int
	told   []string
}

func (h *testShop) onDisk() *disk {
	d := &disk{gone: map[string]bool{}, size: 1000}
	stat := func(_ context.Context, file string) (store.FileFacts, bool, error) {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.looked++
		return store.FileFacts{Size: d.size, Times: d.times}, !d.gone[file], d.fault
	}
	sum := func(context.Context, string) (string, error) {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.hashed++
		return d.sum, nil
	}
	h.shop.SetFileChecker(store.FileChecker{Stat: stat, Sum: sum, Tell: func(missing, back []store.Movie) {
		d.mu.Lock()
		defer d.mu.Unlock()
		for _, m := range missing {
			d.told = append(d.told, "missing "+m.Title)
		}
		for _, m := range back {
			d.told = append(d.told, "back "+m.Title)
		}
	}})
	return d
}

func (d *disk) take(m store.Movie, gone bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.gone[m.File] = gone
}

func (d *disk) count() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.looked
}

func (h *testShop) available(m store.Movie, want bool) {
	h.t.Helper()
	l, err := h.shop.Movie(h.ctx, guest, m.ID)
	h.must(err)
	equal(h, "available", l.Available(), want)
}

func missingNotSold(h *testShop) {
	d, m, alice := h.onDisk(), h.movie("流浪地球", 2000), h.rich("alice", 5000)
	d.take(m, true)
	_, err := h.shop.Buy(h.ctx, alice, m.ID, nil)
	no := h.refused(err, store.ErrUnavailable)
	equal(h, "movie", no.Movie, m.ID)
	equal(h, "name", no.Name, m.Title)
	equal(h, "balance", h.balance(alice), 5000)
	_, err = h.shop.Request(h.ctx, alice, m.ID)
	h.refused(err, store.ErrUnavailable) // and not: buy it first
	h.available(m, false)
	d.take(m, false)
	h.available(m, true)
	_, err = h.shop.Buy(h.ctx, alice, m.ID, nil)
	h.must(err)
	d.take(m, true)
	p, err := h.shop.Buy(h.ctx, alice, m.ID, nil) // owned: nothing is charged
	h.must(err)
	equal(h, "again", p.Again, true)
	_, err = h.shop.Refund(h.ctx, h.boss, "alice", m.ID)
	h.must(err)
	equal(h, "balance", h.balance(alice), 5000)
	equal(h, "told", len(d.told), 3)
	h.clean()
}

// A file with a second name that was changed is not there until it was hashed
// again, once for each change, and found to be the movie still.
func missingLinked(h *testShop) {
	d, m := h.onDisk(), h.movie("流浪地球", 0)
	was := store.Link{Modified: time.Unix(1, 2000).UTC(), Changed: time.Unix(3, 0).UTC()}
	h.update(func(tx store.Tx) error { return tx.SetLink(h.ctx, m.ID, was) })
	d.set(func() { d.times = store.Link{Modified: was.Modified.Add(7), Changed: was.Changed} }) // rows hold microseconds
	h.available(m, true)
	ctx, stop := context.WithCancel(h.ctx)
	defer stop()
	go h.shop.WatchFiles(ctx, func(err error) { h.t.Error(err) })
	time.Sleep(time.Minute)
	equal(h, "hashed", d.hashes(), 0)
	other := store.Link{Modified: was.Modified, Changed: was.Changed.Add(time.Second)}
	d.set(func() { d.times, d.sum = other, "another" })
	_, err := h.shop.Request(h.ctx, h.person("alice"), m.ID)
	h.refused(err, store.ErrUnavailable)
	time.Sleep(time.Minute)
	h.available(m, false)
	equal(h, "hashed", d.hashes(), 1)
	d.set(func() { d.times.Changed, d.sum = other.Changed.Add(time.Second), m.SHA256 })
	time.Sleep(time.Minute)
	h.available(m, true)
	equal(h, "hashed", d.hashes(), 2)
	d.set(func() { d.times.Modified = d.times.Modified.Add(time.Second); d.size++ }) // nothing to hash: it is another file
	_, err = h.shop.Request(h.ctx, h.person("bob"), m.ID)
	h.refused(err, store.ErrUnavailable)
	time.Sleep(time.Minute)
	equal(h, "hashed", d.hashes(), 2)
}

func (d *disk) set(f func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	f()
}

func (d *disk) hashes() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.hashed
}

// A list of what may be fetched looks itself.
func missingFromList(h *testShop) {
	d, alice := h.onDisk(), h.person("alice")
	m, other := h.movie("one", 0), h.movie("two", 0)
	h.vip(alice)
	h.request(alice, m.ID)
	h.request(alice, other.ID)
	for _, want := range []int{2, 1} {
		list, err := h.shop.ReadyDownloads(h.ctx, alice)
		h.must(err)
		equal(h, "listed", len(list), want)
		d.take(m, true)
	}
}

// Who holds a grant keeps it, with its clocks.
func missingHeld(h *testShop) {
	d, m, alice := h.onDisk(), h.movie("城南旧事", 0), h.person("alice")
	first := h.request(alice, m.ID)
	time.Sleep(wait)
	h.must(h.tryOpen(alice, m.ID))
	d.take(m, true)
	h.refused(h.tryOpen(alice, m.ID), store.ErrUnavailable)
	_, err := h.shop.Request(h.ctx, alice, m.ID)
	h.refused(err, store.ErrUnavailable)
	got := h.state(alice, m.ID, store.Ready)
	equal(h, "missing", got.Missing, true)
	equal(h, "may be fetched", got.CanFetch(), false)
	h.refused(got.Refused(), store.ErrUnavailable)
	list, err := h.shop.ReadyDownloads(h.ctx, alice)
	h.must(err)
	equal(h, "listed", len(list), 0)
	h.restart() // the row says so
	equal(h, "missing", h.state(alice, m.ID, store.Ready).Missing, true)
	h.onDisk() // the file is back
	again := h.request(alice, m.ID)
	equal(h, "grant", again.ID, first.ID)
	equal(h, "expires", again.ExpiresAt, first.ExpiresAt)
	h.must(h.tryOpen(alice, m.ID))
}

// Who waits is told when it goes, and when it is back.
func missingInTheWait(h *testShop) {
	d, m, alice := h.onDisk(), h.movie("城南旧事", 0), h.person("alice")
	h.request(alice, m.ID)
	news, stop := h.shop.Listen(alice)
	defer stop()
	for _, gone := range []bool{true, false} {
		d.take(m, gone)
		h.available(m, !gone)
		equal(h, "told", <-news&store.TopicDownloads, store.TopicDownloads)
		equal(h, "missing", h.state(alice, m.ID, store.Waiting).Missing, gone)
	}
}

func missingBySize(h *testShop) {
	d, m := h.onDisk(), h.movie("城南旧事", 0)
	h.available(m, true)
	d.size = 999
	h.available(m, false)
	d.size = 1000
	h.available(m, true)
}

// A fault of the disk says nothing of the file: nothing is sold, and the row
// stays as it was.
func missingUnsure(h *testShop) {
	d, m, alice := h.onDisk(), h.movie("流浪地球", 2000), h.rich("alice", 5000)
	d.fault = errors.New("input/output error")
	if _, err := h.shop.Buy(h.ctx, alice, m.ID, nil); !errors.Is(err, d.fault) {
		h.t.Errorf("got %v", err)
	}
	equal(h, "balance", h.balance(alice), 5000)
	h.available(m, true)
	d.fault = nil
	_, err := h.shop.Buy(h.ctx, alice, m.ID, nil)
	h.must(err)
}

// All files are looked at in the background, and what is missing soon again.
func missingAtAStart(h *testShop) {
	there, gone := h.movie("there", 0), h.movie("gone", 2000)
	d := h.onDisk()
	d.take(gone, true)
	ctx, stop := context.WithCancel(h.ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		h.shop.WatchFiles(ctx, func(err error) { h.t.Error(err) })
	}()
	shown := func() map[string]bool {
		list, err := h.shop.Movies(h.ctx, guest, store.Query{})
		h.must(err)
		is := map[string]bool{}
		for _, l := range list {
			is[l.Title] = l.Available()
		}
		return is
	}
	time.Sleep(time.Second)
	equal(h, "there", shown()["there"], true)
	equal(h, "gone", shown()["gone"], false)
	before := d.count()
	time.Sleep(time.Hour)
	if n := d.count() - before; n < 300 || n > 360 { // the one that is missing, every ten seconds
		h.t.Errorf("%d files were looked at in an hour", n)
	}
	d.take(gone, false)
	time.Sleep(11 * time.Second)
	equal(h, "back", shown()["gone"], true)
	d.take(there, true)
	time.Sleep(25 * time.Hour)
	equal(h, "gone since", shown()["there"], false)
	stop()
	<-ended
	equal(h, "told", len(d.told), 3)
}

// Editing, deleting and restoring leave alone what is known of the file.
func missingThenUndone(h *testShop) {
	d, m := h.onDisk(), h.movie("城南旧事", 0)
	d.take(m, true)
	h.available(m, false)
	h.price(m, 500)
	h.must(h.shop.Delete(h.ctx, h.boss, m.ID))
	h.must(h.shop.Restore(h.ctx, h.boss, m.ID))
	h.available(m, false)
	d.take(m, false)
	h.available(m, true)
}

func missingListed(h *testShop) {
	d := h.onDisk()
	var all []store.Movie
	for _, title := range []string{"one", "two", "three", "four"} {
		m := h.movie(title, 0)
		d.take(m, title != "two")
		h.available(m, title == "two")
		all = append(all, m)
	}
	h.must(h.shop.Delete(h.ctx, h.boss, all[0].ID))
	_, err := h.shop.Movies(h.ctx, guest, store.Query{Missing: true})
	h.refused(err, store.ErrNotAllowed)
	page := func(q store.Query) (ids []int64) {
		q.Missing, q.Limit = true, 2
		list, err := h.shop.Movies(h.ctx, h.boss, q)
		h.must(err)
		for _, l := range list {
			ids = append(ids, l.ID)
		}
		return ids
	}
	first := page(store.Query{})
	equal(h, "newest", first[0], all[3].ID)
	second := page(store.Query{After: first[1]})
	equal(h, "the deleted one, too", second[0], all[0].ID)
	equal(h, "from the end", page(store.Query{Reverse: true})[0], all[0].ID)
	total, err := h.shop.CountMovies(h.ctx, h.boss, store.Query{Missing: true})
	h.must(err)
	equal(h, "total", total.N, 3)
}

// What was purged has no file, and is not missed.
func missingPurged(h *testShop) {
	d, m := h.onDisk(), h.movie("城南旧事", 0)
	h.must(h.shop.Delete(h.ctx, h.boss, m.ID))
	d.take(m, true)
	_, err := h.shop.BeginPurge(h.ctx, h.boss, m.ID)
	h.must(err)
	h.must(h.shop.EndPurge(h.ctx, m.ID))
	_, err = h.shop.Movie(h.ctx, h.boss, m.ID)
	h.must(err)
	equal(h, "told", len(d.told), 0)
}
