package storetest

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"youku.example/store"
)

// testRestart holds what Open mends: waits that a clock set meanwhile made
// too long, and balances that differ from the ledger.
func testRestart(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	alice := h.rich("alice", 1234)
	one, two := h.movie("one", 0), h.movie("two", 0)
	h.request(alice, one.ID)
	h.request(alice, two.ID)

	h.run("Clamp", func(h *testShop) {
		h.must(h.db.Update(h.ctx, func(tx store.Tx) error {
			grants, err := tx.PendingGrants(h.ctx, alice.Account, time.Now())
			h.must(err)
			for _, g := range grants {
				g.RequestedAt = g.RequestedAt.Add(time.Hour)
				g.ReadyAt = g.ReadyAt.Add(time.Hour)
				h.must(tx.SetGrant(h.ctx, g))
			}
			return nil
		}))
		h.restart()
		first, second := h.state(alice, one.ID, store.Waiting), h.state(alice, two.ID, store.Queued)
		if first.Wait > wait || second.Wait > 2*wait || second.Wait <= first.Wait {
			h.t.Errorf("after the restart the waits are %v and %v", first.Wait, second.Wait)
		}
		h.restart() // nor does another one skip them
		if again := h.state(alice, one.ID, store.Waiting); again.Wait < first.Wait-10*time.Second {
			h.t.Errorf("the wait fell from %v to %v", first.Wait, again.Wait)
		}
	})
	h.run("Balance", func(h *testShop) {
		h.must(h.db.Update(h.ctx, func(tx store.Tx) error {
			return tx.SetBalance(h.ctx, store.LedgerAccount{User: alice.Account}, 999999)
		}))
		faults, err := h.shop.Verify(h.ctx)
		h.must(err)
		equal(h, "faults", len(faults), 1)
		h.restart()
		equal(h, "balance", h.balance(alice), 1234)
		h.clean()
	})
	h.run("BeforeTheCheck", func(h *testShop) {
		movie := h.movie("three", 1000)
		for range 2 {
			_, err := h.shop.Credit(h.ctx, h.boss, "alice", 1, "")
			h.must(err)
		}
		h.must(h.db.Update(h.ctx, func(tx store.Tx) error {
			return tx.SetBalance(h.ctx, store.LedgerAccount{User: alice.Account}, 3)
		}))
		h.must(h.shop.Close())
		db, err := h.open(h.dir)
		h.must(err)
		h.db = db
		h.shop, err = store.Open(h.ctx, unchecked{db}, store.DefaultRules())
		h.must(err)
		if err := h.shop.Reconciled(h.ctx); !errors.Is(err, errUnchecked) {
			h.t.Errorf("the check of all balances: %v", err)
		}
		bought, err := h.shop.Buy(h.ctx, alice, movie.ID, nil)
		h.must(err)
		equal(h, "left", bought.Balance, 236)
		_, err = h.shop.Buy(h.ctx, alice, h.movie("four", 1000).ID, nil)
		equal(h, "missing", h.refused(err, store.ErrFunds).Need, 764)
		h.restart()
		h.clean()
	})
	h.run("Same", func(h *testShop) {
		before, err := h.downloads(alice)
		h.must(err)
		lines, err := h.shop.Audit(h.ctx, h.boss, 100)
		h.must(err)
		h.restart()
		after, err := h.downloads(alice)
		h.must(err)
		still := cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".Wait" }, cmp.Ignore())
		if d := cmp.Diff(before, after, still); d != "" {
			h.t.Error(d)
		}
		again, err := h.shop.Audit(h.ctx, h.boss, 100)
		h.must(err)
		if d := cmp.Diff(lines, again); d != "" {
			h.t.Error(d)
		}
	})
}

// unchecked are rows of which not all balances can be checked at once.
type unchecked struct{ store.DB }

type uncheckedView struct{ store.View }

var errUnchecked = errors.New("not now")

func (u unchecked) View(ctx context.Context, fn func(store.View) error) error {
	return u.DB.View(ctx, func(v store.View) error { return fn(uncheckedView{v}) })
}

func (uncheckedView) Drifts(context.Context) ([]store.Drift, error) { return nil, errUnchecked }
