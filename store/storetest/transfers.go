package storetest

import (
	"testing"

	"youku.example/store"
)

func testTransfers(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	alice, m := h.person("alice"), h.movie("城南旧事", 0)
	h.vip(alice)
	h.request(alice, m.ID)
	start := func(h *testShop) *store.Transfer {
		h.t.Helper()
		tr, err := h.shop.OpenDownload(h.ctx, alice, m.ID, store.ProtocolSFTP, "SSH-2.0-test")
		h.must(err)
		return tr
	}
	row := func(h *testShop) store.Download {
		h.t.Helper()
		list, err := h.downloads(alice)
		h.must(err)
		equal(h, "rows", len(list), 1)
		return list[0]
	}

	h.run("Union", func(h *testShop) {
		one, two := start(h), start(h)
		one.Sent(0, 400)
		two.Sent(300, 300)
		equal(h, "what runs shows", row(h).Sent, 400)
		h.must(one.Close())
		h.must(two.Close())
		h.must(two.Close())
		equal(h, "sent", row(h).Sent, 600)
		equal(h, "state", row(h).State, store.Ready)
	})
	h.run("Restart", func(h *testShop) {
		h.restart()
		equal(h, "sent", row(h).Sent, 600)
	})
	h.run("Complete", func(h *testShop) {
		tr := start(h)
		tr.Sent(600, 400)
		h.must(tr.Close())
		d := row(h)
		equal(h, "state", d.State, store.Complete)
		equal(h, "may be fetched again", d.CanFetch(), true)
		h.must(h.tryOpen(alice, m.ID))
		equal(h, "state", row(h).State, store.Complete)
	})
	h.run("Again", func(h *testShop) {
		newest, stop := h.shop.WatchTransfers(alice.Account)
		defer stop()
		tr := start(h)
		tr.Sent(0, 100)
		list, err := h.shop.Transfers(h.ctx, h.boss)
		h.must(err)
		equal(h, "sent of what was fetched whole before", list[0].Sent, 100)
		h.must(tr.Close())
		for _, p := range <-newest {
			if p.ID == list[0].ID && p.Sent != 100 {
				h.t.Error("a part is shown as the whole")
			}
		}
		equal(h, "sent in the history", row(h).Sent, 1000)
		equal(h, "state", row(h).State, store.Complete)
	})
	h.run("Board", func(h *testShop) {
		tr := start(h)
		up := h.shop.StartUpload(h.boss, "new\x1b.mp4", 500, store.ProtocolSFTP, "x")
		list, err := h.shop.Transfers(h.ctx, h.boss)
		h.must(err)
		if len(list) != 2 || list[0].Title != m.Title || list[1].Title != "new?.mp4" || list[1].MovieID != 0 {
			h.t.Errorf("transfers: %+v", list)
		}
		newest, stop := h.shop.WatchTransfers(alice.Account)
		defer stop()
		running := 0
		for _, p := range <-newest {
			if !p.Done {
				running++
			}
		}
		equal(h, "running", running, 1)
		up.Sent(0, 500)
		h.must(up.Close())
		h.must(tr.Close())
		list, err = h.shop.Transfers(h.ctx, h.boss)
		h.must(err)
		equal(h, "transfers", len(list), 0)
	})
	h.run("NotYours", func(h *testShop) {
		h.refused(h.tryOpen(h.person("bob"), m.ID), store.ErrNoGrant)
	})
	h.run("Parallel", func(h *testShop) {
		parallel(8, func(i int) {
			tr, err := h.shop.OpenDownload(h.ctx, alice, m.ID, store.ProtocolSFTP, "x")
			if err != nil {
				h.t.Error(err)
				return
			}
			for n := range 125 {
				tr.Sent(int64(n*8+i), 1)
			}
			if err := tr.Close(); err != nil {
				h.t.Error(err)
			}
		})
		equal(h, "sent", row(h).Sent, 1000)
	})
}
