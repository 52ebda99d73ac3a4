package sshserver

import (
	"fmt"
	"testing"
	"time"

	"youku.example/store"
	"youku.example/store/title"
)

// BenchmarkKeyToFrame is the time from a key press to the first byte of the
// frame that it changes, over SSH on loopback. It should be the same for ten
// movies and a million, which take minutes to be made:
//
//	go test ./sshserver -run - -bench KeyToFrame -benchtime 200x -timeout 30m
func BenchmarkKeyToFrame(b *testing.B) {
	for _, n := range []int{10, 1_000_000} {
		b.Run(fmt.Sprintf("movies=%d", n), func(b *testing.B) {
			h := newTestServer(b, Config{Language: "en"})
			h.fill(n)
			s := open(b, h.in("guest"))
			s.awaits(b, 0, "2")
			for _, k := range []struct{ name, keys string }{
				{"move", "jk"}, {"sort", "s"}, {"filter", "\t"}, {"open and back", "\r\x1b"}, {"search and clear", "/\x1b"},
			} {
				b.Run(k.name, func(b *testing.B) {
					for i := 0; b.Loop(); i++ {
						s.awaits(b, len(s.shows()), string(k.keys[i%len(k.keys)]))
						b.StopTimer()
						s.rests()
						b.StartTimer()
					}
				})
				s.press("\x1b")
				s.rests()
			}
		})
	}
}

// awaits presses a key and waits for more than was shown before.
func (s *screen) awaits(b *testing.B, shown int, key string) {
	s.press(key)
	for end := time.Now().Add(10 * time.Second); len(s.shows()) <= shown; time.Sleep(100 * time.Microsecond) {
		if time.Now().After(end) {
			b.Fatalf("no frame after %q", key)
		}
	}
}

// rests waits until nothing has been drawn for a while.
func (s *screen) rests() {
	for last := -1; last != len(s.shows()); time.Sleep(100 * time.Millisecond) {
		last = len(s.shows())
	}
}

// fill lays n movies on the shelf, three in four of them free.
func (h *testServer) fill(n int) {
	h.t.Helper()
	ctx := h.t.Context()
	const batch = 5000
	for from := 0; from < n; from += batch {
		err := h.rows.Update(ctx, func(tx store.Tx) error {
			for i := from; i < min(from+batch, n); i++ {
				name := fmt.Sprintf("第 %d 部 The Picture No. %x", i, uint32(i)*2654435761)
				m := store.Movie{
					Title: name, SHA256: fmt.Sprintf("%064x", i), SampledMD5: fmt.Sprintf("%032x", i), File: fmt.Sprintf("%d.mp4", i),
					MediaType: "video/mp4", Ext: ".mp4", Slug: title.Slug(name), Free: i%4 > 0, Shelf: store.OnShelf,
					Size: 1e9, Duration: time.Hour, CreatedAt: time.Unix(int64(i)*60, 0),
				}
				if !m.Free {
					m.Price = store.Fen(500 + i%100*10)
				}
				if err := tx.AddMovie(ctx, &m, store.IndexOf(m)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			h.t.Fatal(err)
		}
	}
}
