package auth

import (
	"net/netip"
	"sync"
	"time"

	"youku.example/sshserver/limit"
)

// What is paid for, as OpenSSH's PerSourcePenalties price it. Penalties run
// off with the clock; from banFrom on they are enforced until they have run
// off, and each time within an hour they count double.
//
// Guesses and noise are two accounts, because the harm is not the same. A
// wrong password costs the source its passwords for a while, never its keys. A
// connection that comes to nothing costs it places in the line and nothing
// else: behind one address a port scanner, a health check and an office may
// sit together, and anyone who has a password or a key must still get in. A check
// that connects and leaves once a second never gets that far.
const (
	wrongPassword = 5 * time.Second
	leftUnproven  = time.Second      // the client went without any proof
	slowToLogIn   = 10 * time.Second // the grace ran out
	spokeNoSSH    = 2 * time.Second  // garbage, or a broken key exchange

	banFrom       = 15 * time.Second
	longestBan    = 10 * time.Minute
	forgetStrikes = time.Hour // without a ban: the next one is short again
)

// Penalties is an account of them, by source.
type Penalties struct {
	begun func(src netip.Prefix, times int) // is called when a ban begins
	rows  *sharedPenalties                  // nil: no other server has them

	mu sync.Mutex
	by map[netip.Prefix]*offender
}

type offender struct {
	until   time.Time // when its penalties have run off
	banned  bool
	times   int // offences since it was last heard of
	strikes int // bans in a row
}

func newPenalties(begun func(src netip.Prefix, times int)) *Penalties {
	return &Penalties{begun: begun, by: map[netip.Prefix]*offender{}}
}

// Add puts a penalty on a source. It reports whether that begins a ban.
func (p *Penalties) Add(src netip.Prefix, cost time.Duration) bool {
	times, banned := p.count(src, cost)
	if banned {
		p.begun(src, times)
	}
	return banned
}

func (p *Penalties) count(src netip.Prefix, cost time.Duration) (times int, banned bool) {
	if p.rows != nil && p.rows.each {
		if o, banned, err := p.rows.add(src, cost); err == nil {
			p.set(src, o)
			return o.times, banned
		}
	}
	o, banned := p.countHere(src, cost)
	if p.rows != nil && banned {
		p.rows.tell(src, o)
	}
	return o.times, banned
}

func (p *Penalties) countHere(src netip.Prefix, cost time.Duration) (o offender, banned bool) {
	now := time.Now()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.makeRoom(now)
	if known := p.by[src]; known != nil {
		o = *known
	}
	o, banned = o.add(now, cost)
	p.by[src] = &o
	return o, banned
}

// set takes over what is known of a source elsewhere.
func (p *Penalties) set(src netip.Prefix, o offender) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.makeRoom(time.Now())
	p.by[src] = &o
}

// add is an offender after one more penalty; banned says that a ban begins.
func (o offender) add(now time.Time, cost time.Duration) (after offender, banned bool) {
	if now.Sub(o.until) > forgetStrikes {
		o.strikes, o.times = 0, 0
	}
	o.times++
	if !o.until.After(now) {
		o.until, o.banned = now, false
	}
	o.until = o.until.Add(cost << min(o.strikes, 10))
	if latest := now.Add(longestBan); o.until.After(latest) {
		o.until = latest
	}
	if o.banned || o.until.Sub(now) <= banFrom {
		return o, false
	}
	o.banned = true
	o.strikes++
	return o, true
}

// Left returns how long the penalties of a source are enforced; 0 when they are
// not.
func (p *Penalties) Left(src netip.Prefix) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	o := p.by[src]
	if o == nil || !o.banned {
		return 0
	}
	if left := time.Until(o.until); left > 0 {
		return left
	}
	o.banned = false
	return 0
}

// enforced calls yield with every source that is banned now.
func (p *Penalties) enforced(yield func(src netip.Prefix, until time.Time, times int)) {
	now := time.Now()
	p.mu.Lock()
	defer p.mu.Unlock()
	for src, o := range p.by {
		if o.banned && o.until.After(now) {
			yield(src, o.until, o.times)
		}
	}
}

// lift forgives a source everything; false when it was not banned.
func (p *Penalties) lift(src netip.Prefix) bool {
	lifted := p.liftHere(src)
	return p.rows != nil && p.rows.drop(src) || lifted
}

func (p *Penalties) liftHere(src netip.Prefix) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	o := p.by[src]
	if o == nil || !o.banned || !o.until.After(time.Now()) {
		return false
	}
	delete(p.by, src)
	return true
}

// forget forgives a source, banned or not.
func (p *Penalties) forget(src netip.Prefix) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.by, src)
}

// Forgive forgets all penalties.
func (p *Penalties) Forgive() {
	p.mu.Lock()
	defer p.mu.Unlock()
	clear(p.by)
}

// makeRoom keeps the memory bounded: what has run off goes first.
func (p *Penalties) makeRoom(now time.Time) {
	limit.MakeRoom(p.by,
		func(o *offender) bool { return now.Sub(o.until) > forgetStrikes },
		func(o *offender) bool { return !o.until.After(now) })
}
