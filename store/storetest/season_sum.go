package storetest

import (
	"fmt"
	"testing"

	"youku.example/store"
)

// testSeasonSum holds a purchase of many to the sum that was agreed to: where that
// changed meanwhile, up or down, nothing is bought and the new sum is told.
func testSeasonSum(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	var episodes []store.Movie
	for i := range 3 {
		in := h.arrived("episode")
		m, err := h.shop.PublishIncoming(h.ctx, h.boss, in.ID, in.SHA256+in.Ext, store.Publication{
			Title: "episode", Price: 300, Episode: store.Episode{Series: "流浪记", Season: 1, Number: i + 1},
		})
		h.must(err)
		h.must(h.shop.DropIncoming(h.ctx, in.ID))
		episodes = append(episodes, m)
	}
	a, all := h.rich("alice", 5000), store.Selection{Series: episodes[0].SeriesID}
	edit := func(i int, price store.Fen) {
		_, err := h.shop.Edit(h.ctx, h.boss, episodes[i].ID, store.Edit{Price: &price})
		h.must(err)
	}
	changes := []struct {
		what   string
		change func()
		agreed store.Fen // before it
		now    store.Fen
	}{
		{"dearer", func() { edit(0, 301) }, 900, 901},
		{"cheaper", func() { edit(0, 299) }, 901, 899},
		{"the same in all, and moved from one to another", func() { edit(1, 200); edit(2, 400) }, 899, 899},
		{"an episode came", func() {
			m := h.movie("later", 50)
			at := store.Episode{Series: "流浪记", Season: 1, Number: 9}
			_, err := h.shop.Edit(h.ctx, h.boss, m.ID, store.Edit{Episode: &at})
			h.must(err)
		}, 899, 949},
		{"an episode went", func() { h.must(h.shop.Delete(h.ctx, h.boss, episodes[0].ID)) }, 949, 650},
		{"one was bought", func() {
			_, err := h.shop.Buy(h.ctx, a, episodes[1].ID, nil)
			h.must(err)
		}, 650, 450},
	}
	spent := store.Fen(0)
	for _, c := range changes {
		h.run(c.what, func(h *testShop) {
			c.change()
			before := h.owned(a, all.Series)
			if c.what == "one was bought" {
				spent += 200
			}
			if c.agreed != c.now {
				_, err := h.shop.BuyAll(h.ctx, a, all, &c.agreed)
				if r := h.refused(err, store.ErrPriceChanged); r.Price != c.now {
					h.t.Errorf("it is said to cost %v now, and costs %v", r.Price, c.now)
				}
			}
			acc, err := h.shop.Account(h.ctx, a)
			h.must(err)
			equal(h, "balance", acc.Balance, 5000-spent)
			equal(h, "movies that are owned", h.owned(a, all.Series), before)
		})
	}
	sum := store.Fen(450)
	p, err := h.shop.BuyAll(h.ctx, a, all, &sum)
	h.must(err)
	equal(h, "paid", fmt.Sprint(p.Paid, len(p.Bought), p.Balance), fmt.Sprint(sum, 2, 5000-spent-sum))
	again, err := h.shop.BuyAll(h.ctx, a, all, &sum) // as one who did not hear the answer
	h.must(err)
	equal(h, "paid again", fmt.Sprint(again.Paid, len(again.Bought), again.Balance), fmt.Sprint(store.Fen(0), 0, 5000-spent-sum))
	h.clean()
}

// owned is how many movies of a series an account bought, counted by each movie and
// for the series as one.
func (h *testShop) owned(a store.Actor, series int64) (n int) {
	h.t.Helper()
	s, episodes, err := h.shop.Series(h.ctx, a, series)
	h.must(err)
	for _, e := range episodes {
		if e.Owned {
			n++
		}
	}
	equal(h, "movies of the series that are owned", s.Owned, n)
	return n
}
