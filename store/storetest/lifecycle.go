package storetest

import (
	"strings"
	"testing"
	"time"

	"youku.example/store"
)

func testLifecycle(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	alice, bob := h.rich("alice", 10000), h.rich("bob", 10000)
	for _, a := range []store.Actor{alice, bob} {
		h.vip(a)
	}

	h.run("DeleteFree", func(h *testShop) {
		m := h.movie("城南旧事", 0)
		h.request(alice, m.ID)
		tr, err := h.shop.OpenDownload(h.ctx, alice, m.ID, store.ProtocolSFTP, "x")
		h.must(err)
		h.must(h.shop.Delete(h.ctx, h.boss, m.ID))
		uncut(h, tr)
		tr.Sent(0, 1000)
		h.must(tr.Close()) // a running transfer finishes
		h.refused(h.tryOpen(alice, m.ID), store.ErrNoGrant)
		_, err = h.shop.Request(h.ctx, alice, m.ID)
		h.refused(err, store.ErrNoMovie)
		_, err = h.shop.Movie(h.ctx, alice, m.ID)
		h.refused(err, store.ErrNoMovie)
		_, err = h.shop.Movie(h.ctx, h.boss, m.ID)
		h.must(err)
		h.refused(h.shop.Delete(h.ctx, h.boss, m.ID), store.ErrDeleted)
		h.must(h.shop.Restore(h.ctx, h.boss, m.ID))
		h.refused(h.shop.Restore(h.ctx, h.boss, m.ID), store.ErrNotDeleted)
		h.must(h.tryOpen(alice, m.ID)) // as if it had not been deleted
		h.request(alice, m.ID)
	})
	h.run("DeleteBought", func(h *testShop) {
		m := h.movie("流浪地球", 2000)
		_, err := h.shop.Buy(h.ctx, alice, m.ID, nil)
		h.must(err)
		h.request(alice, m.ID)
		h.must(h.shop.Delete(h.ctx, h.boss, m.ID))
		h.must(h.tryOpen(alice, m.ID)) // its buyers keep it
		h.request(alice, m.ID)
		_, err = h.shop.Movie(h.ctx, alice, m.ID)
		h.must(err)
		_, err = h.shop.Buy(h.ctx, bob, m.ID, nil)
		h.refused(err, store.ErrNoMovie)
		_, err = h.shop.BeginPurge(h.ctx, h.boss, m.ID)
		h.refused(err, store.ErrOwned)
		_, err = h.shop.Refund(h.ctx, h.boss, "alice", m.ID)
		h.must(err)
		h.refused(h.tryOpen(alice, m.ID), store.ErrNoGrant)
	})
	h.run("TakeDown", func(h *testShop) {
		m := h.movie("小城之春", 2000)
		a, b := h.balance(alice), h.balance(bob)
		for _, who := range []store.Actor{alice, bob} {
			_, err := h.shop.Buy(h.ctx, who, m.ID, nil)
			h.must(err)
		}
		h.request(alice, m.ID)
		tr, err := h.shop.OpenDownload(h.ctx, alice, m.ID, store.ProtocolSFTP, "x")
		h.must(err)
		n, err := h.shop.TakeDown(h.ctx, h.boss, m.ID)
		h.must(err)
		equal(h, "refunded", n, 2)
		<-tr.Cut()
		h.refused(tr.Cause(), store.ErrCutOff)
		h.must(tr.Close())
		equal(h, "alice's balance", h.balance(alice), a)
		equal(h, "bob's balance", h.balance(bob), b)
		h.refused(h.tryOpen(alice, m.ID), store.ErrNoGrant)
		_, err = h.shop.TakeDown(h.ctx, h.boss, m.ID)
		h.refused(err, store.ErrDeleted)
		h.must(h.shop.Restore(h.ctx, h.boss, m.ID))
		_, err = h.shop.Request(h.ctx, alice, m.ID)
		h.refused(err, store.ErrNotOwned)
	})
	h.run("Purge", func(h *testShop) {
		m := h.movie("神女", 0)
		_, err := h.shop.BeginPurge(h.ctx, h.boss, m.ID)
		h.refused(err, store.ErrNotDeleted)
		h.must(h.shop.Delete(h.ctx, h.boss, m.ID))
		got, err := h.shop.BeginPurge(h.ctx, h.boss, m.ID)
		h.must(err)
		equal(h, "file", got.File, m.File)
		h.restart() // in the middle of it
		list, err := h.shop.Purging(h.ctx)
		h.must(err)
		equal(h, "purging", len(list), 1)
		stays := h.movie("不了情", 0)
		h.refused(h.shop.EndPurge(h.ctx, stays.ID), store.ErrNotDeleted) // it was not given up
		_, err = h.shop.Movie(h.ctx, guest, stays.ID)
		h.must(err)
		var gone []string
		h.shop.OnBytesGone(func(file string) { gone = append(gone, file) })
		has := []string{m.File, stays.File, "0123.mp4"}
		without, err := h.shop.WithoutMovie(h.ctx, has)
		h.must(err)
		equal(h, "without a movie", strings.Join(without, " "), m.File+" 0123.mp4")
		h.must(h.shop.EndPurge(h.ctx, m.ID))
		equal(h, "bytes that are gone", strings.Join(gone, " "), m.File)
		list, err = h.shop.Purging(h.ctx)
		h.must(err)
		equal(h, "purging", len(list), 0)
		h.refused(h.shop.Restore(h.ctx, h.boss, m.ID), store.ErrNotDeleted)
	})
	h.run("Edit", func(h *testShop) {
		m := h.movie("马路天使", 0)
		d := h.request(alice, m.ID)
		yes, no, price, title := true, false, store.Fen(1500), "马路天使 (1937)"
		got, err := h.shop.Edit(h.ctx, h.boss, m.ID, store.Edit{Title: &title, Price: &price})
		h.must(err)
		if got.Free || got.Price != 1500 || got.Title != title || got.Slug != m.Slug {
			h.t.Errorf("edited: %+v", got)
		}
		h.must(h.tryOpen(alice, m.ID)) // what was granted stays granted
		_, err = h.shop.Buy(h.ctx, alice, m.ID, nil)
		h.must(err)
		kept := h.request(alice, m.ID)
		equal(h, "grant", kept.ID, d.ID)
		equal(h, "expires", kept.ExpiresAt, time.Time{})
		equal(h, "paid", kept.Paid, 750)

		big, bad := store.MaxFen+1, "a\x1bb"
		for _, c := range []struct {
			e    store.Edit
			want error
		}{
			{store.Edit{Free: &yes, Price: &price}, store.ErrNoFreeOrPrice},
			{store.Edit{Price: new(store.Fen)}, store.ErrNoFreeOrPrice},
			{store.Edit{Price: &big}, store.ErrAmount},
			{store.Edit{Title: &bad}, store.ErrTitle},
		} {
			_, err := h.shop.Edit(h.ctx, h.boss, m.ID, c.e)
			h.refused(err, c.want)
		}
		_, err = h.shop.Edit(h.ctx, h.boss, m.ID, store.Edit{Free: &yes})
		h.must(err)
		_, err = h.shop.Edit(h.ctx, h.boss, m.ID, store.Edit{Free: &no})
		h.refused(err, store.ErrNoFreeOrPrice)
	})
	h.clean()
}

func uncut(h *testShop, tr *store.Transfer) {
	h.t.Helper()
	select {
	case <-tr.Cut():
		h.t.Errorf("the transfer was cut: %v", tr.Cause())
	default:
	}
}
