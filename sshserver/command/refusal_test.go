package command

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"youku.example/store"
	"youku.example/tui/words"
)

// Everything that is not done, and how: 1 with a sentence, 2 with the usage.
func TestRun_Exit(t *testing.T) {
	withServer(t, func(h *testServer) {
		h.person("alice")
		h.person("bob")
		free := h.movie("Free", 0)
		paid := h.movie("Paid", 2000)
		gone := h.movie("Gone", 0)
		h.must(h.shop.Delete(h.ctx, h.people["boss"], gone.ID))
		h.upload("half.mp4", "half", store.Partial)
		if free.ID != 1 || paid.ID != 2 || gone.ID != 3 {
			t.Fatal("the movies have other numbers")
		}
		for _, c := range []struct {
			who, line string
			exit      int
			code      string
			says      string // a part of the sentence
		}{
			{"alice", "frobnicate", 2, "usage", "no command"},
			{"alice", "moveis", 2, "usage", "did you mean movies?"},
			{"alice", "lcok bob", 2, "usage", "help lists"}, // no hint at what is not hers
			{"boss", "lcok bob", 2, "usage", "did you mean lock?"},
			{"alice", "movies; touch x", 2, "usage", "movies;"},
			{"alice", "movies ; touch x", 2, "usage", "one too many"},
			{"alice", "movie abc", 2, "usage", "abc"},
			{"alice", "movie 0", 2, "usage", "0"},
			{"alice", "movie -- -1", 2, "usage", "-1"},
			{"alice", "movie １", 2, "usage", "１"},
			{"alice", "movie 99999999999999999999", 2, "usage", "9"},
			{"alice", "movie 1 2", 2, "usage", "one too many"},
			{"alice", "movie", 2, "usage", "ID is missing"},
			{"boss", "credit alice", 2, "usage", "YUAN is missing"},
			{"boss", "lock boss", 1, "yourself", "your own account"},
			{"alice", "movies --nope", 2, "usage", "--nope"},
			{"alice", "movies -x", 2, "usage", "-x"},
			{"alice", "movies --limit", 2, "usage", "--limit needs"},
			{"alice", "movies --limit 0x10", 2, "usage", "1 to 500"},
			{"alice", "movies --limit 501", 2, "usage", "1 to 500"},
			{"alice", "movies --sort size", 2, "usage", "new, title, price"},
			{"alice", "movies --free --paid", 2, "usage", "one of"},
			{"alice", "movies --free=perhaps", 2, "usage", "perhaps"},
			{"alice", "movies --=x", 2, "usage", "flag"},
			{"alice", "buy 2 --price 1.005", 2, "usage", "yuan"},
			{"alice", "buy 2 --price １２", 2, "usage", "yuan"},
			{"alice", "language fr", 2, "usage", "zh and en"},
			{"alice", "passwd", 2, "usage", "--password-stdin"},
			{"alice", "keys bring", 2, "usage", "bring"},
			{"alice", "get 1 --offset -5", 2, "usage", "whole number"},
			{"boss", "invite", 2, "usage", "invite mint"},
			{"boss", "codes mint --count 2", 2, "usage", "--amount"},
			{"boss", "codes mint --amount 5 --count 1001", 2, "usage", "1000"},
			{"boss", "credit bob -5", 2, "usage", "-5"},
			{"boss", "credit bob １２", 2, "usage", "１２"},
			{"boss", "credit bob 1.005", 2, "usage", "1.005"},
			{"boss", "credit bob NaN", 2, "usage", "NaN"},
			{"boss", "credit bob 1000000.01", 2, "usage", "1000000.01"},
			{"boss", "check xyz", 2, "usage", "64"},
			{"boss", "edit 1", 2, "usage", "What should change"},
			{"boss", "edit 1 --free --price 3", 2, "usage", "one of"},
			{"boss", "publish half.mp4 --title X", 2, "usage", "one of"},
			{"boss", "publish half.mp4 half2.mp4 --free --title X", 2, "usage", "--title"},
			{"boss", "bans lift nonsense", 2, "usage", "IP address"},
			{"alice", `movie "1`, 2, "usage", "quote"},

			{"alice", "lock bob", 1, "not_allowed", "admin"},
			{"alice", "help lock", 1, "not_allowed", "admin"},
			{"alice", "movies --deleted", 1, "not_allowed", "admin"},
			{"alice", "register carol", 1, "has_account", "account already"},
			{"guest", "request 1", 1, "log_in", "register"},
			{"guest", "get 1", 1, "log_in", "register"},
			{"guest", "users", 1, "not_allowed", "admin"},
			{"guest", "register carol", 1, "no_proof", "key"},
			{"vouched", "register carol", 1, "vouched_name", "boss2"},
			{"alice", "movie 999999", 1, "no_movie", "no such movie"},
			{"alice", "movie 3", 1, "no_movie", "no such movie"},
			{"alice", "request 2", 1, "not_owned", "buy 2"},
			{"alice", "get 2", 1, "not_owned", "¥20.00"},
			{"alice", "request 3", 1, "no_movie", "no such movie"},
			{"alice", "buy 2", 1, "funds", "¥20.00"},
			{"alice", "buy 2 --price 1", 1, "price_changed", "¥20.00"},
			{"alice", "buy 1", 1, "free_movie", "free"},
			{"alice", "redeem NO-SUCH-CODE", 1, "code", "code"},
			{"alice", "vip decade", 1, "no_plan", "decade"},
			{"alice", "vip month", 1, "funds", "¥15.00"},
			{"alice", "keys remove SHA256:AAAA", 1, "key_unknown", "no such key"},
			{"alice", "keys add", 1, "key_invalid", "public key"},
			{"alice", "passwd --password-stdin", 1, "password", "8"},
			{"alice", "get 1 --offset 9000", 1, "offset", "--offset"},
			{"alice", "md5sum /downloads/none", 1, "no_file", "No such file"},
			{"alice", "md5sum /downloads/secret", 1, "denied", "denied"},
			{"alice", "sha256sum /downloads/later", 1, "not_ready", "20 s"},
			{"boss", "publish half.mp4 --title X --free", 1, "partial", "cut off"},
			{"boss", "publish none.mp4 --title X --free", 1, "no_incoming", "none.mp4"},
			{"boss", "edit 1 --title ''", 1, "title", "title"},
			{"boss", "edit 1 --price 0", 1, "free_or_price", "free"},
			{"boss", "delete 3", 1, "deleted", "off the shelf"},
			{"boss", "restore 1", 1, "not_deleted", "not among the deleted"},
			{"boss", "purge 1", 1, "not_deleted", "not among the deleted"},
			{"boss", "takedown 77", 1, "no_movie", "no such movie"},
			{"boss", "post ' '", 1, "title", "title"},
			{"boss", "withdraw 5", 1, "no_notice", "no such notice"},
			{"boss", "lock nobody", 1, "no_user", "nobody"},
			{"boss", "unlock nobody", 1, "no_user", "nobody"},
			{"boss", "credit nobody 5", 1, "no_user", "nobody"},
			{"boss", "credit bob 0", 1, "amount", "amount"},
			{"boss", "refund bob 2", 1, "not_bought", "no purchase"},
			{"boss", "refund nobody 2", 1, "no_user", "nobody"},
			{"boss", "kick nobody", 1, "no_user", "nobody"},
			{"boss", "bans lift 192.0.2.1", 1, "no_ban", "not banned"},
		} {
			if c.line == "get 1 --offset 9000" {
				h.credit("alice", 1500)
				h.must(errOf(h.shop.BuyVIP(h.ctx, h.people["alice"], "month")))
			}
			got := h.ask(c.who, c.line)
			if got.exit != c.exit || !strings.Contains(got.err, c.says) || got.out != "" {
				t.Errorf("%s: %s: got %+v, want %d and %q", c.who, c.line, got, c.exit, c.says)
			}
			lines := strings.Split(strings.TrimSuffix(got.err, "\n"), "\n")
			if last := lines[len(lines)-1]; len(lines) > 2 || len(lines) == 2 && !strings.HasPrefix(last, "usage: ") {
				t.Errorf("%s: more than one sentence: %q", c.line, got.err)
			}
			if strings.Contains(c.line, "--") && strings.Contains(c.line, " -- ") {
				continue
			}
			zh := h.askWith(call{who: c.who, line: c.line + " --json", lang: words.Zh})
			if strings.Contains(c.line, `"`) {
				zh = h.askWith(call{who: c.who, line: "--json " + c.line, lang: words.Zh})
			}
			var no struct {
				Flag *bool
				Code string
				Msg  string
			}
			if err := json.Unmarshal([]byte(zh.out), &no); err != nil || no.Flag == nil || *no.Flag || no.Code != c.code || !han(no.Msg) {
				t.Errorf("%s --json: got %q, want the code %s", c.line, zh.out, c.code)
			}
			if zh.exit != c.exit || !strings.HasPrefix(zh.err, no.Msg) {
				t.Errorf("%s --json: got %+v", c.line, zh)
			}
		}
	})
}

