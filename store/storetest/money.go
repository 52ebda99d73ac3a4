package storetest

import (
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"youku.example/store"
)

func testBuy(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	m, free := h.movie("流浪地球", 2000), h.movie("城南旧事", 0)
	alice := h.rich("alice", 3000)
	price, other := store.Fen(2000), store.Fen(1999)

	h.run("ErrFunds", func(h *testShop) {
		poor := h.rich("poor", 1250)
		_, err := h.shop.Buy(h.ctx, poor, m.ID, nil)
		equal(h, "missing", h.refused(err, store.ErrFunds).Need, 750)
		equal(h, "balance", h.balance(poor), 1250)
	})
	h.run("ErrPriceChanged", func(h *testShop) {
		_, err := h.shop.Buy(h.ctx, alice, m.ID, &other)
		equal(h, "price", h.refused(err, store.ErrPriceChanged).Price, 2000)
	})
	h.run("ErrFreeMovie", func(h *testShop) {
		_, err := h.shop.Buy(h.ctx, alice, free.ID, nil)
		h.refused(err, store.ErrFreeMovie)
	})
	h.run("OK", func(h *testShop) {
		p, err := h.shop.Buy(h.ctx, alice, m.ID, &price)
		h.must(err)
		want := store.Purchase{MovieID: m.ID, Title: m.Title, Paid: 2000, Balance: 1000}
		equal(h, "purchase", p, want)
		_, err = h.shop.Download(h.ctx, alice, m.ID)
		h.refused(err, store.ErrNoGrant) // buying makes no grant
	})
	h.run("Twice", func(h *testShop) {
		p, err := h.shop.Buy(h.ctx, alice, m.ID, &other)
		h.must(err)
		equal(h, "again", p, store.Purchase{MovieID: m.ID, Title: m.Title, Paid: 2000, Balance: 1000, Again: true})
	})
	h.run("Parallel", func(h *testShop) {
		carol := h.rich("carol", 3000)
		var charged atomic.Int64
		parallel(50, func(int) {
			p, err := h.shop.Buy(h.ctx, carol, m.ID, nil)
			if err != nil {
				h.t.Error(err)
			} else if !p.Again {
				charged.Add(1)
			}
		})
		equal(h, "charged", charged.Load(), 1)
		equal(h, "balance", h.balance(carol), 1000)
	})
	h.run("ParallelMovies", func(h *testShop) {
		dave := h.rich("dave", 1000)
		var movies []int64
		for range 10 {
			movies = append(movies, h.movie("part", 600).ID)
		}
		var sold atomic.Int64
		parallel(50, func(i int) {
			if p, err := h.shop.Buy(h.ctx, dave, movies[i%10], nil); err == nil && !p.Again {
				sold.Add(1)
			} else if err != nil {
				h.refused(err, store.ErrFunds)
			}
		})
		equal(h, "sold", sold.Load(), 1)
		equal(h, "balance", h.balance(dave), 400)
	})
	h.run("Wallet", func(h *testShop) {
		w, err := h.shop.Wallet(h.ctx, alice)
		h.must(err)
		want := []store.Entry{
			{Kind: store.EntryBuy, Amount: -2000, Balance: 1000, MovieID: m.ID, Title: m.Title},
			{Kind: store.EntryCredit, Amount: 3000, Balance: 3000},
		}
		if d := cmp.Diff(want, w.Entries, cmpopts.IgnoreFields(store.Entry{}, "ID", "At")); d != "" {
			h.t.Error(d)
		}
	})
	h.clean()
}

func testRedeem(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	alice := h.person("alice")
	codes, err := h.shop.MintCodes(h.ctx, h.boss, 30000, 4)
	h.must(err)

	h.run("Form", func(h *testShop) {
		form := regexp.MustCompile(`^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$`)
		for _, c := range codes {
			if !form.MatchString(c.Text) || c.Amount != 30000 {
				h.t.Errorf("code %+v", c)
			}
		}
	})
	h.run("Once", func(h *testShop) {
		amount, balance, err := h.shop.Redeem(h.ctx, alice, codes[0].Text)
		h.must(err)
		equal(h, "amount", amount, 30000)
		equal(h, "balance", balance, 30000)
		_, _, err = h.shop.Redeem(h.ctx, alice, codes[0].Text)
		h.refused(err, store.ErrCode)
		_, _, err = h.shop.Redeem(h.ctx, h.boss, codes[0].Text)
		h.refused(err, store.ErrCode)
	})
	h.run("AsTyped", func(h *testShop) {
		typed := strings.ToLower(strings.ReplaceAll(codes[1].Text, "-", " "))
		typed = strings.NewReplacer("0", "o", "1", "l").Replace(typed)
		_, _, err := h.shop.Redeem(h.ctx, alice, "  "+typed+" ")
		h.must(err)
	})
	h.run("Wrong", func(h *testShop) {
		for _, c := range []string{"", "x", "0000-0000-0000-0000-0000", codes[2].Text + "0", codes[2].Text[1:], "a\x00b", strings.Repeat("0", 1000)} {
			_, _, err := h.shop.Redeem(h.ctx, alice, c)
			h.refused(err, store.ErrCode)
		}
	})
	h.run("Parallel", func(h *testShop) {
		people := []store.Actor{alice, h.person("bob"), h.person("carol")}
		var used atomic.Int64
		parallel(30, func(i int) {
			if _, _, err := h.shop.Redeem(h.ctx, people[i%3], codes[3].Text); err == nil {
				used.Add(1)
			}
		})
		equal(h, "used", used.Load(), 1)
	})
	h.run("Mint", func(h *testShop) {
		for _, c := range []struct {
			amount store.Fen
			count  int
			want   error
		}{{0, 1, store.ErrAmount}, {-5, 1, store.ErrAmount}, {store.MaxFen + 1, 1, store.ErrAmount}, {1, 0, store.ErrCount}, {1, 1001, store.ErrCount}} {
			_, err := h.shop.MintCodes(h.ctx, h.boss, c.amount, c.count)
			h.refused(err, c.want)
		}
	})
	h.run("NotKept", func(h *testShop) { // not in the audit either
		lines, err := h.shop.Audit(h.ctx, h.boss, 100)
		h.must(err)
		for _, l := range lines {
			for _, c := range codes {
				if strings.Contains(l.Detail+l.Target, c.Text) {
					h.t.Errorf("the audit holds a code: %+v", l)
				}
			}
		}
	})
	h.clean()
}

