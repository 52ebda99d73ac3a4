package command

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// A row of an older version may hold a time that JSON can't: what was sold then
// is answered for, and no one else's answer fails by it.
func TestAnswer_FarTimes(t *testing.T) {
	withServer(t, func(h *testServer) {
		alice := h.person("alice")
		h.credit("alice", 100_000)
		far := time.Date(10023, 5, 1, 0, 0, 0, 0, time.UTC)
		h.must(h.db.Update(h.ctx, func(tx store.Tx) error {
			u, err := tx.UserByID(h.ctx, alice.Account)
			u.VIPUntil = far
			return errors.Join(err, tx.SetUser(h.ctx, u))
		}))
		for who, line := range map[string]string{"alice": "whoami --json", "boss": "users --json"} {
			got := h.ask(who, line)
			if got.exit != 0 || !strings.Contains(got.out, `"vip_until":"9999-12-31T23:59:59Z"`) {
				t.Errorf("%s: %+v", line, got)
			}
		}
		if got := h.ask("alice", "whoami"); got.exit != 0 || !strings.Contains(got.out, "10023") {
			t.Errorf("whoami: %+v", got)
		}
		got := h.ask("alice", "vip year --json")
		if got.exit != 1 || !strings.Contains(got.out, `"vip_ahead"`) || !strings.Contains(got.err, "nothing was charged") {
			t.Errorf("vip year: %+v", got)
		}
		if got := h.ask("alice", "wallet --json"); !strings.Contains(got.out, `"balance_fen":100000,`) {
			t.Errorf("wallet: %+v", got)
		}
	})
}

// A person's look marks notices as read; a script's does not.
func TestNotices_Marks(t *testing.T) {
	withServer(t, func(h *testServer) {
		h.person("alice")
		h.must(errOf(h.shop.Post(h.ctx, h.people["boss"], "Hello", "all")))
		for _, step := range []struct {
			line   string
			unread bool
		}{{"notices --json", true}, {"notices", true}, {"notices", false}, {"notices --json", false}} {
			got := h.ask("alice", step.line)
			if unread := strings.Contains(got.out, "· unread") || strings.Contains(got.out, `"unread":true`); unread != step.unread {
				t.Errorf("%s: %+v", step.line, got)
			}
		}
		if got := h.ask("guest", "notices"); got.exit != 0 || strings.Contains(got.out, "unread") {
			t.Errorf("a guest: %+v", got)
		}
	})
}

func TestRegister(t *testing.T) {
	withServer(t, func(h *testServer) {
		// With a password alone, without a key.
		got := h.askWith(call{who: "guest", line: "register carol --password-stdin", stdin: "correct horse battery\r\nmore\n"})
		if got.exit != 0 || !strings.Contains(got.out, "carol") {
			t.Fatalf("got %+v", got)
		}
		if _, err := h.shop.Login(h.ctx, "carol", "correct horse battery"); err != nil {
			t.Error("the password is another one:", err)
		}
		for stdin, code := range map[string]string{"": "password", "\n": "password", "short\n": "password", strings.Repeat("x", 5000): "password"} {
			got := h.askWith(call{who: "guest", line: "register dave --password-stdin --json", stdin: stdin})
			if got.exit != 1 || !strings.Contains(got.out, `"`+code+`"`) {
				t.Errorf("%.10q: got %+v", stdin, got)
			}
		}
		// With the proven key, and by the vouched name.
		h.people["dave"] = newcomer("dave")
		if got := h.ask("dave", "register CAROL"); got.exit != 1 || !strings.Contains(got.err, "taken") {
			t.Errorf("got %+v", got)
		}
		if got := h.askWith(call{who: "dave", line: "register dave --json", lang: words.Zh}); got.exit != 0 || !strings.Contains(got.out, `"role":"user"`) {
			t.Errorf("got %+v", got)
		}
		account, err := h.shop.AccountByKey(h.ctx, h.people["dave"].Key)
		if err != nil || account.Name != "dave" || account.Language != "" {
			t.Errorf("got %+v, %v", account, err)
		}
		if got := h.ask("dave", "register erin"); got.exit != 1 || !strings.Contains(got.err, "dave") {
			t.Errorf("a key that is dave's: %+v", got)
		}
	})
}

func TestPasswd(t *testing.T) {
	withServer(t, func(h *testServer) {
		h.person("alice")
		if got := h.askWith(call{who: "alice", line: "passwd --password-stdin", stdin: "correct horse battery"}); got.exit != 0 {
			t.Fatalf("got %+v", got)
		}
		if _, err := h.shop.Login(h.ctx, "alice", "correct horse battery"); err != nil {
			t.Error(err)
		}
		if got := h.askWith(call{who: "alice", line: "passwd --password-stdin", stdin: "short\n"}); got.exit != 1 || !strings.Contains(got.err, "8") {
			t.Errorf("got %+v", got)
		}
	})
}

