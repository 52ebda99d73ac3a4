package storetest

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"

	"youku.example/store"
)

// testLedger lets random hands do at once, on the real rows, whatever moves
// money or may stand in its way: buy, redeem, credit, refund, become VIPs, ask
// for movies, come and go, be locked, see movies deleted and taken down, and
// the shop restarted in between. Then the laws hold:
//
//   - what people have is what was acknowledged to them, no more, no less;
//   - no person's balance is below zero, it is the sum of their lines, and every
//     line of the ledger sums to zero;
//   - a movie that is owned was paid once more than it was refunded, one that is
//     not as often, and with the same amounts;
//   - a code is used once;
//   - a VIP's end is as many months away as were paid for.
func testLedger(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	round := 0
	rapid.Check(t, func(rt *rapid.T) {
		round++
		l := newLaws(h, round)
		actions := rapid.SliceOfN(rapid.Custom(l.randomAction), 4, 32).Draw(rt, "actions")
		hands := rapid.IntRange(2, 8).Draw(rt, "hands")
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

const (
	lawPeople = 3
	lawMovies = 3
	lawCodes  = 4
)

type laws struct {
	h          *testShop
	round      int
	people     []store.Actor
	movies     []store.Movie
	codes      []store.Code
	used       [lawCodes]atomic.Int64
	have       [lawPeople]atomic.Int64 // what the answers said, added up, but for refunds
	months     [lawPeople]atomic.Int64 // as a VIP
	began      time.Time
	open       sync.RWMutex // held while the shop is restarted
	unexpected atomic.Pointer[error]
}

func newLaws(h *testShop, round int) *laws {
	l := &laws{h: h, round: round, began: time.Now()}
	for i := range lawPeople {
		l.people = append(l.people, h.person(fmt.Sprintf("p%d.%d", round, i)))
	}
	for i := range lawMovies {
		l.movies = append(l.movies, h.movie("movie", store.Fen(500+i*250)))
	}
	codes, err := h.shop.MintCodes(h.ctx, h.boss, 900, lawCodes)
	h.must(err)
	l.codes = codes
	return l
}

// action is one random request.
type action struct {
	what string
	run  func()
}

func (d action) String() string { return d.what }

func (l *laws) randomAction(rt *rapid.T) action {
	p := rapid.IntRange(0, lawPeople-1).Draw(rt, "person")
	m := rapid.IntRange(0, lawMovies-1).Draw(rt, "movie")
	c := rapid.IntRange(0, lawCodes-1).Draw(rt, "code")
	a, movie, have := l.people[p], l.movies[m].ID, &l.have[p]
	actions := map[string]func() error{
		"buy": func() error {
			got, err := l.h.shop.Buy(l.h.ctx, a, movie, nil)
			if err == nil && !got.Again {
				have.Add(-int64(got.Paid))
			}
			return err
		},
		"redeem": func() error {
			amount, _, err := l.h.shop.Redeem(l.h.ctx, a, l.codes[c].Text)
			if err == nil {
				l.used[c].Add(1)
				have.Add(int64(amount))
			}
			return err
		},
		"credit": func() error {
			_, err := l.h.shop.Credit(l.h.ctx, l.h.boss, a.Name, 700, "")
			if err == nil {
				have.Add(700)
			}
			return err
		},
		"refund": func() error { _, err := l.h.shop.Refund(l.h.ctx, l.h.boss, a.Name, movie); return err },
		"vip": func() error {
			_, err := l.h.shop.BuyVIP(l.h.ctx, a, "month")
			if err == nil {
				have.Add(-1500)
				l.months[p].Add(1)
			}
			return err
		},
		"request":  func() error { _, err := l.h.shop.Request(l.h.ctx, a, movie); return err },
		"delete":   func() error { return l.h.shop.Delete(l.h.ctx, l.h.boss, movie) },
		"takedown": func() error { _, err := l.h.shop.TakeDown(l.h.ctx, l.h.boss, movie); return err },
		"restore":  func() error { return l.h.shop.Restore(l.h.ctx, l.h.boss, movie) },
		"lock":     func() error { return l.h.shop.Lock(l.h.ctx, l.h.boss, a.Name) },
		"unlock":   func() error { return l.h.shop.Unlock(l.h.ctx, l.h.boss, a.Name) },
		"fetch":    func() error { return l.h.tryOpen(a, movie) },
		"visit": func() error {
			other := a
			other.Session += "/other"
			leave := l.h.shop.Enter(other, store.Visit{Protocol: store.ProtocolTUI}, nil)
			defer leave()
			got, err := l.h.shop.Buy(l.h.ctx, other, movie, nil)
			if err != nil {
				return err
			}
			if !got.Again {
				have.Add(-int64(got.Paid))
			}
			_, err = l.h.shop.Wallet(l.h.ctx, other)
			return err
		},
	}
	what := rapid.SampledFrom([]string{"buy", "buy", "buy", "redeem", "redeem", "credit", "refund", "refund", "vip",
		"request", "fetch", "visit", "delete", "takedown", "restore", "restore", "lock", "unlock", "unlock", "restart"}).Draw(rt, "what")
	return action{fmt.Sprintf("%s p%d m%d c%d", what, p, m, c), func() {
		if what == "restart" {
			l.restart()
			return
		}
		l.open.RLock()
		defer l.open.RUnlock()
		var no *store.Refusal
		if err := actions[what](); err != nil && !errors.As(err, &no) {
			l.unexpected.Store(&err)
		}
	}}
}

// restart closes the shop and opens it again between two actions.
func (l *laws) restart() {
	l.open.Lock()
	defer l.open.Unlock()
	err := l.h.shop.Close()
	if err == nil {
		l.h.db, err = l.h.open(l.h.dir)
	}
	if err == nil {
		l.h.shop, err = store.Open(l.h.ctx, l.h.db, store.DefaultRules())
	}
	if err != nil {
		l.unexpected.Store(&err)
	}
}

func (l *laws) check(rt *rapid.T) {
	for i, a := range l.people {
		if err := l.h.shop.Unlock(l.h.ctx, l.h.boss, a.Name); err != nil {
			rt.Fatal(err)
		}
		w, err := l.h.shop.Wallet(l.h.ctx, a)
		if err != nil {
			rt.Fatal(err)
		}
		l.checkWallet(rt, a, w, l.have[i].Load())
		l.checkOwned(rt, a, w)
		acc, err := l.h.shop.Account(l.h.ctx, a)
		if err != nil {
			rt.Fatal(err)
		}
		paid := time.Duration(l.months[i].Load()) * 30 * 24 * time.Hour
		switch {
		case paid == 0 && !acc.VIPUntil.IsZero():
			rt.Errorf("%s paid for no month and is a VIP until %v", a.Name, acc.VIPUntil)
		case paid > 0 && (acc.VIPUntil.Before(l.began.Add(paid).Add(-time.Millisecond)) || acc.VIPUntil.After(time.Now().Add(paid))):
			rt.Errorf("%s paid for %v and is a VIP until %v", a.Name, paid, acc.VIPUntil)
		}
	}
	for i := range l.used {
		if n := l.used[i].Load(); n > 1 {
			rt.Errorf("a code was used %d times", n)
		}
	}
	if l.round%8 == 0 { // it reads every row of every round so far
		l.h.clean()
	}
}

// checkWallet holds a balance against its lines, and the lines against what
// the person was told. Refunds come also from take-downs, of which the person hears nothing.
func (l *laws) checkWallet(rt *rapid.T, a store.Actor, w store.Wallet, told int64) {
	var sum, refunds store.Fen
	for _, e := range w.Entries {
		sum += e.Amount
		if e.Kind == store.EntryRefund {
			refunds += e.Amount
		}
	}
	if got, want := int64(w.Balance), told+int64(refunds); got != want || got < 0 {
		rt.Errorf("%s has %d fen, the answers add up to %d", a.Name, got, want)
	}
	if sum != w.Balance {
		rt.Errorf("the lines of %s add up to %s, the balance is %s", a.Name, sum, w.Balance)
	}
}

// checkOwned holds what a person owns against what was paid and refunded.
func (l *laws) checkOwned(rt *rapid.T, a store.Actor, w store.Wallet) {
	for _, m := range l.movies {
		var bought, refunded int
		var sum store.Fen
		for _, e := range w.Entries {
			switch {
			case e.MovieID == m.ID && e.Kind == store.EntryBuy:
				bought++
				sum += e.Amount
			case e.MovieID == m.ID && e.Kind == store.EntryRefund:
				refunded++
				sum += e.Amount
			}
		}
		var sales []store.Sale
		err := l.h.db.View(l.h.ctx, func(v store.View) (err error) {
			sales, err = v.SalesAmong(l.h.ctx, a.Account, []int64{m.ID})
			return err
		})
		if err != nil {
			rt.Fatal(err)
		}
		paid := store.Fen(0)
		for _, s := range sales {
			paid += s.Paid
		}
		if len(sales) > 1 || bought-refunded != len(sales) || sum != -paid {
			rt.Errorf("%s bought movie %d %d times, was refunded %d times, and owns it %d times, for %s of %s", a.Name, m.ID, bought, refunded, len(sales), paid, -sum)
		}
	}
}
