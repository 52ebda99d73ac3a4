package auth

import (
	"context"
	"errors"
	"log/slog"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"youku.example/sshserver/limit"
	"youku.example/store"
)

// TestTryPassword_AllAtOnce: guesses that come at once are no more than those
// that come one after another, and a source that was not banned is heard.
func TestTryPassword_AllAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		people := &slowPeople{}
		logins := New(people, nil, limit.Defaults(), slog.New(slog.DiscardHandler))
		var all sync.WaitGroup
		for range 500 {
			all.Go(func() { _, _ = logins.tryPassword(t.Context(), here, "alice", "battery staple") })
		}
		all.Wait()
		if n := people.heard.Load(); n < 4 || n > 3+triesAtOnce {
			t.Errorf("%d of 500 guesses were heard", n)
		}
		there := limit.SourceOf(netip.MustParseAddr("192.0.2.8"))
		if _, err := logins.tryPassword(t.Context(), there, "alice", "battery staple"); !errors.Is(err, store.ErrWrongLogin) {
			t.Errorf("another source: %v", err)
		}
		if n := logins.throttle.tries.Waiting(); n != 0 {
			t.Errorf("%d sources are remembered though no one waits", n)
		}
	})
}

// slowPeople know no one, and take as long to say so as a hash does.
type slowPeople struct {
	People
	heard atomic.Int64
}

func (p *slowPeople) Shares() bool { return false }

func (p *slowPeople) NoteBans(context.Context, []store.Ban, int) error { return nil }

func (p *slowPeople) Login(context.Context, string, string) (store.Account, error) {
	p.heard.Add(1)
	time.Sleep(25 * time.Millisecond)
	return store.Account{}, store.ErrWrongLogin
}
