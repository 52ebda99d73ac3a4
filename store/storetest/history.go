package storetest

import (
	"testing"
	"testing/synctest"
	"time"

	"youku.example/store"
)

// testHistory holds that what was sent is written down while it is sent, so
// that a crash costs the history seconds and not hours, and cheaply.
func testHistory(t *testing.T, open Opener) {
	cases := map[string]func(*testShop){
		"Noted": historyNoted, "Together": historyTogether, "Idle": historyIdle, "Fault": historyFault, "Deleted": historyDeleted,
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			synctest.Test(t, func(t *testing.T) { test(newTestShopIn(t, breakable(open), dir)) })
		})
	}
}

// sending is a VIP with a download that runs.
func (h *testShop) sending(name string, m store.Movie) (store.Actor, *store.Transfer) {
	h.t.Helper()
	a := h.person(name)
	h.vip(a)
	h.request(a, m.ID)
	tr, err := h.shop.OpenDownload(h.ctx, a, m.ID, store.ProtocolSFTP, "x")
	h.must(err)
	return a, tr
}

// rowOf is the account's grant as it would be found after a crash.
func (h *testShop) rowOf(a store.Actor, movie int64) (g store.Granted) {
	h.t.Helper()
	h.must(h.db.View(h.ctx, func(v store.View) (err error) { g, err = v.OpenGrant(h.ctx, a.Account, movie); return err }))
	return g
}

func historyNoted(h *testShop) {
	m := h.movie("城南旧事", 0)
	alice, tr := h.sending("alice", m)
	tr.Sent(0, 400)
	time.Sleep(10 * time.Second)
	synctest.Wait()
	equal(h, "sent after ten seconds", h.rowOf(alice, m.ID).Sent, 400)
	tr.Sent(400, 600)
	time.Sleep(10 * time.Second)
	synctest.Wait()
	g := h.rowOf(alice, m.ID)
	equal(h, "sent", g.Sent, 1000)
	equal(h, "complete", g.Complete, true)
	h.must(tr.Close())
}

// However many run: one transaction.
func historyTogether(h *testShop) {
	m := h.movie("城南旧事", 0)
	var all []*store.Transfer
	for _, name := range []string{"alice", "bob", "carol", "dave", "erin"} {
		_, tr := h.sending(name, m)
		all = append(all, tr)
	}
	before := h.faults().updates()
	for range 6 {
		for _, tr := range all {
			tr.Sent(int64(h.faults().updates()-before)*100, 100)
		}
		time.Sleep(10 * time.Second)
		synctest.Wait()
	}
	equal(h, "transactions in a minute", h.faults().updates()-before, 6)
	for _, tr := range all {
		h.must(tr.Close())
	}
	equal(h, "transactions, all closed", h.faults().updates()-before, 6)
}

func historyIdle(h *testShop) {
	m := h.movie("城南旧事", 0)
	_, tr := h.sending("alice", m)
	tr.Sent(0, 400)
	time.Sleep(10 * time.Second)
	synctest.Wait()
	before := h.faults().updates()
	time.Sleep(time.Hour)
	tr.Sent(0, 400) // what was sent before
	time.Sleep(time.Hour)
	equal(h, "transactions while nothing new is sent", h.faults().updates()-before, 0)
	h.must(tr.Close())
}

// A fault of the disk costs the download nothing; the next time writes it.
func historyFault(h *testShop) {
	m := h.movie("城南旧事", 0)
	alice, tr := h.sending("alice", m)
	h.faults().failAfter(0)
	tr.Sent(0, 400)
	time.Sleep(11 * time.Second)
	uncut(h, tr)
	h.faults().failAfter(-1)
	time.Sleep(10 * time.Second)
	synctest.Wait()
	equal(h, "sent", h.rowOf(alice, m.ID).Sent, 400)
	h.must(tr.Close())
}

// What was sent whole stays complete when its movie leaves the shelf.
func historyDeleted(h *testShop) {
	whole, half := h.movie("whole", 0), h.movie("half", 0)
	alice, tr := h.sending("alice", whole)
	tr.Sent(0, 1000)
	h.must(tr.Close())
	h.request(alice, half.ID)
	late, err := h.shop.OpenDownload(h.ctx, alice, half.ID, store.ProtocolSFTP, "x")
	h.must(err)
	late.Sent(0, 500)
	states := func() map[int64]store.State {
		list, err := h.downloads(alice)
		h.must(err)
		found := map[int64]store.State{}
		for _, d := range list {
			found[d.MovieID] = d.State
			equal(h, "may be fetched", d.CanFetch(), false)
		}
		return found
	}
	for _, m := range []store.Movie{whole, half} {
		h.must(h.shop.Delete(h.ctx, h.boss, m.ID))
	}
	equal(h, "whole", states()[whole.ID], store.Complete)
	equal(h, "half", states()[half.ID], store.Ended)
	late.Sent(500, 500)
	h.must(late.Close()) // a running transfer finishes, and is complete then
	equal(h, "finished after it was deleted", states()[half.ID], store.Complete)
}