func errOf[T any](_ T, err error) error { return err }

func TestRun_NothingAsked(t *testing.T) {
	withServer(t, func(h *testServer) {
		got := h.ask("guest", "  ")
		if got.exit != 2 || !strings.Contains(got.out, "movies") || got.err != "" {
			t.Errorf("got %+v", got)
		}
		if got := h.ask("guest", "--help"); got.exit != 0 || !strings.Contains(got.out, "movies") {
			t.Errorf("got %+v", got)
		}
	})
}

// An inner fault has one fixed sentence.
func TestRun_InnerFault(t *testing.T) {
	withServer(t, func(h *testServer) {
		h.person("alice")
		m := h.movie("Lost", 0)
		delete(h.films, m.File)
		h.credit("alice", 1500)
		h.must(errOf(h.shop.BuyVIP(h.ctx, h.people["alice"], "month")))
		got := h.ask("alice", "get 1")
		if got.exit != 1 || !strings.Contains(got.err, "Something went wrong inside") || strings.Contains(got.err, m.File) {
			t.Errorf("got %+v", got)
		}
	})
}

// The client of a session that was ended knows why already.
func TestRun_Ended(t *testing.T) {
	withServer(t, func(h *testServer) {
		h.person("alice")
		ctx, cancel := context.WithCancel(h.ctx)
		cancel()
		if got := h.askWith(call{who: "alice", line: "wallet", ctx: ctx}); got != (said{exit: 1}) {
			t.Errorf("got %+v", got)
		}
		full := errors.New("hung up")
		if got := h.askWith(call{who: "alice", line: "movies", stdout: noWriter{full}}); got != (said{exit: 1}) {
			t.Errorf("got %+v", got)
		}
	})
}

type noWriter struct{ err error }

func (w noWriter) Write([]byte) (int, error) { return 0, w.err }
