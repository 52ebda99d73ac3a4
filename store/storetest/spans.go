package storetest

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"youku.example/store"
)

// testSpans walks the lists of one order from both ends, in parts of several
// sizes, and finds each row once and their number beside them.
func testSpans(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	alice, bob := h.rich("alice", 5000), h.rich("bob", 5000)
	var first int64
	for i := range 11 {
		m := h.movie(fmt.Sprintf("城南旧事 %d", i), 10)
		if i == 0 {
			first = m.ID
		}
		n, err := h.shop.Post(h.ctx, h.boss, fmt.Sprintf("公告 %d", i), "…")
		h.must(err)
		if i == 3 {
			h.must(h.shop.Withdraw(h.ctx, h.boss, n.ID))
		}
		for _, a := range []store.Actor{alice, bob} {
			_, err = h.shop.Buy(h.ctx, a, m.ID, nil)
			h.must(err)
			_, err = h.shop.Request(h.ctx, a, m.ID)
			h.must(err)
		}
		h.person(fmt.Sprintf("carol%d", (i*7)%11))
	}
	for _, q := range []store.AuditQuery{{}, {Words: []store.AuditWord{{Text: "carol"}}}, {Words: []store.AuditWord{{Text: "boss"}, {Text: "公告", Actions: []string{"publish"}}}}} {
		spanned(h, fmt.Sprint("audit ", q), func(s store.Span) (store.Page[store.AuditLine], error) { return h.shop.AuditPage(h.ctx, h.boss, q, s) },
			func(l store.AuditLine) int64 { return l.ID })
	}
	for _, sort := range []store.Sort{"", store.ByTitle, store.ByAuthor} {
		for _, search := range []string{"", "公告 1", "BOSS"} {
			q := store.ListQuery{Search: search, Sort: sort}
			spanned(h, fmt.Sprint("notices ", q), func(s store.Span) (store.Page[store.Notice], error) { return h.shop.NoticePage(h.ctx, alice, q, s) },
				func(n store.Notice) int64 { return n.ID })
		}
	}
	spanned(h, "downloads", func(s store.Span) (store.Page[store.Download], error) { return h.shop.DownloadPage(h.ctx, alice, s) },
		func(d store.Download) int64 { return d.ID })
	spanned(h, "wallet", func(s store.Span) (store.Page[store.Entry], error) {
		w, err := h.shop.WalletPage(h.ctx, alice, s)
		return store.Page[store.Entry]{Rows: w.Entries, Total: w.Total}, err
	}, func(e store.Entry) int64 { return e.ID })
	testPeopleSorted(h, alice, first)
	for _, sort := range []store.Sort{store.ByName, store.ByBalance, store.ByBought, store.ByState, store.ByJoined} {
		for _, search := range []string{"", "carol", "Ali"} {
			q := store.ListQuery{Search: search, Sort: sort}
			spanned(h, fmt.Sprint("people ", q), func(s store.Span) (store.Page[store.Person], error) {
				return h.shop.PeoplePage(h.ctx, h.boss, q, s)
			}, func(p store.Person) int64 { return p.ID })
		}
	}
	h.clean()
}

// spanned walks one list.
func spanned[T any](h *testShop, name string, part func(store.Span) (store.Page[T], error), id func(T) int64) {
	h.t.Helper()
	walk := func(s store.Span) (ids []int64) {
		for {
			p, err := part(s)
			h.must(err)
			for _, row := range p.Rows {
				ids = append(ids, id(row))
			}
			if len(p.Rows) < s.Limit {
				equal(h, name+": total", p.Total, store.Total{N: len(ids)})
				return ids
			}
			s.After = ids[len(ids)-1]
		}
	}
	whole := walk(store.Span{Limit: 100})
	if len(whole) == 0 {
		h.t.Errorf("%s: nothing is there", name)
	}
	back := slices.Clone(whole)
	slices.Reverse(back)
	for _, limit := range []int{1, 4, 100} {
		if got := walk(store.Span{Limit: limit}); !slices.Equal(got, whole) {
			h.t.Errorf("%s in parts of %d: %v, want %v", name, limit, got, whole)
		}
		if got := walk(store.Span{Limit: limit, Reverse: true}); !slices.Equal(got, back) {
			h.t.Errorf("%s from its end in parts of %d: %v, want %v", name, limit, got, back)
		}
	}
}

// testPeopleSorted holds the orders of people, with names to decide between equal
// ones.
func testPeopleSorted(h *testShop, alice store.Actor, bought int64) {
	h.must(h.shop.Lock(h.ctx, h.boss, "carol3"))
	_, err := h.shop.Refund(h.ctx, h.boss, "bob", bought)
	h.must(err)
	_, err = h.shop.BuyVIP(h.ctx, alice, "month")
	h.must(err)
	byName := func(a, b store.Person) int { return cmp.Compare(a.Name, b.Name) }
	locked := func(p store.Person) int {
		if p.Locked {
			return 0
		}
		return 1
	}
	for sort, compare := range map[store.Sort]func(a, b store.Person) int{
		store.ByName:    byName,
		store.ByBalance: func(a, b store.Person) int { return cmp.Or(cmp.Compare(b.Balance, a.Balance), byName(a, b)) },
		store.ByBought:  func(a, b store.Person) int { return cmp.Or(cmp.Compare(b.Bought, a.Bought), byName(a, b)) },
		store.ByState: func(a, b store.Person) int {
			return cmp.Or(cmp.Compare(locked(a), locked(b)), b.VIPUntil.Compare(a.VIPUntil), byName(a, b))
		},
		store.ByJoined: func(a, b store.Person) int { return cmp.Compare(b.ID, a.ID) },
	} {
		p, err := h.shop.PeoplePage(h.ctx, h.boss, store.ListQuery{Sort: sort}, store.Span{Limit: 100})
		h.must(err)
		if !slices.IsSortedFunc(p.Rows, compare) {
			h.t.Errorf("people by %s: %+v", sort, p.Rows)
		}
	}
	p, err := h.shop.PeoplePage(h.ctx, h.boss, store.ListQuery{Search: "bob"}, store.Span{})
	h.must(err)
	equal(h, "bought after a refund", p.Rows[0].Bought, 10)
}
