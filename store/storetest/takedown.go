package storetest

import (
	"fmt"
	"testing"

	"youku.example/store"
)

// A take-down with many buyers is many transactions. Whichever of them is the
// last before a crash, the movie is cut off at once, the next start (or the
// next try) pays every buyer, and none twice.
func testTakeDown(t *testing.T, open Opener) {
	h := newTestShop(t, breakable(open))
	const buyers, price = 120, 700
	var people []store.Actor
	for i := range buyers {
		people = append(people, h.rich(fmt.Sprintf("buyer%d", i), 10*price))
	}
	sold := func(h *testShop) store.Movie {
		h.t.Helper()
		m := h.movie("流浪地球", price)
		for _, a := range people {
			_, err := h.shop.Buy(h.ctx, a, m.ID, nil)
			h.must(err)
		}
		return m
	}
	paidBack := func(h *testShop, m store.Movie) {
		h.t.Helper()
		for _, a := range people {
			equal(h, a.Name+" has", h.balance(a), 10*price)
		}
		_, err := h.shop.BeginPurge(h.ctx, h.boss, m.ID) // it has no owner any more
		h.must(err)
		h.must(h.shop.EndPurge(h.ctx, m.ID))
		h.clean()
	}
	again := map[string]func(h *testShop, m store.Movie){
		"Restart": func(h *testShop, _ store.Movie) { h.restart() },
		"AndAgain": func(h *testShop, m store.Movie) {
			h.faults().failAfter(-1)
			_, err := h.shop.TakeDown(h.ctx, h.boss, m.ID)
			h.must(err)
		},
		"Restore": func(h *testShop, m store.Movie) {
			h.faults().failAfter(-1)
			h.must(h.shop.Restore(h.ctx, h.boss, m.ID))
			h.must(h.shop.Delete(h.ctx, h.boss, m.ID))
		},
	}
	for how, finish := range again {
		for commits := 1; commits < 4; commits++ {
			h.run(fmt.Sprint(how, "/", commits), func(h *testShop) {
				m := sold(h)
				h.request(people[0], m.ID)
				h.faults().failAfter(commits)
				if _, err := h.shop.TakeDown(h.ctx, h.boss, m.ID); err == nil {
					h.t.Fatal("it was not interrupted")
				}
				for _, a := range []store.Actor{people[0], people[buyers-1]} { // paid back or not
					h.refused(h.tryOpen(a, m.ID), store.ErrNoGrant)
					_, err := h.shop.Movie(h.ctx, a, m.ID)
					h.refused(err, store.ErrNoMovie)
				}
				finish(h, m)
				for _, try := range []func() error{
					func() error { _, err := h.shop.Buy(h.ctx, people[1], m.ID, nil); return err },
					func() error { _, err := h.shop.Request(h.ctx, people[1], m.ID); return err },
				} {
					h.refused(try(), store.ErrNoMovie)
				}
				paidBack(h, m)
			})
		}
	}
	h.run("NothingLeft", func(h *testShop) {
		m := sold(h)
		n, err := h.shop.TakeDown(h.ctx, h.boss, m.ID)
		h.must(err)
		equal(h, "refunded", n, buyers)
		_, err = h.shop.TakeDown(h.ctx, h.boss, m.ID)
		h.refused(err, store.ErrDeleted)
		paidBack(h, m)
	})
	// Between two transactions other updates get in, and none of them waits
	// for all buyers.
	h.run("OthersGetIn", func(h *testShop) {
		m := sold(h)
		owed, most := buyers, 0
		h.faults().watch(func() {
			var now int
			h.must(h.db.View(h.ctx, func(v store.View) (err error) { now, err = v.CountOwed(h.ctx, m.ID); return err }))
			owed, most = now, max(most, owed-now)
		})
		_, err := h.shop.TakeDown(h.ctx, h.boss, m.ID)
		h.faults().watch(nil)
		h.must(err)
		if owed != 0 || most < 1 || most > 60 {
			h.t.Errorf("%d are owed still, and %d were refunded in one transaction", owed, most)
		}
		paidBack(h, m)
	})
	h.run("Parallel", func(h *testShop) { // two admins, and the buyers at once
		m := sold(h)
		parallel(12, func(i int) {
			switch {
			case i < 2:
				_, _ = h.shop.TakeDown(h.ctx, h.boss, m.ID)
			case i < 4:
				_, _ = h.shop.Refund(h.ctx, h.boss, people[i].Name, m.ID)
			default:
				_, _ = h.shop.Buy(h.ctx, people[i], m.ID, nil)
			}
		})
		paidBack(h, m)
	})
}
