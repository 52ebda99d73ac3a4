package sshserver

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/store"
)

// TestAudit_Screens: what people change on their screens stands in the audit
// as what they change by commands does: who, from where, with which key. The
// admins' part of the screens is held by TestAdminScreens_EveryCommand.
func TestAudit_Screens(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newMemNet()
		h := newTestServerOn(t, Config{Language: "en"}, w)
		keys := map[string]gossh.Signer{"alice": newKey(t), "boss": newKey(t), "new": newKey(t)}
		keys["dora"] = keys["new"] // as which it registers
		second := newKey(t)
		boss := h.stock(keys)
		if _, err := h.shop.Credit(t.Context(), boss, "alice", 10_000, ""); err != nil {
			t.Fatal(err)
		}
		codes, err := h.shop.MintCodes(t.Context(), boss, 5000, 1)
		if err != nil {
			t.Fatal(err)
		}
		for _, deed := range []struct{ who, keys, action, target string }{
			{"alice", "3r" + codes[0].Text + "\r", "redeem", "alice"},
			{"alice", "3v\ry", "vip", "alice"},
			{"alice", "/第 59\r\rdy", "buy", "第 59 部"},
			{"alice", "5Ka" + strings.TrimSpace(keyLine(second)) + "\x13", "key add", "alice"},
			{"alice", "5Kjxy", "key remove", "alice"},
			{"alice", "5pa new password\ta new password\x13", "passwd", "alice"},
			{"new", "rdora\t\t\t\x13", "register", "dora"},
			{"dora", "5Dy", "account remove", "#3"},
			{"guest", "ialice\ta new password\x13", "login", "alice"},
		} {
			before := time.Now()
			c := w.client(h, deed.who, keys)
			s := open(t, c)
			settle(time.Second)
			for _, key := range deed.keys {
				s.press(string(key))
				settle(300 * time.Millisecond)
			}
			settle(time.Second)
			lines, err := h.shop.Audit(t.Context(), boss, 20)
			if err != nil {
				t.Fatal(err)
			}
			var did []store.AuditLine
			for _, l := range lines {
				if !l.At.Before(before) && l.Action == deed.action {
					did = append(did, l)
				}
			}
			key := ""
			if deed.who != "guest" {
				key = fingerprint(keys[deed.who])
			}
			if len(did) != 1 || did[0].Target != deed.target || did[0].Key != key || did[0].Addr != "127.0.0.1" {
				t.Errorf("%s: the audit has %+v; the screen showed %q", deed.action, did, s.shows()[max(0, len(s.shows())-1500):])
			}
			_ = c.Close()
			settle(time.Minute)
		}
	})
}
