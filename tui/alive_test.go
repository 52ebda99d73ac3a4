package tui

import (
	"context"
	"strings"
	"testing"
	"time"

	"youku.example/store"
	"youku.example/tui/screen"
)

// slowShop takes its time over the library.
type slowShop struct {
	Shop
	takes time.Duration
}

func (s *slowShop) Library(ctx context.Context, a store.Actor, q store.LibraryQuery) ([]store.LibraryEntry, error) {
	select {
	case <-time.After(s.takes):
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return s.Shop.Library(context.WithoutCancel(ctx), a, q)
}

// TestAlive holds that a question that takes long shows that it is alive, one
// that is answered soon shows nothing, and one that is never answered ends in
// a sentence with a way on.
func TestAlive(t *testing.T) {
	for _, c := range []struct {
		name  string
		takes time.Duration
		test  func(*stage)
	}{
		{"Soon", 200 * time.Millisecond, func(s *stage) {
			s.rest(250 * time.Millisecond)
			s.misses("Loading")
			s.sees("Clip")
		}},
		{"Late", 3 * time.Second, func(s *stage) {
			s.misses("Loading")
			s.rest(time.Second)
			s.sees("Loading…")
			if s.model.Unfinished() {
				t.Error("the sign of life is not shown")
			}
			first := s.screen()
			s.rest(screen.Frame)
			if s.screen() == first {
				t.Error("nothing moves")
			}
			s.rest(2 * time.Second)
			s.sees("Clip")
			s.misses("Loading")
		}},
		{"Never", time.Hour, func(s *stage) {
			s.rest(screen.Patience + time.Second)
			s.sees("Something went wrong inside", "try again")
		}},
		{"Opened", 90 * time.Millisecond, func(s *stage) { // its first frame waits for the answer
			if !s.model.Unfinished() {
				t.Error("a library without its rows is shown")
			}
			s.rest(time.Second)
			s.sees("Clip")
			if s.model.Unfinished() {
				t.Error("a library with its rows waits for something")
			}
		}},
		{"Left", 3 * time.Second, func(s *stage) {
			s.press("3")
			s.rest(5 * time.Second)
			s.sees("Balance")
			s.press("1")
			s.sees("Clip") // kept, and answered meanwhile
		}},
		{"Typed", 100 * time.Millisecond, func(s *stage) { // one question at a time, the newest last
			s.rest(time.Second)
			s.press("/")
			s.write("moo")
			s.rest(time.Second)
			s.sees("A Trip to the Moon")
			s.misses("The General")
			if n := strings.Count(s.screen(), "▌"); n != 1 {
				t.Errorf("%d rows are selected", n)
			}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			stockShop(t, dir)
			inBubbleOf(t, func(t *testing.T) {
				h := restoreTestShop(t, dir)
				s := newStage(h, Session{Shop: &slowShop{h.shop, c.takes}, Actor: alice(h)})
				defer s.close()
				c.test(s)
			})
		})
	}
}
