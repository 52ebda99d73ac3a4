package storetest

import (
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"youku.example/store"
)

// newcomer is a guest with a key that opens nothing yet.
func newcomer(name string) store.Actor {
	line, fp := newKey(name)
	return store.Actor{Role: store.RoleGuest, Key: fp, KeyLine: line}
}

// admit sets who may register.
func (h *testShop) admit(who store.Admission) {
	h.t.Helper()
	r := h.shop.Rules()
	r.Registration = who
	h.must(h.shop.SetRules(h.ctx, r))
}

func (h *testShop) invitations(count int, plan string) []store.Invitation {
	h.t.Helper()
	list, err := h.shop.MintInvitations(h.ctx, h.boss, count, plan)
	h.must(err)
	return list
}

func (h *testShop) batches(kind store.BatchKind) []store.Batch {
	h.t.Helper()
	p, err := h.shop.BatchPage(h.ctx, h.boss, kind, store.Span{Limit: 500})
	h.must(err)
	equal(h, "batches counted", p.Total.N, len(p.Rows))
	return p.Rows
}

// join registers a name by an invitation.
func (h *testShop) join(name, invitation string) (store.Account, error) {
	return h.shop.Register(h.ctx, newcomer(name), store.Registration{Name: name, WithKey: true, Invite: invitation})
}

// A library that is closed to strangers takes those whom it invites, each
// invitation once, and says nothing of names to others.
func testInvitations(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	alice := h.person("alice")
	_, err := h.shop.MintInvitations(h.ctx, alice, 1, "")
	h.refused(err, store.ErrNotAllowed)

	h.run("Mint", func(h *testShop) {
		for count, want := range map[int]error{0: store.ErrCount, 1001: store.ErrCount} {
			_, err := h.shop.MintInvitations(h.ctx, h.boss, count, "")
			h.refused(err, want)
		}
		_, err := h.shop.MintInvitations(h.ctx, h.boss, 1, "decade")
		h.refused(err, store.ErrNoPlan)
		equal(h, "batches", len(h.batches(store.BatchOfInvitations)), 0)
	})
	h.run("Closed", func(h *testShop) {
		in := h.invitations(1, "")[0]
		h.admit(store.AdmitNone)
		for _, name := range []string{"alice", "bob"} { // nothing tells the one that is taken
			_, err := h.join(name, in.Text)
			h.refused(err, store.ErrRegistrationClosed)
		}
		root := newcomer("root-of-all")
		root.Vouched = "chief"
		_, err := h.shop.Register(h.ctx, root, store.Registration{Name: "chief"})
		h.must(err)
	})
	h.run("Needed", func(h *testShop) {
		h.admit(store.AdmitInvited)
		for _, name := range []string{"alice", "bob", "root"} {
			_, err := h.join(name, "")
			h.refused(err, store.ErrInvitationNeeded)
			for _, wrong := range []string{"x", "0000-0000-0000-0000-0000", "a\x00b"} {
				_, err := h.join(name, wrong)
				h.refused(err, store.ErrInvitation)
			}
		}
	})
	h.run("Once", func(h *testShop) {
		in := h.invitations(2, "")
		_, err := h.join("alice", in[0].Text) // who has one may learn it; it is not used up
		h.refused(err, store.ErrNameTaken)
		a, err := h.join("carol", in[0].Text)
		h.must(err)
		equal(h, "vip", a.VIP(time.Now()), false)
		_, err = h.join("dave", in[0].Text)
		h.refused(err, store.ErrInvitation)
		b := h.batches(store.BatchOfInvitations)[0]
		equal(h, "batch", b.ID, in[0].Batch)
		equal(h, "unused", b.Unused, 1)
		equal(h, "owed", b.Owed(), 0)
		code, err := h.shop.MintCodes(h.ctx, h.boss, 100, 1)
		h.must(err)
		_, err = h.join("dave", code[0].Text) // a redeem code invites no person
		h.refused(err, store.ErrInvitation)
		_, _, err = h.shop.Redeem(h.ctx, alice, in[1].Text) // nor is an invitation money
		h.refused(err, store.ErrCode)
	})
	h.run("VIP", func(h *testShop) {
		in := h.invitations(3, "month")
		equal(h, "owed", h.batches(store.BatchOfInvitations)[0].Owed(), 3*1500)
		before := h.houseBalance(store.HouseAccountVIP)
		a, err := h.join("erin", in[0].Text)
		h.must(err)
		if left := time.Until(a.VIPUntil); left < 30*24*time.Hour-time.Minute || left > 30*24*time.Hour {
			h.t.Errorf("30 days are %v", left)
		}
		equal(h, "sold", h.houseBalance(store.HouseAccountVIP)-before, 1500)
		equal(h, "given away", h.houseBalance(store.HouseAccountPromotions), -1500)
		equal(h, "owed", h.batches(store.BatchOfInvitations)[0].Owed(), 2*1500)
		h.clean()
	})
	h.run("Void", func(h *testShop) {
		in := h.invitations(2, "year")
		_, err := h.join("frank", in[0].Text)
		h.must(err)
		_, err = h.shop.VoidBatch(h.ctx, alice, store.BatchOfInvitations, in[0].Batch)
		h.refused(err, store.ErrNotAllowed)
		_, err = h.shop.VoidBatch(h.ctx, h.boss, store.BatchOfCodes, in[0].Batch)
		h.refused(err, store.ErrNoBatch)
		for range 2 {
			b, err := h.shop.VoidBatch(h.ctx, h.boss, store.BatchOfInvitations, in[0].Batch)
			h.must(err)
			equal(h, "voided", b.Voided, 1)
			equal(h, "unused", b.Unused, 0)
			equal(h, "as it stands", h.batches(store.BatchOfInvitations)[0], b)
		}
		_, err = h.join("grace", in[1].Text)
		h.refused(err, store.ErrInvitation)
	})
	h.run("Parallel", func(h *testShop) {
		in := h.invitations(1, "month")[0]
		var came atomic.Int64
		parallel(10, func(i int) {
			_, err := h.join("guest-of-"+string(rune('a'+i)), in.Text)
			if err == nil {
				came.Add(1)
			} else if !errors.Is(err, store.ErrInvitation) {
				h.t.Error(err)
			}
		})
		equal(h, "came in", came.Load(), 1)
	})
	h.run("Audit", func(h *testShop) {
		in := h.invitations(2, "month")
		_, err := h.join("heidi", in[0].Text)
		h.must(err)
		_, err = h.shop.VoidBatch(h.ctx, h.boss, store.BatchOfInvitations, in[0].Batch)
		h.must(err)
		lines, err := h.shop.Audit(h.ctx, h.boss, 3)
		h.must(err)
		for i, want := range []string{"invite void", "register", "invite mint"} {
			equal(h, "action", lines[i].Action, want)
		}
	})
	h.clean()
}

