package sshserver

import (
	"net/netip"
	"sort"
	"sync"
	"time"

	"youku.example/sshserver/command"
)

// How wrong passwords are paid for. A source collects penalties which run off
// with the clock, as OpenSSH's PerSourcePenalties do; from banFrom on it is
// banned until they have run off. Keys are never asked for a penalty, a right
// password that is refused by a ban adds none, and an account is only slowed,
// never locked, so that nobody can shut another person out.
const (
	wrongPassword = 5 * time.Second
	banFrom       = 15 * time.Second
	longestBan    = 10 * time.Minute
	forgetStrikes = time.Hour // without a ban: the next one is short again

	slowFrom   = 5 // wrong passwords for one name before tries are slowed
	slowStep   = 250 * time.Millisecond
	slowest    = 8 * time.Second
	forgiveOne = time.Minute // a wrong password for a name is forgotten

	triesAtOnce = 3 // of one source

	mostTracked = 65536
)

// throttle slows down whoever guesses passwords.
type throttle struct {
	tries *queue

	mu      sync.Mutex
	sources map[netip.Prefix]*offender
	names   map[string]*slowed
}

type offender struct {
	until   time.Time // when its penalties have run off
	banned  bool
	wrong   int
	strikes int // bans in a row
}

type slowed struct {
	wrong float64
	at    time.Time
}

func newThrottle() *throttle {
	return &throttle{tries: newQueue(triesAtOnce), sources: map[netip.Prefix]*offender{}, names: map[string]*slowed{}}
}

// banned tells how long passwords from a source are refused; 0 when they are
// not.
func (t *throttle) banned(src netip.Prefix) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	o := t.sources[src]
	if o == nil || !o.banned {
		return 0
	}
	if left := time.Until(o.until); left > 0 {
		return left
	}
	o.banned = false
	return 0
}

// slow tells how long a try for this name has to wait first. It is the same
// for names that nobody has.
func (t *throttle) slow(name string) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	n := t.names[name]
	if n == nil {
		return 0
	}
	return slowBy(n.now(time.Now()))
}

// slowBy is the wait after so many wrong passwords for one name.
func slowBy(wrong float64) time.Duration {
	d := slowStep
	for n := float64(slowFrom); n <= wrong; n++ {
		if n > slowFrom {
			d *= 2
		}
		if d >= slowest {
			return slowest
		}
	}
	if wrong < slowFrom {
		return 0
	}
	return d
}

func (n *slowed) now(t time.Time) float64 {
	return max(0, n.wrong-t.Sub(n.at).Minutes()/forgiveOne.Minutes())
}

// failed counts a wrong password.
func (t *throttle) failed(src netip.Prefix, name string) {
	now := time.Now()
	t.mu.Lock()
	defer t.mu.Unlock()
	t.makeRoom(now)

	n := t.names[name]
	if n == nil {
		n = &slowed{}
		t.names[name] = n
	}
	n.wrong, n.at = n.now(now)+1, now

	o := t.sources[src]
	if o == nil {
		o = &offender{until: now}
		t.sources[src] = o
	}
	if now.Sub(o.until) > forgetStrikes {
		o.strikes, o.wrong = 0, 0
	}
	o.wrong++
	if !o.until.After(now) {
		o.until, o.banned = now, false
	}
	o.until = o.until.Add(wrongPassword << min(o.strikes, 10))
	if latest := now.Add(longestBan); o.until.After(latest) {
		o.until = latest
	}
	if !o.banned && o.until.Sub(now) > banFrom {
		o.banned = true
		o.strikes++
	}
}

// passed forgives a name its wrong passwords. The source keeps its penalties:
// an own account must not buy anybody more guesses.
func (t *throttle) passed(name string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.names, name)
}

// bans lists who is banned now, the longest first.
func (t *throttle) bans() []command.Ban {
	now := time.Now()
	t.mu.Lock()
	defer t.mu.Unlock()
	var list []command.Ban
	for src, o := range t.sources {
		if o.banned && o.until.After(now) {
			list = append(list, command.Ban{Source: src, Until: o.until, Wrong: o.wrong})
		}
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Until.After(list[j].Until) })
	return list
}

// lift forgives a source everything; false when it was not banned.
func (t *throttle) lift(src netip.Prefix) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	o := t.sources[src]
	if o == nil || !o.banned || !o.until.After(time.Now()) {
		return false
	}
	delete(t.sources, src)
	return true
}

// makeRoom keeps the memory of wrong passwords bounded. When it is full, what
// has run off goes, then others at random, an eighth at once so that a flood
// does not pay for it with every try.
func (t *throttle) makeRoom(now time.Time) {
	const keep = mostTracked - mostTracked/8
	if len(t.sources) >= mostTracked {
		shrink(t.sources, keep, func(o *offender) bool { return now.Sub(o.until) > forgetStrikes })
		shrink(t.sources, keep, func(o *offender) bool { return !o.until.After(now) })
		shrink(t.sources, keep, func(*offender) bool { return true })
	}
	if len(t.names) >= mostTracked {
		shrink(t.names, keep, func(n *slowed) bool { return n.now(now) == 0 })
		shrink(t.names, keep, func(*slowed) bool { return true })
	}
}

// shrink drops what may go until only keep are left.
func shrink[K comparable, V any](m map[K]V, keep int, mayGo func(V) bool) {
	for k, v := range m {
		if len(m) <= keep {
			return
		}
		if mayGo(v) {
			delete(m, k)
		}
	}
}
