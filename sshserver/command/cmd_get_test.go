package command

import (
	"context"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"youku.example/store"
	"youku.example/tui/words"
)

func TestGet_Waits(t *testing.T) {
	withServer(t, func(h *testServer) {
		h.person("alice")
		h.movie("One", 0)
		h.movie("Two", 0)
		from := time.Now()
		h.must(errOf(h.shop.Request(h.ctx, h.people["alice"], 1)))
		got := h.ask("alice", "get 2")
		if got.exit != 0 || got.out != "bytes of Two" {
			t.Errorf("got %+v", got)
		}
		if took := time.Since(from); took != time.Minute {
			t.Errorf("took %v", took)
		}
		if !strings.HasPrefix(got.err, "\rqueued behind 1, ready in 1:00; it keeps its place\rqueued behind 1, ready in 0:59;") ||
			!strings.Contains(got.err, "\rready in 0:30; it keeps its place                 \rready in 0:29;") || !strings.HasSuffix(got.err, "\rready in 0:01; it keeps its place\n") {
			t.Errorf("the countdown was %q", got.err)
		}
		list, err := h.shop.DownloadPage(h.ctx, h.people["alice"], store.Span{})
		h.must(err)
		if list.Rows[0].State != store.Complete || list.Rows[0].Sent != int64(len(got.out)) {
			t.Errorf("history: %+v", list.Rows[0])
		}
		// It is ready for a day: the next time nothing is counted.
		if got := h.askWith(call{who: "alice", line: "get 2 --offset 9", lang: words.Zh}); got != (said{0, "Two", ""}) {
			t.Errorf("got %+v", got)
		}
		if got := h.ask("alice", "get 2 --offset 12"); got != (said{0, "", ""}) {
			t.Errorf("from the end: %+v", got)
		}
	})
}

func TestGet_Quiet(t *testing.T) {
	withServer(t, func(h *testServer) {
		h.person("alice")
		h.movie("One", 0)
		if got := h.ask("alice", "get --quiet 1"); got != (said{0, "bytes of One", ""}) {
			t.Errorf("got %+v", got)
		}
	})
}

// A rate holds all downloads of an account together, whatever their number.
func TestGet_Rate(t *testing.T) {
	rules := store.DefaultRules()
	rules.Wait, rules.Rate = 0, 4
	underRules(t, rules, func(h *testServer) {
		h.person("alice")
		h.movie("One", 0)
		from := time.Now()
		if got := h.ask("alice", "get 1"); got != (said{0, "bytes of One", ""}) {
			t.Errorf("got %+v", got)
		}
		if took := time.Since(from); took != 2750*time.Millisecond { // 12 bytes, one of them at once
			t.Errorf("12 bytes at 4 a second took %v", took)
		}
		done := make(chan said, 2)
		from = time.Now()
		for range 2 {
			go func() { done <- h.ask("alice", "get 1") }()
		}
		for range 2 {
			if got := <-done; got.exit != 0 {
				t.Errorf("got %+v", got)
			}
		}
		if took := time.Since(from); took != 5750*time.Millisecond {
			t.Errorf("twice 12 bytes at 4 a second took %v", took)
		}
	})
}

func TestGet_Terminal(t *testing.T) {
	withServer(t, func(h *testServer) {
		h.person("alice")
		h.movie("One", 0)
		got := h.askWith(call{who: "alice", line: "get 1", terminal: true})
		if got.exit != 1 || got.out != "" || !strings.Contains(got.err, "terminal") {
			t.Errorf("got %+v", got)
		}
		if list, err := h.shop.DownloadPage(h.ctx, h.people["alice"], store.Span{}); err != nil || len(list.Rows) != 0 {
			t.Errorf("it asked for the movie: %v, %v", list, err)
		}
	})
}

