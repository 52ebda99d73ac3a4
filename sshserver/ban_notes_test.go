package sshserver

import (
	"encoding/binary"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/sshserver/auth"
	"youku.example/store"
)

// bansNoted is the audit's lines of bans, the oldest first.
func (h *testServer) bansNoted(boss store.Actor) (list []store.AuditLine) {
	h.t.Helper()
	all, err := h.shop.Audit(h.t.Context(), boss, 10_000)
	if err != nil {
		h.t.Fatal(err)
	}
	for _, l := range all {
		if l.Action == "ban" {
			list = append(list, l)
		}
	}
	slices.Reverse(list)
	return list
}

// TestBanNotes: who guesses passwords stands in the audit, once a ban, and
// nothing of what was typed. Who comes from everywhere leaves a few lines.
func TestBanNotes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newMemNet()
		h := newTestServerOn(t, Config{}, w)
		boss := h.admin("boss", newKey(t))
		const typed = "my secret by mistake"
		for range 6 {
			if _, _, _, err := gossh.NewClientConn(w.dial(), "server", h.client(typed, gossh.Password(typed))); err == nil {
				t.Fatal("came in")
			}
		}
		settle(time.Second)
		list := h.bansNoted(boss)
		if len(list) != 1 || list[0].Target != "127.0.0.1/32" || list[0].Addr != "127.0.0.1/32" || !strings.HasPrefix(list[0].Detail, "passwords: 4") {
			t.Errorf("the audit has %+v", list)
		}

		many := func(n int, of *auth.Penalties) {
			for i := range n {
				var a [4]byte
				binary.BigEndian.PutUint32(a[:], uint32(i)|10<<24)
				of.Add(netip.PrefixFrom(netip.AddrFrom4(a), 32), time.Minute)
			}
		}
		many(50_000, h.server.logins.Guesses)
		many(3, h.server.logins.Noise)
		settle(auth.BanNotesEvery)
		list = h.bansNoted(boss)[1:]
		if len(list) != auth.BanNotesAtOnce+1 || list[0].Target != "10.0.0.0/32" || list[auth.BanNotesAtOnce].Detail != "and 49993 more" {
			t.Errorf("of 50,003 bans there are %d lines, the last %+v", len(list), list[len(list)-1])
		}

		// What waits when the server closes is written then; afterwards nothing is.
		h.server.logins.Noise.Add(netip.MustParsePrefix("2001:db8::/64"), time.Minute)
		if err := h.server.Shutdown(t.Context()); err != nil {
			t.Error(err)
		}
		h.server.logins.Noise.Add(netip.MustParsePrefix("2001:db8:1::/64"), time.Minute)
		settle(2 * auth.BanNotesEvery)
		list = h.bansNoted(boss)[1+auth.BanNotesAtOnce+1:]
		if len(list) != 1 || list[0].Target != "2001:db8::/64" || !strings.HasPrefix(list[0].Detail, "connections: 1") {
			t.Errorf("after the shutdown there are %+v", list)
		}
	})
}
