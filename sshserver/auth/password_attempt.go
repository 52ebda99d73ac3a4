package auth

import (
	"context"
	"errors"
	"net/netip"
	"time"

	"youku.example/store"
	"youku.example/store/names"
)

// tryPassword is the one way to a password, of the methods of SSH and of the login
// screen: a banned source is refused unheard, a name under attack is slowed.
// Few of a source are heard at once, for those that were would all be answered
// before the first of them counts.
func (l *Logins) tryPassword(ctx context.Context, src netip.Prefix, name, password string) (store.Actor, error) {
	t := l.throttle
	leave, err := t.tries.Take(ctx, src)
	if err != nil {
		return store.Actor{}, err
	}
	defer leave()
	if left := t.banned(src); left > 0 {
		return store.Actor{}, throttled(left)
	}
	folded := names.Fold(cut(name, 256))
	if slow := t.slow(folded); slow > 0 {
		select {
		case <-time.After(slow):
		case <-ctx.Done():
			return store.Actor{}, context.Cause(ctx)
		}
	}
	a, err := l.byPassword(ctx, name, password)
	switch {
	case errors.Is(err, store.ErrWrongLogin):
		t.failed(src, folded)
	case err == nil:
		t.passed(folded)
	}
	return a, err
}