// Where guests see nothing, each way to the catalogue and the notices is refused to
// them and to no other.
func testMembersOnly(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	m := h.movie("流浪地球", 2000)
	n, err := h.shop.Post(h.ctx, h.boss, "Hello", "there")
	h.must(err)
	alice, guest := h.person("alice"), store.Actor{Role: store.RoleGuest, Session: "guest/1"}
	looks := map[string]func(store.Actor) error{
		"Movies":       func(a store.Actor) error { _, err := h.shop.Movies(h.ctx, a, store.Query{}); return err },
		"CountMovies":  func(a store.Actor) error { _, err := h.shop.CountMovies(h.ctx, a, store.Query{}); return err },
		"Movie":        func(a store.Actor) error { _, err := h.shop.Movie(h.ctx, a, m.ID); return err },
		"Library":      func(a store.Actor) error { _, err := h.shop.Library(h.ctx, a, store.LibraryQuery{}); return err },
		"CountLibrary": func(a store.Actor) error { _, err := h.shop.CountLibrary(h.ctx, a, store.LibraryQuery{}); return err },
		"SeriesList":   func(a store.Actor) error { _, err := h.shop.SeriesList(h.ctx, a, store.SeriesQuery{}); return err },
		"Notices":      func(a store.Actor) error { _, err := h.shop.Notices(h.ctx, a); return err },
		"ReadNotice":   func(a store.Actor) error { _, err := h.shop.ReadNotice(h.ctx, a, n.ID); return err },
	}
	for _, shut := range []bool{false, true, false} {
		rules := h.shop.Rules()
		rules.NoGuests = shut
		h.must(h.shop.SetRules(h.ctx, rules))
		for name, look := range looks {
			if err := look(guest); errors.Is(err, store.ErrMembersOnly) != shut || !shut && err != nil {
				t.Errorf("%s to a guest, shut %v: %v", name, shut, err)
			}
			for _, a := range []store.Actor{alice, h.boss, store.Operator()} {
				if err := look(a); err != nil && !errors.Is(err, store.ErrLogIn) {
					t.Errorf("%s to %s, shut %v: %v", name, a.Name, shut, err)
				}
			}
		}
		_, _, err := h.shop.Series(h.ctx, guest, 1)
		if shut {
			h.refused(err, store.ErrMembersOnly)
		} else {
			h.refused(err, store.ErrNoSeries)
		}
		h.must(h.shop.CheckActive(h.ctx, guest)) // it may log in, or register
	}
}

// Codes are listed and voided by the batch that they were minted in.
func testBatches(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	alice := h.person("alice")
	var last store.Code
	for _, amount := range []store.Fen{100, 200} {
		codes, err := h.shop.MintCodes(h.ctx, h.boss, amount, 3)
		h.must(err)
		_, _, err = h.shop.Redeem(h.ctx, alice, codes[0].Text)
		h.must(err)
		last = codes[1]
	}
	list := h.batches(store.BatchOfCodes)
	equal(h, "batches", len(list), 2)
	b := list[0]
	equal(h, "id", b.ID, last.Batch)
	b.ID, b.CreatedAt = 0, time.Time{}
	equal(h, "batch", b, store.Batch{Kind: store.BatchOfCodes, Amount: 200, Count: 3, Unused: 2, By: "boss"})
	equal(h, "owed", b.Owed(), 400)
	_, err := h.shop.BatchPage(h.ctx, alice, store.BatchOfCodes, store.Span{})
	h.refused(err, store.ErrNotAllowed)

	_, err = h.shop.VoidBatch(h.ctx, h.boss, store.BatchOfCodes, last.Batch)
	h.must(err)
	_, _, err = h.shop.Redeem(h.ctx, alice, last.Text)
	h.refused(err, store.ErrCode)
	equal(h, "balance", h.balance(alice), 300)
	list = h.batches(store.BatchOfCodes)
	equal(h, "voided", list[0].Voided, 2)
	equal(h, "not voided", list[1].Voided, 0)
	_, err = h.shop.VoidBatch(h.ctx, h.boss, store.BatchOfCodes, 999)
	equal(h, "number", h.refused(err, store.ErrNoBatch).Limit, 999)
	h.clean()
}

// houseBalance is what one of the shop's own accounts has.
func (h *testShop) houseBalance(account store.HouseAccount) store.Fen {
	h.t.Helper()
	return read(h, func(v store.View) (store.Drift, error) {
		return v.Drift(h.ctx, store.LedgerAccount{HouseAccount: account})
	}).Sum
}
