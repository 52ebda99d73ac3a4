package storetest

import (
	"errors"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"youku.example/store"
)

// testSeasonLaws buys seasons and episodes of a series at random, while episodes
// are refunded, taken down, deleted and restored and buyers become VIPs. After
// each step: no account paid for a movie twice, a purchase of many charges the sum
// that was agreed to, a refund gives back to the fen what that movie cost, and
// the balance is what is left.
func testSeasonLaws(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	round := 0
	rapid.Check(t, func(rt *rapid.T) {
		round++
		l := newSeasonLaws(h, round)
		for range rapid.IntRange(4, 24).Draw(rt, "steps") {
			l.step(rt)
			l.check(rt)
		}
	})
	h.clean()
}

type seasonLaws struct {
	h      *testShop
	series int64
	movies []store.Movie
	people []store.Actor
	have   map[int64]store.Fen
	paid   map[int64]map[int64]store.Fen // by account and movie
}

func newSeasonLaws(h *testShop, round int) *seasonLaws {
	l := &seasonLaws{h: h, have: map[int64]store.Fen{}, paid: map[int64]map[int64]store.Fen{}}
	for i, price := range []store.Fen{333, 0, 501, 999, 1} {
		in := h.arrived("episode")
		m, err := h.shop.PublishIncoming(h.ctx, h.boss, in.ID, in.SHA256+in.Ext, store.Publication{
			Title: "episode", Free: price == 0, Price: price, Episode: store.Episode{Series: fmt.Sprint("Show ", round), Season: 1 + i/3, Number: i},
		})
		h.must(err)
		h.must(h.shop.DropIncoming(h.ctx, in.ID))
		l.movies, l.series = append(l.movies, m), m.SeriesID
	}
	for i := range 2 {
		a := h.rich(fmt.Sprintf("s%d.%d", round, i), 3500)
		l.people, l.have[a.Account], l.paid[a.Account] = append(l.people, a), 3500, map[int64]store.Fen{}
	}
	return l
}

// bought notes one purchase.
func (l *seasonLaws) bought(rt *rapid.T, a store.Actor, p store.Purchase) {
	if _, had := l.paid[a.Account][p.MovieID]; had {
		rt.Fatalf("movie %d was charged twice", p.MovieID)
	}
	l.paid[a.Account][p.MovieID] = p.Paid
	l.have[a.Account] -= p.Paid
}

func (l *seasonLaws) step(rt *rapid.T) {
	a := rapid.SampledFrom(l.people).Draw(rt, "person")
	m := rapid.SampledFrom(l.movies).Draw(rt, "movie").ID
	var err error
	switch rapid.SampledFrom([]string{"all", "all", "season", "one", "refund", "refund", "takedown", "delete", "restore", "restore", "vip"}).Draw(rt, "what") {
	case "all":
		err = l.buyAll(rt, a, store.Selection{Series: l.series})
	case "season":
		season := rapid.IntRange(1, 2).Draw(rt, "season")
		err = l.buyAll(rt, a, store.Selection{Series: l.series, Season: &season})
	case "one":
		var p store.Purchase
		if p, err = l.h.shop.Buy(l.h.ctx, a, m, nil); err == nil && !p.Again {
			l.bought(rt, a, p)
		}
	case "refund":
		if _, err = l.h.shop.Refund(l.h.ctx, l.h.boss, a.Name, m); err == nil {
			l.refunded(a, m)
		}
	case "takedown":
		if _, err = l.h.shop.TakeDown(l.h.ctx, l.h.boss, m); err == nil {
			for _, a := range l.people {
				l.refunded(a, m)
			}
		}
	case "delete":
		err = l.h.shop.Delete(l.h.ctx, l.h.boss, m)
	case "restore":
		err = l.h.shop.Restore(l.h.ctx, l.h.boss, m)
	case "vip":
		if _, err = l.h.shop.BuyVIP(l.h.ctx, a, "month"); err == nil {
			l.have[a.Account] -= 1500
		}
	}
	var no *store.Refusal
	if err != nil && !errors.As(err, &no) {
		rt.Fatalf("inner fault: %v", err)
	}
}

// buyAll buys at the sum that the buyer sees, and first at another one.
func (l *seasonLaws) buyAll(rt *rapid.T, a store.Actor, sel store.Selection) error {
	_, episodes, err := l.h.shop.Series(l.h.ctx, a, l.series)
	if err != nil {
		return err
	}
	sum := store.Fen(0)
	for _, e := range episodes {
		if !e.Owned && (sel.Season == nil || e.Episode.Season == *sel.Season) {
			sum += e.YourPrice
		}
	}
	other := sum + 1
	if p, err := l.h.shop.BuyAll(l.h.ctx, a, sel, &other); err == nil && (p.Paid != 0 || len(p.Bought) != 0) {
		rt.Fatalf("bought for a sum that was not agreed to")
	}
	p, err := l.h.shop.BuyAll(l.h.ctx, a, sel, &sum)
	if err != nil {
		return err
	}
	each := store.Fen(0)
	for _, one := range p.Bought {
		l.bought(rt, a, one)
		each += one.Paid
	}
	if p.Paid != sum || each != sum || p.Balance != l.have[a.Account] {
		rt.Fatalf("paid %v, for each %v, agreed %v; balance %v of %v", p.Paid, each, sum, p.Balance, l.have[a.Account])
	}
	return nil
}

func (l *seasonLaws) refunded(a store.Actor, movie int64) {
	l.have[a.Account] += l.paid[a.Account][movie]
	delete(l.paid[a.Account], movie)
}

func (l *seasonLaws) check(rt *rapid.T) {
	for _, a := range l.people {
		acc, err := l.h.shop.Account(l.h.ctx, a)
		l.h.must(err)
		if acc.Balance != l.have[a.Account] {
			rt.Fatalf("%s has %v, and should have %v", a.Name, acc.Balance, l.have[a.Account])
		}
	}
}
