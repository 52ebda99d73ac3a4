package storetest

import (
	"errors"
	"fmt"
	"sync/atomic"
	"testing"

	"pgregory.net/rapid"

	"youku.example/store"
)

// testRemovalLaws lets random hands buy, redeem, get credit and refunds and become
// VIPs, see movies taken down, remove accounts, register by invitations and void
// these, all at once. Then:
//
//   - what came in and was not spent is with those who are there or, of those who
//     were removed, with the operator;
//   - an account is removed once, and nothing of it is left;
//   - an invitation makes one account, or none and is void; the VIP time of each that
//     was used, and of no other, is in the ledger.
func testRemovalLaws(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	h.admit(store.AdmitInvited)
	round := 0
	rapid.Check(t, func(rt *rapid.T) {
		round++
		l := newRemovalLaws(h, round)
		actions := rapid.SliceOfN(rapid.Custom(l.randomAction), 4, 24).Draw(rt, "actions")
		hands := rapid.IntRange(2, 6).Draw(rt, "hands")
		parallel(hands, func(hand int) {
			for i := hand; i < len(actions); i += hands {
				actions[i].run()
			}
		})
		if err := l.unexpected.Load(); err != nil {
			rt.Fatalf("inner fault: %v", *err)
		}
		l.check(rt)
	})
	h.clean()
}

type removalLaws struct {
	h           *testShop
	round       int
	people      []store.Actor
	movies      []store.Movie
	codes       []store.Code
	invitations []store.Invitation
	removed     []atomic.Int64 // times, by person
	used        []atomic.Int64 // times, by invitation
	vips        atomic.Int64   // plans bought
	came        atomic.Int64   // money in
	house       map[store.HouseAccount]store.Fen
	unexpected  atomic.Pointer[error]
}

func newRemovalLaws(h *testShop, round int) *removalLaws {
	l := &removalLaws{h: h, round: round, house: map[store.HouseAccount]store.Fen{}}
	var err error
	l.codes, err = h.shop.MintCodes(h.ctx, h.boss, 900, 2)
	h.must(err)
	for i := range 3 {
		in := h.invitations(1, "")[0]
		name := fmt.Sprintf("r%d.%d", round, i)
		guest := newcomer(name)
		acc, err := h.shop.Register(h.ctx, guest, store.Registration{Name: name, WithKey: true, Invite: in.Text})
		h.must(err)
		l.people = append(l.people, store.Actor{Account: acc.ID, Name: name, Role: store.RoleUser, Key: guest.Key, Session: name + "/1"})
		if i < 2 {
			l.movies = append(l.movies, h.movie("movie", store.Fen(500+i*250)))
		}
	}
	l.invitations = h.invitations(3, "month")
	l.removed, l.used = make([]atomic.Int64, len(l.people)), make([]atomic.Int64, len(l.invitations))
	for _, account := range []store.HouseAccount{store.HouseAccountOperator, store.HouseAccountPromotions, store.HouseAccountVIP} {
		l.house[account] = h.houseBalance(account)
	}
	return l
}

