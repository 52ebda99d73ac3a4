package storetest

import (
	"testing"

	"youku.example/store"
)

// testGates holds that no method forgets who asks: each is tried by a guest,
// a user and an account that is locked.
func testGates(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	alice, locked := h.person("alice"), h.person("bob")
	h.must(h.shop.Lock(h.ctx, h.boss, "bob"))
	m := h.movie("城南旧事", 0)
	title := "x"

	users := map[string]func(a store.Actor) error{
		"Account":        func(a store.Actor) error { _, err := h.shop.Account(h.ctx, a); return err },
		"SetLanguage":    func(a store.Actor) error { return h.shop.SetLanguage(h.ctx, a, "zh") },
		"ChangePassword": func(a store.Actor) error { _, err := h.shop.ChangePassword(h.ctx, a, "correct horse"); return err },
		"Keys":           func(a store.Actor) error { _, err := h.shop.Keys(h.ctx, a); return err },
		"AddKey":         func(a store.Actor) error { l, _ := newKey(""); _, err := h.shop.AddKey(h.ctx, a, l); return err },
		"RemoveKey":      func(a store.Actor) error { return h.shop.RemoveKey(h.ctx, a, "x") },
		"Request":        func(a store.Actor) error { _, err := h.shop.Request(h.ctx, a, m.ID); return err },
		"Download":       func(a store.Actor) error { _, err := h.shop.Download(h.ctx, a, m.ID); return err },
		"NextDownload":   func(a store.Actor) error { _, err := h.shop.NextDownload(h.ctx, a, m.ID); return err },
		"ReadyDownloads": func(a store.Actor) error { _, err := h.shop.ReadyDownloads(h.ctx, a); return err },
		"OpenDownload": func(a store.Actor) error {
			_, err := h.shop.OpenDownload(h.ctx, a, m.ID, store.ProtocolSFTP, "")
			return err
		},
		"Wallet":       func(a store.Actor) error { _, err := h.shop.Wallet(h.ctx, a); return err },
		"WalletPage":   func(a store.Actor) error { _, err := h.shop.WalletPage(h.ctx, a, store.Span{}); return err },
		"DownloadPage": func(a store.Actor) error { _, err := h.shop.DownloadPage(h.ctx, a, store.Span{}); return err },
		"Redeem":       func(a store.Actor) error { _, _, err := h.shop.Redeem(h.ctx, a, "x"); return err },
		"BuyVIP":       func(a store.Actor) error { _, err := h.shop.BuyVIP(h.ctx, a, "month"); return err },
		"Buy":          func(a store.Actor) error { _, err := h.shop.Buy(h.ctx, a, m.ID, nil); return err },
	}
	for name, call := range users {
		h.run("User/"+name, func(h *testShop) {
			h.refused(call(guest), store.ErrLogIn)
			h.refused(call(locked), store.ErrLocked)
			h.refused(call(store.Actor{Account: 999, Name: "nobody", Role: store.RoleUser}), store.ErrRevoked)
		})
	}

	admins := map[string]func(a store.Actor) error{
		"Edit": func(a store.Actor) error {
			_, err := h.shop.Edit(h.ctx, a, m.ID, store.Edit{Title: &title})
			return err
		},
		"Delete":     func(a store.Actor) error { return h.shop.Delete(h.ctx, a, m.ID) },
		"Restore":    func(a store.Actor) error { return h.shop.Restore(h.ctx, a, m.ID) },
		"TakeDown":   func(a store.Actor) error { _, err := h.shop.TakeDown(h.ctx, a, m.ID); return err },
		"BeginPurge": func(a store.Actor) error { _, err := h.shop.BeginPurge(h.ctx, a, m.ID); return err },
		"Post":       func(a store.Actor) error { _, err := h.shop.Post(h.ctx, a, "x", "y"); return err },
		"Withdraw":   func(a store.Actor) error { return h.shop.Withdraw(h.ctx, a, 1) },
		"People":     func(a store.Actor) error { _, err := h.shop.People(h.ctx, a, ""); return err },
		"AddSubtitle": func(a store.Actor) error {
			_, _, err := h.shop.AddSubtitle(h.ctx, a, store.Subtitle{MovieID: m.ID, Language: "zh", Format: "srt"})
			return err
		},
		"SetCover": func(a store.Actor) error {
			_, _, err := h.shop.SetCover(h.ctx, a, store.EntryID{ID: m.ID}, store.Cover{})
			return err
		},
		"RemoveCover": func(a store.Actor) error {
			_, err := h.shop.RemoveCover(h.ctx, a, store.EntryID{ID: m.ID})
			return err
		},
		"RemoveSubtitle": func(a store.Actor) error { _, err := h.shop.RemoveSubtitle(h.ctx, a, m.ID, "zh", nil); return err },
		"Lock":           func(a store.Actor) error { return h.shop.Lock(h.ctx, a, "alice") },
		"Unlock":         func(a store.Actor) error { return h.shop.Unlock(h.ctx, a, "alice") },
		"Credit":         func(a store.Actor) error { _, err := h.shop.Credit(h.ctx, a, "alice", 1, ""); return err },
		"Bought":         func(a store.Actor) error { _, err := h.shop.Bought(h.ctx, a, "alice"); return err },
		"Refund":         func(a store.Actor) error { _, err := h.shop.Refund(h.ctx, a, "alice", m.ID); return err },
		"MintCodes":      func(a store.Actor) error { _, err := h.shop.MintCodes(h.ctx, a, 1, 1); return err },
		"Visits":         func(a store.Actor) error { _, err := h.shop.Visits(h.ctx, a); return err },
		"Transfers":      func(a store.Actor) error { _, err := h.shop.Transfers(h.ctx, a); return err },
		"Kick":           func(a store.Actor) error { _, err := h.shop.Kick(h.ctx, a, "alice"); return err },
		"Audit":          func(a store.Actor) error { _, err := h.shop.Audit(h.ctx, a, 1); return err },
		"AuditPage": func(a store.Actor) error {
			_, err := h.shop.AuditPage(h.ctx, a, store.AuditQuery{}, store.Span{})
			return err
		},
		"PeoplePage": func(a store.Actor) error {
			_, err := h.shop.PeoplePage(h.ctx, a, store.ListQuery{}, store.Span{})
			return err
		},
		"CountDeleted": func(a store.Actor) error {
			_, err := h.shop.CountMovies(h.ctx, a, store.Query{Deleted: true})
			return err
		},
		"Deleted": func(a store.Actor) error {
			_, err := h.shop.Movies(h.ctx, a, store.Query{Deleted: true})
			return err
		},
		"Missing": func(a store.Actor) error {
			_, err := h.shop.Movies(h.ctx, a, store.Query{Missing: true})
			return err
		},
		"SetPasswordOf": func(a store.Actor) error {
			_, err := h.shop.SetPasswordOf(h.ctx, a, "alice", "battery staple")
			return err
		},
		"AddKeyOf": func(a store.Actor) error {
			line, _ := newKey("theirs")
			_, err := h.shop.AddKeyOf(h.ctx, a, "alice", line)
			return err
		},
		"AdoptIncoming": func(a store.Actor) error {
			_, err := h.shop.AdoptIncoming(h.ctx, a, "x.mp4", "x", 1)
			return err
		},
		"AddIncoming":    func(a store.Actor) error { _, err := h.shop.AddIncoming(h.ctx, a, "x.mp4", "x"); return err },
		"RenameIncoming": func(a store.Actor) error { return h.shop.RenameIncoming(h.ctx, a, "x.mp4", "y.mp4") },
		"PublishIncoming": func(a store.Actor) error {
			_, err := h.shop.PublishIncoming(h.ctx, a, 1, "f", store.Publication{Title: "x", Free: true})
			return err
		},
	}
	before, err := h.shop.Audit(h.ctx, h.boss, 1)
	h.must(err)
	for name, call := range admins {
		h.run("Admin/"+name, func(h *testShop) {
			h.refused(call(guest), store.ErrNotAllowed)
			h.refused(call(alice), store.ErrNotAllowed)
			fired := locked
			fired.Role = store.RoleAdmin
			h.refused(call(fired), store.ErrLocked)
		})
	}
	after, err := h.shop.Audit(h.ctx, h.boss, 1)
	h.must(err)
	equal(h, "the audit's last line", after[0].ID, before[0].ID)

	h.run("Unknown", func(h *testShop) {
		for _, err := range []error{
			func() error { _, err := h.shop.Movie(h.ctx, guest, 999); return err }(),
			func() error { _, err := h.shop.Request(h.ctx, alice, 999); return err }(),
			func() error { _, err := h.shop.Buy(h.ctx, alice, 999, nil); return err }(),
			h.shop.Delete(h.ctx, h.boss, 999),
			h.shop.Restore(h.ctx, h.boss, 999),
		} {
			h.refused(err, store.ErrNoMovie)
		}
		_, err := h.shop.ReadNotice(h.ctx, alice, 999)
		h.refused(err, store.ErrNoNotice)
	})
}