func testRefund(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	m := h.movie("流浪地球", 2000)
	alice := h.rich("alice", 5000)
	h.vip(alice)
	_, err := h.shop.Buy(h.ctx, alice, m.ID, nil)
	h.must(err)
	equal(h, "balance", h.balance(alice), 4000)
	_, err = h.shop.Request(h.ctx, alice, m.ID)
	h.must(err)
	tr, err := h.shop.OpenDownload(h.ctx, alice, m.ID, store.ProtocolSFTP, "x")
	h.must(err)

	h.run("OK", func(h *testShop) {
		price := store.Fen(3000)
		_, err := h.shop.Edit(h.ctx, h.boss, m.ID, store.Edit{Price: &price})
		h.must(err)
		bought, err := h.shop.Bought(h.ctx, h.boss, "Alice")
		h.must(err)
		if len(bought) != 1 || bought[0].MovieID != m.ID || bought[0].Title != m.Title || bought[0].Paid != 1000 {
			h.t.Errorf("bought: %+v", bought)
		}
		p, err := h.shop.Refund(h.ctx, h.boss, "ALICE", m.ID)
		h.must(err)
		bought, err = h.shop.Bought(h.ctx, h.boss, "alice")
		h.must(err)
		equal(h, "bought", len(bought), 0)
		equal(h, "given back is what was paid", p.Paid, 1000)
		equal(h, "balance", p.Balance, 5000)
		<-tr.Cut()
		h.must(tr.Close())
		_, err = h.shop.Download(h.ctx, alice, m.ID)
		h.refused(err, store.ErrNoGrant)
		_, err = h.shop.OpenDownload(h.ctx, alice, m.ID, store.ProtocolSFTP, "x")
		h.refused(err, store.ErrNoGrant)
		list, err := h.downloads(alice)
		h.must(err)
		if len(list) != 1 || list[0].State != store.Ended || list[0].EndedBy != "refund" || list[0].Paid != 1000 {
			h.t.Errorf("history: %+v", list)
		}
	})
	h.run("Twice", func(h *testShop) {
		_, err := h.shop.Refund(h.ctx, h.boss, "alice", m.ID)
		h.refused(err, store.ErrNotBought)
		_, err = h.shop.Refund(h.ctx, h.boss, "no-such-name", m.ID)
		h.refused(err, store.ErrNoUser)
	})
	h.run("BuyAgain", func(h *testShop) {
		p, err := h.shop.Buy(h.ctx, alice, m.ID, nil)
		h.must(err)
		equal(h, "paid", p.Paid, 1500)
		d, err := h.shop.Request(h.ctx, alice, m.ID)
		h.must(err)
		equal(h, "state", d.State, store.Ready)
	})
	h.clean()
}

func testVIP(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	alice := h.rich("alice", 3100)
	paid := h.movie("流浪地球", 2001)

	h.run("Refused", func(h *testShop) {
		_, err := h.shop.BuyVIP(h.ctx, alice, "decade")
		equal(h, "plan", h.refused(err, store.ErrNoPlan).Name, "decade")
		_, err = h.shop.BuyVIP(h.ctx, alice, "year")
		equal(h, "missing", h.refused(err, store.ErrFunds).Need, 14800-3100)
	})
	h.run("FromTheLater", func(h *testShop) {
		first, err := h.shop.BuyVIP(h.ctx, alice, "month")
		h.must(err)
		left := time.Until(first.VIPUntil)
		if left < 30*24*time.Hour-time.Minute || left > 30*24*time.Hour {
			h.t.Errorf("30 days are %v", left)
		}
		second, err := h.shop.BuyVIP(h.ctx, alice, "month")
		h.must(err)
		equal(h, "added", second.VIPUntil.Sub(first.VIPUntil), 30*24*time.Hour)
		equal(h, "balance", second.Balance, 100)
	})
	h.run("TooFarAhead", func(h *testShop) {
		bob := h.rich("bob", 20*14800)
		var left store.Fen
		for range 9 {
			acc, err := h.shop.BuyVIP(h.ctx, bob, "year")
			h.must(err)
			left = acc.Balance
		}
		for range 3 {
			_, err := h.shop.BuyVIP(h.ctx, bob, "year")
			if err == nil { // ten times 365 days are less than ten years
				left -= 14800
				continue
			}
			equal(h, "years", h.refused(err, store.ErrVIPAhead).Limit, 10)
		}
		equal(h, "balance", h.balance(bob), left)
		equal(h, "bought", left, 10*14800)
	})
	h.run("Share", func(h *testShop) {
		_, err := h.shop.Credit(h.ctx, h.boss, "alice", 1000, "")
		h.must(err)
		p, err := h.shop.Buy(h.ctx, alice, paid.ID, nil)
		h.must(err)
		equal(h, "half, rounded down", p.Paid, 1000)
	})
	h.clean()
}

// parallel runs fn n times at once.
func parallel(n int, fn func(i int)) {
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() { fn(i) })
	}
	wg.Wait()
}
