package storetest

import (
	"testing"
	"testing/synctest"
	"time"

	"youku.example/store"
)

// testVIPFree holds what a VIP gets of movies that others buy.
func testVIPFree(t *testing.T, open Opener) {
	cases := []struct {
		name string
		test func(*testShop)
	}{
		{"Fetched", vipFreeFetched},
		{"AfterVIP", vipFreeAfterVIP},
		{"Bought", vipFreeBought},
		{"Edited", vipFreeEdited},
		{"Several", vipFreeSeveral},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			synctest.Test(t, func(t *testing.T) {
				h := newTestShopIn(t, open, dir)
				c.test(h)
				h.clean()
			})
		})
	}
}

// vipFree publishes a movie that VIPs fetch as a free one.
func (h *testShop) vipFree(title string, price store.Fen) store.Movie {
	h.t.Helper()
	m := h.movie(title, price)
	yes := true
	m, err := h.shop.Edit(h.ctx, h.boss, m.ID, store.Edit{VIPFree: &yes})
	h.must(err)
	return m
}

func (h *testShop) listing(a store.Actor, movie int64) store.Listing {
	h.t.Helper()
	l, err := h.shop.Movie(h.ctx, a, movie)
	h.must(err)
	return l
}

func vipFreeFetched(h *testShop) {
	m := h.vipFree("流浪地球", 2000)
	alice, bob := h.person("alice"), h.person("bob")
	h.vip(alice)

	l := h.listing(alice, m.ID)
	equal(h, "a VIP must buy it", l.MustBuy(), false)
	equal(h, "included", l.Included, true)
	equal(h, "a VIP's price", l.YourPrice, 1000)
	d := h.request(alice, m.ID)
	equal(h, "wait", d.Wait, 0)
	equal(h, "paid", d.Paid, 0)
	equal(h, "serves for", d.ExpiresAt.Sub(d.ReadyAt), 24*time.Hour)
	h.must(h.tryOpen(alice, m.ID))
	equal(h, "balance", h.balance(alice), 0)

	l = h.listing(bob, m.ID)
	equal(h, "others must buy it", l.MustBuy(), true)
	equal(h, "included", l.Included, false)
	_, err := h.shop.Request(h.ctx, bob, m.ID)
	equal(h, "price", h.refused(err, store.ErrNotOwned).Price, 2000)
	equal(h, "a guest must buy it", h.listing(store.Actor{Role: store.RoleGuest}, m.ID).MustBuy(), true)
}

func vipFreeAfterVIP(h *testShop) {
	m := h.vipFree("流浪地球", 2000)
	alice := h.person("alice")
	h.vip(alice)
	time.Sleep(30*24*time.Hour - time.Hour)
	asked := h.request(alice, m.ID)
	time.Sleep(2 * time.Hour) // she is no VIP any more
	equal(h, "included", h.listing(alice, m.ID).Included, false)
	h.must(h.tryOpen(alice, m.ID))
	equal(h, "asked again", h.request(alice, m.ID).ID, asked.ID)
	time.Sleep(22*time.Hour + time.Minute) // its 24 hours are over
	_, err := h.shop.Request(h.ctx, alice, m.ID)
	equal(h, "price", h.refused(err, store.ErrNotOwned).Price, 2000)
	h.state0(alice, m.ID)
	equal(h, "balance", h.balance(alice), 0)
}

// state0 checks that the account has no live grant of a movie.
func (h *testShop) state0(a store.Actor, movie int64) {
	h.t.Helper()
	_, err := h.shop.Download(h.ctx, a, movie)
	h.refused(err, store.ErrNoGrant)
}

func vipFreeBought(h *testShop) {
	m := h.vipFree("流浪地球", 2000)
	alice := h.rich("alice", 1000)
	h.vip(alice)
	h.request(alice, m.ID)
	price := store.Fen(1000)
	p, err := h.shop.Buy(h.ctx, alice, m.ID, &price)
	h.must(err)
	equal(h, "paid", p.Paid, 1000)
	time.Sleep(40 * 24 * time.Hour)
	equal(h, "expires", h.request(alice, m.ID).ExpiresAt.IsZero(), true)
	h.must(h.tryOpen(alice, m.ID))
	_, err = h.shop.Refund(h.ctx, h.boss, alice.Name, m.ID)
	h.must(err)
	equal(h, "balance", h.balance(alice), 1000)
	_, err = h.shop.Request(h.ctx, alice, m.ID)
	h.refused(err, store.ErrNotOwned)
}

func vipFreeEdited(h *testShop) {
	yes, no, price := true, false, store.Fen(500)
	m := h.movie("流浪地球", 2000)
	free := h.movie("城南旧事", 0)
	_, err := h.shop.Edit(h.ctx, h.boss, free.ID, store.Edit{VIPFree: &yes})
	h.refused(err, store.ErrFreeForAll)
	_, err = h.shop.Edit(h.ctx, h.boss, m.ID, store.Edit{Free: &yes, VIPFree: &yes})
	h.refused(err, store.ErrFreeForAll)
	in := h.arrived("free for VIPs")
	_, err = h.shop.PublishIncoming(h.ctx, h.boss, in.ID, "file", store.Publication{Title: "a", Free: true, VIPFree: true})
	h.refused(err, store.ErrFreeForAll)

	m, err = h.shop.Edit(h.ctx, h.boss, m.ID, store.Edit{VIPFree: &yes})
	h.must(err)
	alice := h.person("alice")
	h.vip(alice)
	h.request(alice, m.ID)
	m, err = h.shop.Edit(h.ctx, h.boss, m.ID, store.Edit{Price: &price})
	h.must(err)
	equal(h, "with another price", m.VIPFree, true)
	m, err = h.shop.Edit(h.ctx, h.boss, m.ID, store.Edit{Free: &yes})
	h.must(err)
	equal(h, "free for all", m.VIPFree, false)
	m, err = h.shop.Edit(h.ctx, h.boss, m.ID, store.Edit{Price: &price, VIPFree: &no})
	h.must(err)
	equal(h, "free for VIPs", m.VIPFree, false)
	h.must(h.tryOpen(alice, m.ID)) // what was asked for is kept
	time.Sleep(25 * time.Hour)
	_, err = h.shop.Request(h.ctx, alice, m.ID)
	equal(h, "price", h.refused(err, store.ErrNotOwned).Price, 250)
}

func vipFreeSeveral(h *testShop) {
	one, two, paid := h.vipFree("one", 2000), h.vipFree("two", 1000), h.movie("paid", 500)
	alice, bob := h.person("alice"), h.person("bob")
	h.vip(alice)
	list, err := h.shop.RequestAll(h.ctx, alice, store.Selection{IDs: []int64{one.ID, two.ID}})
	h.must(err)
	for _, d := range list {
		equal(h, "wait", d.Wait, 0)
	}
	_, err = h.shop.RequestAll(h.ctx, bob, store.Selection{IDs: []int64{one.ID, two.ID}})
	equal(h, "price of all", h.refused(err, store.ErrNotAllOwned).Price, 3000)
	_, err = h.shop.RequestAll(h.ctx, alice, store.Selection{IDs: []int64{paid.ID, one.ID}})
	h.refused(err, store.ErrNotAllOwned)
}
