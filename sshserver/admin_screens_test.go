package sshserver

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/store"
)

// TestAdminScreens_EveryCommand holds that all that an admin can do by command can be
// done, or seen, on the screens, in a few keys: each command of theirs that
// users do not have stands here with its keys, and with what the log says
// afterwards or the screen shows, or among those that have no screen yet.
func TestAdminScreens_EveryCommand(t *testing.T) {
	commands := map[string]struct{ keys, logs, shows string }{
		"incoming":        {"6", "", "waiting.mp4"},
		"check":           {"6c" + strings.Repeat("0", 63) + "2\r", "", "It is here already"},
		"plan":            {"6\r", "", "waiting"},
		"publish":         {"6\r", "", "publish"},
		"discard":         {"6x", "", "Discard"},
		"edit":            {"6\t\r!\x13", "edit", ""},
		"delete":          {"6\tx", "delete", ""},
		"restore":         {"6\txu", "restore", ""},
		"takedown":        {"6\tty", "takedown", ""},
		"purge":           {"6\txfpy", "purge", ""},
		"post":            {"6\t\t\tnTitle\tWords\x13", "post", ""},
		"withdraw":        {"6\t\t\txy", "withdraw", ""},
		"users":           {"6\t\t", "", "alice"},
		"lock":            {"6\t\tx", "lock", ""},
		"unlock":          {"6\t\txx", "unlock", ""},
		"credit":          {"6\t\t\r20\x13", "credit", ""},
		"refund":          {"6\t\tb\ry", "refund", ""},
		"codes":           {"6\t\t\t\t", "", "No codes yet"},
		"codes void":      {"6\t\t\t\t\r20\t2\x13\ryxy", "codes void", ""},
		"invites":         {"6\t\t\t\ti2\x13\ry", "", "Invitations"},
		"invite mint":     {"6\t\t\t\ti2\x13", "invite mint", ""},
		"invite void":     {"6\t\t\t\ti2\x13\ryxy", "invite void", ""},
		"codes mint":      {"6\t\t\t\t\r20\t2\x13", "codes mint", ""},
		"series edit":     {"6\tE!\x13", "series edit", ""},
		"subtitle add":    {"6\tb", "", "subtitle add"},
		"subtitle remove": {"6\tbxy", "subtitle remove", ""},
		"sessions":        {"6\t\t\t\t\t", "", "Sessions"},
		"transfers":       {"6\t\t\t\t\t", "", "Transfers"},
		"kick":            {"6\t\tey", "kick", ""},
		"bans":            {"6\t\t\t\t\t\t\t", "", "203.0.113.9"},
		"bans lift":       {"6\t\t\t\t\t\t\tx", "bans lift", ""},
		"audit":           {"6\t\t\t\t\t\t", "", "today"},
	}
	// A picture comes over SSH or SFTP.
	noScreen := []string{"cover"}
	names := slices.Sorted(maps.Keys(commands))
	synctest.Test(t, func(t *testing.T) {
		w := newMemNet()
		h := newTestServerOn(t, Config{Language: "en"}, w)
		keys := map[string]gossh.Signer{"alice": newKey(t), "boss": newKey(t)}
		boss := h.stock(keys)
		for id := int64(40); id <= 60; id++ { // some are taken down on the way
			at := store.Episode{Series: "Tides", Season: 1, Number: int(id)}
			if _, err := h.shop.Edit(t.Context(), boss, id, store.Edit{Episode: &at}); err != nil {
				t.Fatal(err)
			}
			if _, _, err := h.shop.AddSubtitle(t.Context(), boss, store.Subtitle{MovieID: id, Language: "zh", Format: "srt", Size: 9, SHA256: "x", File: fmt.Sprint(id)}); err != nil {
				t.Fatal(err)
			}
		}
		if d := theirs(t, w.client(h, "boss", keys), w.client(h, "alice", keys)); !slices.Equal(d, slices.Sorted(slices.Values(slices.Concat(names, noScreen)))) {
			t.Fatalf("the admins' commands are %q", d)
		}
		for _, name := range names {
			do := commands[name]
			alice := store.Actor{Account: 1, Name: "alice", Role: store.RoleUser}
			if _, err := h.shop.Credit(t.Context(), boss, "alice", 2000, ""); err != nil {
				t.Fatal(err)
			}
			if _, err := h.shop.Buy(t.Context(), alice, 2, nil); err != nil {
				t.Fatal(err)
			}
			there := w.client(h, "alice", keys)
			open(t, there) // to be kicked
			for range 3 {
				h.server.logins.Guesses.Add(netip.MustParsePrefix("203.0.113.9/32"), time.Hour)
			}
			client := w.client(h, "boss", keys)
			s := open(t, client)
			settle(time.Second)
			before, err := h.shop.Audit(t.Context(), boss, 100)
			if err != nil {
				t.Fatal(err)
			}
			for _, key := range do.keys {
				s.press(string(key))
				settle(time.Second)
			}
			after, err := h.shop.Audit(t.Context(), boss, 100)
			if err != nil {
				t.Fatal(err)
			}
			newer := after[:slices.IndexFunc(after, func(l store.AuditLine) bool { return l.ID == before[0].ID })]
			if do.logs != "" && !slices.ContainsFunc(newer, func(l store.AuditLine) bool {
				return l.Action == do.logs && l.Actor == "boss" && l.Key == fingerprint(keys["boss"]) && l.Addr == "127.0.0.1"
			}) {
				t.Errorf("%s: the log says %+v; the screen showed %q", name, newer, s.shows())
			}
			if !strings.Contains(s.shows(), do.shows) {
				t.Errorf("%s: %q is not seen in %q", name, do.shows, s.shows())
			}
			_, _ = client.Close(), there.Close()
			_ = h.shop.Unlock(t.Context(), boss, "alice")
			settle(time.Minute)
		}
	})
}

// client logs in over a wire.
func (n *memNet) client(h *testServer, name string, keys map[string]gossh.Signer) *gossh.Client {
	h.t.Helper()
	conn, chans, reqs, err := gossh.NewClientConn(n.dial(), "server", h.client(name, keysOf(keys[name])...))
	if err != nil {
		h.t.Fatal(err)
	}
	return gossh.NewClient(conn, chans, reqs)
}

// theirs lists the commands that the first has and the second has not.
func theirs(t *testing.T, first, second *gossh.Client) (names []string) {
	t.Helper()
	var all [2][]string
	for i, c := range []*gossh.Client{first, second} {
		text, err := runLine(c, "help --json")
		if err != nil {
			t.Fatal(err)
		}
		var list []struct{ Command string }
		if err := json.Unmarshal([]byte(text), &list); err != nil {
			t.Fatal(err)
		}
		for _, l := range list {
			all[i] = append(all[i], l.Command)
		}
		_ = c.Close()
	}
	for _, n := range all[0] {
		if !slices.Contains(all[1], n) {
			names = append(names, n)
		}
	}
	slices.Sort(names)
	return names
}
