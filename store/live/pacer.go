package live

import (
	"sync"
	"sync/atomic"
	"time"
)

// Ahead is how much of a second's bytes may leave at once after a pause.
const Ahead = time.Second / 4

// Pacer holds each account's downloads together to one rate.
type Pacer struct {
	rate atomic.Int64 // bytes a second; 0: as fast as they can

	mu     sync.Mutex
	of     map[int64]*pace
	shares map[int64]int // how many servers an account's rate is divided by
}

// pace is that of one account: when what it was let to send will have left at
// the rate.
type pace struct {
	paid      time.Time
	transfers int
}

// NewPacer returns one for so many bytes a second.
func NewPacer(rate int64) *Pacer {
	p := &Pacer{of: map[int64]*pace{}}
	p.SetRate(rate)
	return p
}

// SetRate sets the rate from now on, also for downloads that run.
func (p *Pacer) SetRate(rate int64) { p.rate.Store(rate) }

// Join and Leave count the downloads of an account; the last forgets it.
func (p *Pacer) Join(account int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	one := p.of[account]
	if one == nil {
		one = &pace{}
		p.of[account] = one
	}
	one.transfers++
}

// Leave takes back one Join.
func (p *Pacer) Leave(account int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if one := p.of[account]; one != nil {
		if one.transfers--; one.transfers == 0 {
			delete(p.of, account)
		}
	}
}

// Accounts is how many accounts have downloads.
func (p *Pacer) Accounts() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.of)
}

// Paced is the accounts that have downloads, where there is a rate.
func (p *Pacer) Paced() (accounts []int64) {
	if p.rate.Load() <= 0 {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for account := range p.of {
		accounts = append(accounts, account)
	}
	return accounts
}

// SetShares says by how many servers the rate of an account is divided: those where it
// has downloads. One that is left out has them here alone.
func (p *Pacer) SetShares(shares map[int64]int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.shares = shares
}

// Take returns how long n bytes of an account have to wait. They count from
// now on, in the order of the calls.
func (p *Pacer) Take(account, n int64) time.Duration {
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
	rate /= int64(max(p.shares[account], 1))
	now := time.Now()
	if earliest := now.Add(-Ahead); one.paid.Before(earliest) {
		one.paid = earliest
	}
	one.paid = one.paid.Add(time.Duration(float64(n) / float64(max(rate, 1)) * float64(time.Second)))
	return one.paid.Sub(now)
}
