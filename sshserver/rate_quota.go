package sshserver

import (
	"net/netip"
	"sync"
	"time"
)

// rateQuota lets each source do something so many times an hour: register an
// account.
type rateQuota struct {
	most int
	span time.Duration

	mu   sync.Mutex
	done map[netip.Prefix][]time.Time
}

func newRateQuota(most int, span time.Duration) *rateQuota {
	return &rateQuota{most: most, span: span, done: map[netip.Prefix][]time.Time{}}
}

// take uses one of the source's turns, or tells how long until it has one
// again. Give back a turn that came to nothing.
func (q *rateQuota) take(src netip.Prefix) (giveBack func(), wait time.Duration) {
	now := time.Now()
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.done) >= mostTracked {
		const keep = mostTracked - mostTracked/8
		shrink(q.done, keep, func(at []time.Time) bool { return len(recent(at, now, q.span)) == 0 })
		shrink(q.done, keep, func([]time.Time) bool { return true })
	}
	at := recent(q.done[src], now, q.span)
	if len(at) >= q.most {
		q.done[src] = at
		return nil, q.span - now.Sub(at[0])
	}
	q.done[src] = append(at, now)
	return func() { q.giveBack(src, now) }, 0
}

func (q *rateQuota) giveBack(src netip.Prefix, taken time.Time) {
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
