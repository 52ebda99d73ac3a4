package limit

import (
	"net/netip"
	"sync"
	"time"
)

// Quota lets each source do something so many times in a span of time, such as
// to register an account.
type Quota struct {
	most int
	span time.Duration

	mu   sync.Mutex
	done map[netip.Prefix][]time.Time
}

// NewQuota makes a quota of which nothing is used.
func NewQuota(most int, span time.Duration) *Quota {
	return &Quota{most: most, span: span, done: map[netip.Prefix][]time.Time{}}
}

// Take uses one of the source's turns, or returns a nil giveBack and how long it
// waits for the next one. A turn that came to nothing must be given back.
func (q *Quota) Take(src netip.Prefix) (giveBack func(), wait time.Duration) {
	now := time.Now()
	q.mu.Lock()
	defer q.mu.Unlock()
	MakeRoom(q.done, func(at []time.Time) bool { return len(recent(at, now, q.span)) == 0 })
	at := recent(q.done[src], now, q.span)
	if len(at) >= q.most {
		q.done[src] = at
		return nil, q.span - now.Sub(at[0])
	}
	q.done[src] = append(at, now)
	return func() { q.giveBack(src, now) }, 0
}

func (q *Quota) giveBack(src netip.Prefix, taken time.Time) {
	q.mu.Lock()
	defer q.mu.Unlock()
	at := q.done[src]
	for i := range at {
		if at[i].Equal(taken) {
			at = append(at[:i:i], at[i+1:]...)
			break
		}
	}
	if len(at) == 0 {
		delete(q.done, src)
		return
	}
	q.done[src] = at
}

func recent(at []time.Time, now time.Time, span time.Duration) []time.Time {
	for len(at) > 0 && now.Sub(at[0]) >= span {
		at = at[1:]
	}
	return at
}
