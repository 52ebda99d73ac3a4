package tui

import (
	"sync/atomic"
	"testing"
	"testing/synctest"

	"youku.example/store"
)

// overheard is a shop that counts who listens.
type countedSubscriptions struct {
	Shop
	listening atomic.Int64
}

func (o *countedSubscriptions) count(stop func()) func() {
	o.listening.Add(1)
	var once atomic.Bool
	return func() {
		if stop(); once.CompareAndSwap(false, true) {
			o.listening.Add(-1)
		}
	}
}

func (o *countedSubscriptions) Listen(a store.Actor) (<-chan store.Topic, func()) {
	news, stop := o.Shop.Listen(a)
	return news, o.count(stop)
}

func (o *countedSubscriptions) WatchTransfers(account int64) (<-chan []store.Progress, func()) {
	newest, stop := o.Shop.WatchTransfers(account)
	return newest, o.count(stop)
}

// TestSubscriptions holds that no subscription outlives its session, whichever way
// it ended, and that a guest who logged in is listened for once.
func TestSubscriptions(t *testing.T) {
	for _, c := range []struct {
		name string
		end  func(*stage)
	}{
		{"Quit", func(s *stage) { s.press("q") }},
		{"Killed", func(s *stage) { s.end(); synctest.Wait() }},
		{"LoggedIn", func(s *stage) {
			s.model.LogIn(s.person("bob"), nil)
			s.end()
			synctest.Wait()
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			inBubbleOf(t, func(t *testing.T) {
				h := newTestShop(t, dir)
				o := &countedSubscriptions{Shop: h.shop}
				s := newStage(h, Session{Shop: o, Actor: alice(h)})
				defer s.close()
				if n := o.listening.Load(); n != 2 {
					t.Errorf("%d listen at the start", n)
				}
				c.end(s)
				if n := o.listening.Load(); n != 0 {
					t.Errorf("%d still listen", n)
				}
			})
		})
	}
}
