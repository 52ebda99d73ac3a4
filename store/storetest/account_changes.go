package storetest

import (
	"context"
	"errors"
	"testing"
	"time"

	"youku.example/store"
)

// An admin gives a person who lost the password or the key a new one: it is in
// force at once, ends what the old one opened, and the person is told of it
// until they have seen it.
func testAccountChanges(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	alice, bob := h.person("alice"), h.person("bob")
	untold := func(h *testShop, a store.Actor, want ...store.ChangeKind) (last int64) {
		h.t.Helper()
		list, err := h.shop.UntoldChanges(h.ctx, a)
		h.must(err)
		equal(h, "changes", len(list), len(want))
		for i, c := range list {
			equal(h, "kind", c.Kind, want[i])
			equal(h, "by", c.By, "boss")
			last = c.ID
		}
		return last
	}
	h.run("NotAllowed", func(h *testShop) {
		line, _ := newKey("theirs")
		_, err := h.shop.SetPasswordOf(h.ctx, bob, "alice", "battery staple")
		h.refused(err, store.ErrNotAllowed)
		_, err = h.shop.AddKeyOf(h.ctx, bob, "alice", line)
		h.refused(err, store.ErrNotAllowed)
		_, err = h.shop.SetPasswordOf(h.ctx, h.boss, "no-such-name", "battery staple")
		h.refused(err, store.ErrNoUser)
		_, err = h.shop.SetPasswordOf(h.ctx, h.boss, "alice", "short")
		h.refused(err, store.ErrPassword)
		untold(h, alice)
	})
	h.run("Key", func(h *testShop) {
		line, fp := newKey("new laptop")
		k, err := h.shop.AddKeyOf(h.ctx, h.boss, "ALICE", line)
		h.must(err)
		equal(h, "fingerprint", k.Fingerprint, fp)
		got, err := h.shop.AccountByKey(h.ctx, fp)
		h.must(err)
		equal(h, "account", got.ID, alice.Account)
		_, err = h.shop.AddKeyOf(h.ctx, h.boss, "alice", line) // again: nothing new to tell
		h.must(err)
		_, err = h.shop.AddKeyOf(h.ctx, h.boss, "bob", line)
		h.refused(err, store.ErrKeyTaken)
		untold(h, alice, store.ChangedKey)
	})
	h.run("Password", func(h *testShop) {
		ended := make(chan error, 1)
		defer h.shop.Enter(alice, store.Visit{ID: "alice/1"}, func(cause error) { ended <- cause })()
		_, err := h.shop.SetPasswordOf(h.ctx, h.boss, "alice", "battery staple")
		h.must(err)
		if cause := <-ended; !errors.Is(cause, store.ErrRevoked) {
			h.t.Errorf("the open session was ended by %v", cause)
		}
		got, err := h.shop.Login(h.ctx, "alice", "battery staple")
		h.must(err)
		alice = store.Actor{Account: got.ID, Name: got.Name, Role: store.RoleUser, Stamp: got.Stamp}
		last := untold(h, alice, store.ChangedKey, store.ChangedPassword)
		h.must(h.shop.MarkChangesTold(h.ctx, alice, last-1))
		untold(h, alice, store.ChangedPassword)
		h.must(h.shop.MarkChangesTold(h.ctx, bob, last)) // another's marks nothing
		untold(h, alice, store.ChangedPassword)
		h.must(h.shop.MarkChangesTold(h.ctx, alice, last))
		untold(h, alice)
	})
	h.run("Oneself", func(h *testShop) {
		_, err := h.shop.SetPasswordOf(h.ctx, h.boss, "boss", "battery staple")
		h.must(err)
		untold(h, h.boss)
	})
}

// The operator sets a password from outside of the shop: logins need it at
// once, and the shop ends what the account had open.
func testOperatorPassword(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	alice, bob := h.person("alice"), h.person("bob")
	following, stop := context.WithCancel(h.ctx)
	stopped := make(chan struct{})
	shop := h.shop // run writes h.shop again when a subtest ends
	go func() {
		defer close(stopped)
		shop.FollowPasswords(following, time.Millisecond, func(err error) { t.Errorf("follow passwords: %v", err) })
	}()
	defer func() { stop(); <-stopped }()
	ended := make(chan error, 2)
	defer h.shop.Enter(alice, store.Visit{ID: "alice/1"}, func(cause error) { ended <- cause })()
	defer h.shop.Enter(bob, store.Visit{ID: "bob/1"}, func(cause error) { t.Errorf("bob was ended: %v", cause) })()

	h.run("Refused", func(h *testShop) {
		for _, c := range []struct {
			name, password string
			want           error
		}{{"no-such-name", "correct horse", store.ErrNoUser}, {"alice", "short", store.ErrPassword}} {
			_, err := store.SetPassword(h.ctx, h.db, c.name, c.password)
			h.refused(err, c.want)
		}
	})
	h.run("InForce", func(h *testShop) {
		for _, password := range []string{"correct horse", "battery staple"} {
			got, err := store.SetPassword(h.ctx, h.db, "ALICE", password)
			h.must(err)
			equal(h, "account", got.ID, alice.Account)
			_, err = h.shop.Login(h.ctx, "alice", password)
			h.must(err)
		}
		_, err := h.shop.Login(h.ctx, "alice", "correct horse")
		h.refused(err, store.ErrWrongLogin)
		select {
		case cause := <-ended:
			if !errors.Is(cause, store.ErrRevoked) {
				h.t.Errorf("alice was ended by %v", cause)
			}
		case <-time.After(time.Minute):
			h.t.Error("alice's session goes on")
		}
	})
	h.run("Told", func(h *testShop) {
		got, err := h.shop.Login(h.ctx, "alice", "battery staple")
		h.must(err)
		told := store.Actor{Account: got.ID, Name: got.Name, Role: store.RoleUser, Stamp: got.Stamp}
		list, err := h.shop.UntoldChanges(h.ctx, told)
		h.must(err)
		equal(h, "changes", len(list), 2)
		for _, c := range list {
			equal(h, "kind", c.Kind, store.ChangedPassword)
			equal(h, "by the operator", c.ByOperator(), true)
		}
		h.must(h.shop.MarkChangesTold(h.ctx, told, list[1].ID))
		list, err = h.shop.UntoldChanges(h.ctx, told)
		h.must(err)
		equal(h, "changes", len(list), 0)
	})
	h.run("Audit", func(h *testShop) {
		lines, err := h.shop.Audit(h.ctx, h.boss, 1)
		h.must(err)
		equal(h, "action", lines[0].Action, "passwd")
		equal(h, "actor", lines[0].Actor, "youku")
		equal(h, "target", lines[0].Target, "alice")
	})
}