func (l *removalLaws) randomAction(rt *rapid.T) action {
	p := rapid.IntRange(0, len(l.people)-1).Draw(rt, "person")
	m := rapid.IntRange(0, len(l.movies)-1).Draw(rt, "movie")
	c := rapid.IntRange(0, len(l.invitations)-1).Draw(rt, "invitation")
	h, a, movie := l.h, l.people[p], l.movies[m].ID
	took := func(err error, in store.Fen) error {
		if err == nil {
			l.came.Add(int64(in))
		}
		return err
	}
	gone := func(err error) error {
		if err == nil {
			l.removed[p].Add(1)
		}
		return err
	}
	actions := map[string]func() error{
		"buy":     func() error { _, err := h.shop.Buy(h.ctx, a, movie, nil); return err },
		"request": func() error { _, err := h.shop.Request(h.ctx, a, movie); return err },
		"redeem": func() error {
			amount, _, err := h.shop.Redeem(h.ctx, a, l.codes[c%len(l.codes)].Text)
			return took(err, amount)
		},
		"credit":   func() error { _, err := h.shop.Credit(h.ctx, h.boss, a.Name, 700, ""); return took(err, 700) },
		"refund":   func() error { _, err := h.shop.Refund(h.ctx, h.boss, a.Name, movie); return err },
		"takedown": func() error { _, err := h.shop.TakeDown(h.ctx, h.boss, movie); return err },
		"vip": func() error {
			_, err := h.shop.BuyVIP(h.ctx, a, "month")
			if err == nil {
				l.vips.Add(1)
			}
			return took(err, -1500)
		},
		"remove":  func() error { return gone(h.shop.RemoveAccount(h.ctx, a)) },
		"removed": func() error { _, err := h.shop.RemoveAccountOf(h.ctx, h.boss, a.Name); return gone(err) },
		"join": func() error {
			_, err := h.join(fmt.Sprintf("j%d.%d", l.round, p), l.invitations[c].Text)
			if err == nil {
				l.used[c].Add(1)
			}
			return err
		},
		"void": func() error {
			_, err := h.shop.VoidBatch(h.ctx, h.boss, store.BatchOfInvitations, l.invitations[0].Batch)
			return err
		},
		"void codes": func() error {
			_, err := h.shop.VoidBatch(h.ctx, h.boss, store.BatchOfCodes, l.codes[0].Batch)
			return err
		},
	}
	what := rapid.SampledFrom([]string{"buy", "buy", "buy", "request", "redeem", "credit", "credit", "refund", "takedown", "vip",
		"remove", "removed", "join", "join", "join", "void", "void codes"}).Draw(rt, "what")
	return action{fmt.Sprintf("%s p%d m%d c%d", what, p, m, c), func() {
		var no *store.Refusal
		if err := actions[what](); err != nil && !errors.As(err, &no) {
			l.unexpected.Store(&err)
		}
	}}
}

func (l *removalLaws) check(rt *rapid.T) {
	h, have, owned := l.h, store.Fen(0), store.Fen(0)
	for i, a := range l.people {
		var u store.User
		err := h.db.View(h.ctx, func(v store.View) (err error) {
			if u, err = v.UserByID(h.ctx, a.Account); err != nil {
				return err
			}
			sales, err := v.SalesTo(h.ctx, a.Account, 100)
			for _, s := range sales {
				owned += s.Paid
			}
			return err
		})
		if err != nil {
			rt.Fatal(err)
		}
		have += u.Balance
		if times := l.removed[i].Load(); times > 1 || (times == 1) == u.RemovedAt.IsZero() {
			rt.Errorf("%s was removed %d times, and is %q", a.Name, times, u.Name)
		}
		if !u.RemovedAt.IsZero() && (u.Balance != 0 || u.Was == "") {
			rt.Errorf("left of %s: %+v", a.Name, u)
		}
	}
	gained := func(account store.HouseAccount) store.Fen { return h.houseBalance(account) - l.house[account] }
	if came := store.Fen(l.came.Load()); have+owned+gained(store.HouseAccountOperator) != came {
		rt.Errorf("%s came in, people have %s and movies of %s, the operator %s", came, have, owned, gained(store.HouseAccountOperator))
	}
	used := 0
	for i := range l.used {
		n := int(l.used[i].Load())
		if used += n; n > 1 {
			rt.Errorf("an invitation was used %d times", n)
		}
	}
	if got, want := -gained(store.HouseAccountPromotions), store.Fen(1500*used); got != want {
		rt.Errorf("%d invitations were used, and promotions paid %s", used, got)
	}
	if got, want := gained(store.HouseAccountVIP), store.Fen(1500*(used+int(l.vips.Load()))); got != want {
		rt.Errorf("%d plans were bought and %d given away, and the ledger has %s", l.vips.Load(), used, got)
	}
	for _, b := range h.batches(store.BatchOfInvitations) {
		if b.ID == l.invitations[0].Batch && b.Count-b.Unused-b.Voided != used {
			rt.Errorf("%d invitations were used: %+v", used, b)
		}
	}
	if l.round%8 == 0 { // it reads every row of every round so far
		h.clean()
	}
}