// Becoming a VIP ends the wait of a get that runs.
func TestGet_VIPMeanwhile(t *testing.T) {
	withServer(t, func(h *testServer) {
		h.person("alice")
		h.credit("alice", 1500)
		h.movie("One", 0)
		from := time.Now()
		time.AfterFunc(5*time.Second, func() { h.ask("alice", "vip month") })
		got := h.ask("alice", "get 1")
		if took := time.Since(from); got.exit != 0 || got.out != "bytes of One" || took != 5*time.Second {
			t.Errorf("after %v: %+v", took, got)
		}
	})
}

// What ends a wait ends it at once, with the reason or in silence.
func TestGet_EndsWhileWaiting(t *testing.T) {
	for name, c := range map[string]struct {
		end  func(h *testServer, cancel func())
		says string
	}{
		"deleted": {func(h *testServer, _ func()) { h.must(h.shop.Delete(h.ctx, h.people["boss"], 1)) }, "ended"},
		"session": {func(_ *testServer, cancel func()) { cancel() }, ""},
		"closing": {func(h *testServer, _ func()) { close(h.closing) }, "closing. Your place is kept"},
	} {
		t.Run(name, func(t *testing.T) {
			withServer(t, func(h *testServer) {
				h.person("alice")
				h.movie("One", 0)
				from := time.Now()
				ctx, cancel := context.WithCancel(h.ctx)
				defer cancel()
				time.AfterFunc(2500*time.Millisecond, func() { c.end(h, cancel) })
				got := h.askWith(call{who: "alice", line: "get 1", ctx: ctx})
				_, after, _ := strings.Cut(got.err, "\n")
				if got.exit != 1 || got.out != "" || !strings.Contains(after, c.says) || c.says == "" && after != "" {
					t.Errorf("got %+v", got)
				}
				if took := time.Since(from); took != 2500*time.Millisecond {
					t.Errorf("after %v", took)
				}
			})
		})
	}
}

// A refund in mid-transfer cuts it: with a sentence when the client reads,
// without one when it has stopped reading.
func TestGet_Cut(t *testing.T) {
	for name, stalled := range map[string]bool{"reading": false, "stalled": true} {
		t.Run(name, func(t *testing.T) {
			withServer(t, func(h *testServer) {
				h.person("alice")
				h.credit("alice", 5000)
				long := strings.Repeat("0123456789abcdef", 64<<10)
				h.upload("long.mp4", long, store.Arrived)
				h.must(errOf(intake{h.shop, h.films}.Publish(h.ctx, h.people["boss"], "long.mp4", store.Publication{Title: "Long", Price: 2000}, nil)))
				h.must(errOf(h.shop.BuyVIP(h.ctx, h.people["alice"], "month")))
				h.must(errOf(h.shop.Buy(h.ctx, h.people["alice"], 1, nil)))

				r, w := io.Pipe()
				done := make(chan said)
				go func() { done <- h.askWith(call{who: "alice", line: "get 1 --json", stdout: w}) }()
				first := make([]byte, 300<<10)
				h.must(errOf(io.ReadFull(r, first)))
				synctest.Wait()
				from := time.Now()
				h.must(errOf(h.shop.Refund(h.ctx, h.people["boss"], "alice", 1)))
				rest := make(chan string, 1)
				if !stalled {
					go func() { data, _ := io.ReadAll(r); rest <- string(data) }()
				}
				got := <-done
				w.Close()
				if !stalled && strings.Contains(<-rest, "flag") {
					t.Error("the refusal was written into the movie")
				}
				took := time.Since(from)
				if got.exit != 1 || took > 2*time.Second || stalled != (got.err == "") || !stalled && !strings.Contains(got.err, "ended: the movie was refunded") {
					t.Errorf("after %v: %+v", took, got)
				}
				if list, err := h.shop.Transfers(h.ctx, h.people["boss"]); err != nil || len(list) != 0 {
					t.Errorf("it still runs: %v, %v", list, err)
				}
				r.Close()
			})
		})
	}
}

