package sshserver

import (
	"context"
	"errors"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"youku.example/store"
)

// TestTryPassword_AllAtOnce: guesses that come at once are no more than those
// that come one after another, and a source that was not banned is heard.
func TestTryPassword_AllAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		people := &slowPeople{}
		k, th := doorkeeper{people: people}, newThrottle()
		var all sync.WaitGroup
		for range 500 {
			all.Go(func() { _, _ = tryPassword(t.Context(), k, th, here, "alice", "battery staple") })
		}
		all.Wait()
		if n := people.heard.Load(); n < 4 || n > 3+triesAtOnce {
			t.Errorf("%d of 500 guesses were heard", n)
		}
		there := sourceOf(netip.MustParseAddr("192.0.2.8"))
		if _, err := tryPassword(t.Context(), k, th, there, "alice", "battery staple"); !errors.Is(err, store.ErrWrongLogin) {
			t.Errorf("another source: %v", err)
		}
		if n := len(th.tries.lines); n != 0 {
			t.Errorf("%d sources are remembered though nobody waits", n)
		}
	})
}

func TestQueue_GivesUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := newQueue(1)
		leave, err := q.enter(t.Context(), here)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := q.enter(ctx, here); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("behind somebody who stays: %v", err)
		}
		leave()
		if leave, err = q.enter(t.Context(), here); err != nil {
			t.Fatal(err)
		}
		leave()
	})
}

// slowPeople know nobody, and take as long to say so as a hash does.
type slowPeople struct {
	People
	heard atomic.Int64
}

func (p *slowPeople) Login(context.Context, string, string) (store.Account, error) {
	p.heard.Add(1)
	time.Sleep(25 * time.Millisecond)
	return store.Account{}, store.ErrWrongLogin
}
