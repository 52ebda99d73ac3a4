package store

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// ahead is how much of a second's bytes may leave at once after a pause.
const ahead = time.Second / 4

// paces hold each account's downloads together to the house's rate.
type paces struct {
	rate atomic.Int64 // bytes a second; 0: as fast as they can

	mu sync.Mutex
	of map[int64]*pace
}

// pace is that of one account: when what it was let to send will have left at
// the rate.
type pace struct {
	paid      time.Time
	transfers int
}

func newPaces(rate int64) *paces {
	p := &paces{of: map[int64]*pace{}}
	p.setRate(rate)
	return p
}

// setRate is the rate from now on, also for downloads that run.
func (p *paces) setRate(rate int64) { p.rate.Store(rate) }

// join and leave count the downloads of an account; the last forgets it.
func (p *paces) join(account int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	one := p.of[account]
	if one == nil {
		one = &pace{}
		p.of[account] = one
	}
	one.transfers++
}

func (p *paces) leave(account int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if one := p.of[account]; one != nil {
		if one.transfers--; one.transfers == 0 {
			delete(p.of, account)
		}
	}
}

// take answers how long n bytes of an account have to wait. They count from
// now on, in the order of the calls.
func (p *paces) take(account, n int64) time.Duration {
	rate := p.rate.Load()
	if rate <= 0 {
		return 0
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	one := p.of[account]
	if one == nil {
		return 0
	}
	now := time.Now()
	if earliest := now.Add(-ahead); one.paid.Before(earliest) {
		one.paid = earliest
	}
	one.paid = one.paid.Add(time.Duration(float64(n) / float64(rate) * float64(time.Second)))
	return one.paid.Sub(now)
}

// Pace waits until n more bytes may leave for the transfer's account: not at
// all unless the house has a rate. It gives up when the transfer is cut or ctx
// ends, and says why.
func (t *Transfer) Pace(ctx context.Context, n int64) error {
	wait := t.shop.paces.take(t.download.Account, n)
	if wait <= 0 {
		return nil
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-t.Cut():
		return t.Cause()
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
