package storetest

import (
	"fmt"
	"testing"

	"youku.example/store"
)

// testPreferences holds that choices are each account's own, can be
// taken back, and stay few; and that guests leave nothing behind.
func testPreferences(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	alice, bob := h.person("alice"), h.person("bob")
	has := func(h *testShop, a store.Actor, name, want string) {
		h.t.Helper()
		got, err := h.shop.Preferences(h.ctx, a)
		h.must(err)
		equal(h, name, got[name], want)
	}
	h.run("Kept", func(h *testShop) {
		h.must(h.shop.SetPreference(h.ctx, alice, "library.sort", "title"))
		h.must(h.shop.SetPreference(h.ctx, alice, "library.sort", "price"))
		has(h, alice, "library.sort", "price")
		has(h, bob, "library.sort", "")
		h.must(h.shop.SetPreference(h.ctx, alice, "library.sort", ""))
		has(h, alice, "library.sort", "")
	})
	h.run("Guests", func(h *testShop) {
		h.must(h.shop.SetPreference(h.ctx, guest, "mouse", "on"))
		has(h, guest, "mouse", "")
	})
	h.run("Locked", func(h *testShop) {
		h.must(h.shop.Lock(h.ctx, h.boss, "bob"))
		h.refused(h.shop.SetPreference(h.ctx, bob, "mouse", "on"), store.ErrLocked)
	})
	h.run("Bounded", func(h *testShop) {
		if err := h.shop.SetPreference(h.ctx, alice, "no name", "x"); err == nil {
			h.t.Error("a name with a space was taken")
		}
		var err error
		for i := 0; err == nil && i < 100; i++ {
			err = h.shop.SetPreference(h.ctx, alice, fmt.Sprintf("p%d", i), "x")
		}
		if err == nil {
			h.t.Error("a hundred choices were taken")
		}
		h.must(h.shop.SetPreference(h.ctx, alice, "p0", "y")) // a known one may change
		has(h, alice, "p0", "y")
	})
}