func TestGet_HungUp(t *testing.T) {
	withServer(t, func(h *testServer) {
		h.person("alice")
		h.credit("alice", 1500)
		h.must(errOf(h.shop.BuyVIP(h.ctx, h.people["alice"], "month")))
		h.movie("One", 0)
		if got := h.askWith(call{who: "alice", line: "get 1", stdout: noWriter{io.ErrClosedPipe}}); got != (said{exit: 1}) {
			t.Errorf("got %+v", got)
		}
		list, err := h.shop.DownloadPage(h.ctx, h.people["alice"], store.Span{})
		h.must(err)
		if list.Rows[0].Sent != 0 {
			t.Errorf("bytes that nobody took were counted: %+v", list.Rows[0])
		}
	})
}

// What was asked for while the movie was free serves as long as it was promised
// to, whatever the movie costs by then.
func TestGet_PricedMeanwhile(t *testing.T) {
	withServer(t, func(h *testServer) {
		h.person("alice")
		h.person("bob")
		h.movie("One", 0)
		h.ask("alice", "request 1")
		price := store.Fen(2000)
		h.must(errOf(h.shop.Edit(h.ctx, h.people["boss"], 1, store.Edit{Price: &price})))
		for _, c := range []struct{ line, out string }{
			{"get 1 --quiet", "bytes of One"},
			{"get 1 --offset 9", "One"},
		} {
			if got := h.ask("alice", c.line); got != (said{0, c.out, ""}) {
				t.Errorf("%s: %+v", c.line, got)
			}
		}
		if got := h.ask("alice", "request 1"); got.exit != 0 || !strings.Contains(got.out, "is yours to fetch") {
			t.Errorf("request: %+v", got)
		}
		if got := h.ask("alice", "movie 1"); !strings.Contains(got.out, "download: get 1") || strings.Contains(got.out, "buy") {
			t.Errorf("movie: %+v", got)
		}
		if got := h.ask("bob", "get 1"); got.exit != 1 || !strings.Contains(got.err, "buy it first") {
			t.Errorf("without a grant: %+v", got)
		}
	})
}

// A get that waits ends at once when the movie's file goes missing, and keeps
// its place; nothing is sold meanwhile.
func TestGet_Missing(t *testing.T) {
	withServer(t, func(h *testServer) {
		h.person("alice")
		h.credit("alice", 5000)
		one := h.movie("One", 0)
		h.movie("Two", 2000)
		gone := false
		h.shop.SetFileChecker(store.FileChecker{
			Stat: func(context.Context, string) (store.FileFacts, bool, error) {
				return store.FileFacts{Size: one.Size}, !gone, nil
			},
			Tell: func(_, _ []store.Movie) {},
		})
		done := make(chan said)
		go func() { done <- h.ask("alice", "get 1 --quiet") }()
		time.Sleep(10 * time.Second)
		gone = true
		if got := h.ask("alice", "movie 1 --json"); !strings.Contains(got.out, `"available":false`) {
			t.Errorf("movie: %+v", got)
		}
		const says = "The file of “One” (1) is missing for now. Nothing is charged, and what you hold stays: try later.\n"
		if got := <-done; got != (said{1, "", says}) {
			t.Errorf("get: %+v", got)
		}
		if got := h.ask("alice", "buy 2"); got.exit != 1 || !strings.Contains(got.err, "Nothing is charged") {
			t.Errorf("buy: %+v", got)
		}
		if got := h.ask("alice", "downloads"); !strings.Contains(got.out, "missing") {
			t.Errorf("downloads: %+v", got)
		}
		if got := h.ask("boss", "movies --missing"); !strings.Contains(got.out, "One") || !strings.Contains(got.out, "Two") {
			t.Errorf("movies --missing: %+v", got)
		}
		gone = false
		if got := h.ask("alice", "get 1 --quiet"); got != (said{0, "bytes of One", ""}) {
			t.Errorf("when it is back: %+v", got)
		}
	})
}