// No one fills the memory through stdin.
func TestStdin_Bounds(t *testing.T) {
	withServer(t, func(h *testServer) {
		h.person("alice")
		for _, c := range []struct {
			who, line string
			bytes     int
		}{
			{"boss", "post Hello", 64<<10 + 1},
			{"alice", "keys add", 16<<10 + 1},
			{"alice", "md5sum", 1<<20 + 1},
		} {
			got := h.askWith(call{who: c.who, line: c.line + " --json", stdin: strings.Repeat("a", c.bytes)})
			if got.exit != 1 || !strings.Contains(got.out, `"too_long"`) {
				t.Errorf("%s: %+v", c.line, got)
			}
		}
		if got := h.askWith(call{who: "boss", line: "post Hello", stdin: "\xff\x00"}); got.exit != 1 || !strings.Contains(got.err, "can't be shown") {
			t.Errorf("got %+v", got)
		}
	})
}

// What was said before the session ended was not all: nothing is done.
func TestStdin_Ended(t *testing.T) {
	withServer(t, func(h *testServer) {
		ctx, cancel := context.WithCancel(h.ctx)
		defer cancel()
		var out bytes.Buffer
		exit := Run(ctx, h.services(h.people["boss"]), cli.Call{Actor: h.people["boss"], Lang: words.En, Stdin: lostReader{cancel}, Stdout: &out, Stderr: &out}, "post Hello")
		if list, err := h.shop.Notices(h.ctx, h.people["boss"]); exit != 1 || err != nil || len(list) != 0 {
			t.Errorf("got %d, %v, %v, %q", exit, list, err, out.String())
		}
	})
}

// lostReader is a connection that is lost in mid-text: it looks like its end.
type lostReader struct{ lose func() }

func (r lostReader) Read([]byte) (int, error) {
	r.lose()
	return strings.NewReader("").Read(nil)
}

// Flags may stand anywhere, and a command of two words is one.
func TestFind(t *testing.T) {
	for line, want := range map[string]string{
		"movies --json": "movies", "--json movies": "movies", "keys": "keys", "keys add": "keys add",
		"keys --json add": "keys add", "codes mint --amount 5": "codes mint", "bans lift 1.2.3.4": "bans lift",
		"--json bans --json lift 1.2.3.4": "bans lift", "vip month": "vip", "-h": "help",
	} {
		row, _, err := find(table(Services{}), strings.Fields(line), cli.Admin)
		if err != nil || row.Name != want {
			t.Errorf("%q: got %v, %v, want %s", line, row, err, want)
		}
	}
}

func TestNearest(t *testing.T) {
	for typed, want := range map[string]string{
		"movis": "movies", "hlep": "help", "downlods": "downloads", "buyy": "buy", "notice": "notices",
		"frobnicate": "", "": "", "xx": "", "md5sun": "", "优酷": "",
	} {
		if got := nearest(table(Services{}), typed, cli.User); got != want {
			t.Errorf("%q: got %q, want %q", typed, got, want)
		}
	}
}

// A flag is understood behind the words it belongs to, and what looks like one
// can be said.
func TestParse_Interspersed(t *testing.T) {
	withServer(t, func(h *testServer) {
		h.person("alice")
		if got := h.ask("boss", "credit --note 'for you' alice 5 --json"); got.exit != 0 || !strings.Contains(got.out, `"balance_fen":500`) {
			t.Errorf("got %+v", got)
		}
		if got := h.askWith(call{who: "boss", line: "post -- --json", stdin: "x"}); got.exit != 0 || !strings.Contains(got.out, "Notice 1") {
			t.Errorf("got %+v", got)
		}
		if got := h.ask("alice", "wallet --help"); got.exit != 0 || !strings.HasPrefix(got.out, "wallet [--limit N]") {
			t.Errorf("got %+v", got)
		}
		if got := h.ask("guest", "lock --help"); got.exit != 1 {
			t.Errorf("got %+v", got)
		}
	})
}

// TestLog_NoWords: an inner fault is logged with the command's name, and none
// of the words behind it: a redeem code may be among them.
func TestLog_NoWords(t *testing.T) {
	withServer(t, func(h *testServer) {
		var log, out bytes.Buffer
		alice := h.person("alice")
		services := h.services(alice)
		services.Shop = brokenShop{h.shop}
		exit := Run(h.ctx, services, cli.Call{
			Actor: alice, Lang: words.En, Stdout: &out, Stderr: &out, Log: slog.New(slog.NewTextHandler(&log, nil)),
		}, "redeem --json ABCD-EFGH-JKMN-PQRS")
		if exit != 1 || !strings.Contains(log.String(), "command=redeem") || strings.Contains(log.String(), "ABCD") {
			t.Errorf("got %d, logged %q", exit, log.String())
		}
	})
}

// brokenShop cannot reach its rows.
type brokenShop struct{ Shop }

func (brokenShop) Redeem(context.Context, store.Actor, string) (amount, balance store.Fen, err error) {
	return 0, 0, errors.New("the disk is gone")
}

// TestHelp_ByKind: the help leaves out what only others may write.
func TestHelp_ByKind(t *testing.T) {
	withServer(t, func(h *testServer) {
		h.person("alice")
		for who, want := range map[string]bool{"alice": false, "boss": true} {
			for _, line := range []string{"help", "help passwd", "help keys add"} {
				if got := h.ask(who, line); strings.Contains(got.out+got.err, "[NAME]") != want {
					t.Errorf("%s: %s: %+v", who, line, got)
				}
			}
		}
	})
}
