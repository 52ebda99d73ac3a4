package storetest

import (
	"context"
	"errors"
	"testing"
	"time"

	"youku.example/store"
)

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
		}{{"nobody-here", "correct horse", store.ErrNoUser}, {"alice", "short", store.ErrPassword}} {
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
