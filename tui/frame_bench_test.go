package tui

import (
	"context"
	"strings"
	"testing"
	"time"

	"youku.example/store"
	"youku.example/tui/ui"
	"youku.example/tui/ui/theme"
	"youku.example/tui/words"
)

// fetched is a shop in which each movie is ready to be fetched, or waits.
type fetched struct {
	listed
	wait time.Duration
}

func (f fetched) Request(context.Context, store.Actor, int64) (store.Download, error) {
	now := time.Now()
	d := store.Download{
		ID: 1, Account: 1, MovieID: 1, Title: "Bench", FileName: "0001-bench.mp4", Name: "0001-bench.mp4", Size: 512 << 20,
		State: store.Ready, Live: true, RequestedAt: now, ReadyAt: now, ExpiresAt: now.Add(24 * time.Hour),
	}
	if f.wait > 0 {
		d.State, d.Wait, d.ReadyAt = store.Waiting, f.wait, now.Add(f.wait)
	}
	return d, nil
}

func (f fetched) NextDownload(context.Context, store.Actor, int64) (store.Download, error) {
	return store.Download{}, store.ErrNoGrant
}

// BenchmarkFrame is a frame of a download, from the news of what was sent to the
// text of the screen. One such is drawn four or five times a second for each
// person who watches.
func BenchmarkFrame(b *testing.B) {
	for _, c := range []struct {
		name, sees string
		wait       time.Duration
	}{
		{"moving", "KB/s", 0},
		{"waiting", "Getting Bench ready", time.Hour},
	} {
		b.Run(c.name, func(b *testing.B) {
			shop := fetched{listed{movies: []store.Listing{{Movie: store.Movie{ID: 1, Title: "Bench", Free: true, Size: 512 << 20, MediaType: "video/mp4"}}}}, c.wait}
			r := testRoot(Session{
				Shop: shop, Ctx: b.Context(), Lang: words.En, Location: time.UTC, Host: "youku.example", Port: 2222,
				Actor: store.Actor{Account: 1, Name: "boss", Role: store.RoleAdmin},
			}, theme.New(true, false, theme.Colourful))
			r.Account = store.Account{ID: 1, Name: "boss"}
			r.w, r.h = 120, 36
			r.hear(r.GoTo("library"))
			r.View()
			get, _ := ui.FindKey(r.Top().Keys(), "d")
			r.hear(get.Do())
			p := store.Progress{ID: 1, Account: 1, MovieID: 1, Title: "Bench", Size: 512 << 20, Rate: 500_000}
			b.ReportAllocs()
			for b.Loop() {
				p.Sent = (p.Sent + 110_000) % p.Size
				r.Update(movingMsg{transfers: []store.Progress{p}})
				if !strings.Contains(r.View().Content, c.sees) {
					b.Fatal(r.View().Content)
				}
			}
		})
	}
}
