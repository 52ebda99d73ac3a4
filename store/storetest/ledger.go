package storetest

import (
	"errors"
	"fmt"
	"sync/atomic"
	"testing"

	"pgregory.net/rapid"

	"youku.example/store"
)

// testLedger lets random hands buy, redeem, credit, refund, become VIPs and
// take movies down at once, and then holds the laws:
//
//   - what people have is what was acknowledged to them, no more, no less;
//   - nobody's balance is below zero, and every line of the ledger sums to zero;
//   - a movie is bought once by one account, a code is used once.
func testLedger(t *testing.T, open Opener) {
	h := newHouse(t, open)
	round := 0
	rapid.Check(t, func(rt *rapid.T) {
		round++
		l := newLaws(h, round)
		deeds := rapid.SliceOfN(rapid.Custom(l.deed), 4, 24).Draw(rt, "deeds")
		hands := rapid.IntRange(2, 8).Draw(rt, "hands")
		parallel(hands, func(hand int) {
			for i := hand; i < len(deeds); i += hands {
				deeds[i].run()
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
	h          *house
	round      int
	people     []store.Actor
	movies     []store.Movie
	codes      []store.Code
	used       [lawCodes]atomic.Int64
	have       [lawPeople]atomic.Int64 // what the answers said, added up
	unexpected atomic.Pointer[error]
}

func newLaws(h *house, round int) *laws {
	l := &laws{h: h, round: round}
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

// deed is one random wish.
type deed struct {
	what string
	run  func()
}

func (d deed) String() string { return d.what }

func (l *laws) deed(rt *rapid.T) deed {
	p := rapid.IntRange(0, lawPeople-1).Draw(rt, "person")
	m := rapid.IntRange(0, lawMovies-1).Draw(rt, "movie")
	c := rapid.IntRange(0, lawCodes-1).Draw(rt, "code")
	a, movie, have := l.people[p], l.movies[m].ID, &l.have[p]
	deeds := map[string]func() error{
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
		"refund": func() error {
			got, err := l.h.shop.Refund(l.h.ctx, l.h.boss, a.Name, movie)
			if err == nil {
				have.Add(int64(got.Paid))
			}
			return err
		},
		"vip": func() error {
			_, err := l.h.shop.BuyVIP(l.h.ctx, a, "month")
			if err == nil {
				have.Add(-1500)
			}
			return err
		},
		"request": func() error { _, err := l.h.shop.Request(l.h.ctx, a, movie); return err },
		"delete":  func() error { return l.h.shop.Delete(l.h.ctx, l.h.boss, movie) },
		"restore": func() error { return l.h.shop.Restore(l.h.ctx, l.h.boss, movie) },
	}
	what := rapid.SampledFrom([]string{"buy", "buy", "buy", "redeem", "redeem", "credit", "refund", "refund", "vip", "request", "delete", "restore"}).Draw(rt, "what")
	return deed{fmt.Sprintf("%s p%d m%d c%d", what, p, m, c), func() {
		var no *store.Refusal
		if err := deeds[what](); err != nil && !errors.As(err, &no) {
			l.unexpected.Store(&err)
		}
	}}
}

func (l *laws) check(rt *rapid.T) {
	for i, a := range l.people {
		w, err := l.h.shop.Wallet(l.h.ctx, a)
		if err != nil {
			rt.Fatal(err)
		}
		if got, want := int64(w.Balance), l.have[i].Load(); got != want || got < 0 {
			rt.Errorf("%s has %d fen, the answers add up to %d", a.Name, got, want)
		}
		var sum store.Fen
		for _, e := range w.Entries {
			sum += e.Amount
		}
		if sum != w.Balance {
			rt.Errorf("the lines of %s add up to %s, the balance is %s", a.Name, sum, w.Balance)
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
