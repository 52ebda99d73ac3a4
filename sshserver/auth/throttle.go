package auth

import (
	"net/netip"
	"sync"
	"time"

	"youku.example/sshserver/limit"
	"youku.example/store/fair"
)

// How names under attack are slowed: an account is never locked by wrong
// passwords, so that no one can shut another person out.
const (
	slowFrom   = 5 // wrong passwords for one name before tries are slowed
	slowStep   = 250 * time.Millisecond
	slowest    = 8 * time.Second
	forgiveOne = time.Minute // a wrong password for a name is forgotten

	triesAtOnce = 3 // of one source
)

// throttle slows down anyone who guesses passwords. Keys are never asked for a
// penalty, and a right password that is refused by a ban adds none.
type throttle struct {
	tries   *fair.KeyedSemaphore[netip.Prefix]
	guesses *Penalties
	rows    *sharedNames // nil: no other server has them

	mu    sync.Mutex
	names map[string]*nameDelay
}

type nameDelay struct {
	wrong float64
	at    time.Time
}

func newThrottle(guesses *Penalties) *throttle {
	return &throttle{tries: fair.NewKeyedSemaphore[netip.Prefix](triesAtOnce), guesses: guesses, names: map[string]*nameDelay{}}
}

// banned returns how long passwords from a source are refused; 0 when they are
// not.
func (t *throttle) banned(src netip.Prefix) time.Duration { return t.guesses.Left(src) }

// slow returns how long a try for this name has to wait first. It is the same
// for names that no one has.
func (t *throttle) slow(name string) time.Duration {
	name = t.rows.key(name)
	t.mu.Lock()
	defer t.mu.Unlock()
	n := t.names[name]
	if n == nil {
		return 0
	}
	return slowBy(n.now(time.Now()))
}

// slowBy returns the wait after so many wrong passwords for one name.
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

func (n nameDelay) now(t time.Time) float64 {
	return max(0, n.wrong-t.Sub(n.at).Minutes()/forgiveOne.Minutes())
}

// failed counts a wrong password.
func (t *throttle) failed(src netip.Prefix, name string) {
	t.guesses.Add(src, wrongPassword)
	name = t.rows.key(name)
	if t.rows != nil {
		if n, err := t.rows.failed(name); err == nil {
			t.set(name, n)
			return
		}
	}
	now := time.Now()
	t.mu.Lock()
	defer t.mu.Unlock()
	t.makeRoom(now)
	n := t.names[name]
	if n == nil {
		n = &nameDelay{}
		t.names[name] = n
	}
	*n = n.failed(now)
}

// failed is a name after one more wrong password.
func (n nameDelay) failed(now time.Time) nameDelay { return nameDelay{n.now(now) + 1, now} }

// set takes over what is known of a name elsewhere.
func (t *throttle) set(name string, n nameDelay) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.makeRoom(time.Now())
	t.names[name] = &n
}

// passed forgives a name its wrong passwords. The source keeps its penalties:
// an own account must not buy anybody more guesses.
func (t *throttle) passed(name string) {
	name = t.rows.key(name)
	if t.forget(name) && t.rows != nil {
		t.rows.passed(name)
	}
}

// forget reports whether anything was known of the name.
func (t *throttle) forget(name string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	_, known := t.names[name]
	delete(t.names, name)
	return known
}

// makeRoom keeps the memory of names bounded, as the sources' is.
func (t *throttle) makeRoom(now time.Time) {
	limit.MakeRoom(t.names, func(n *nameDelay) bool { return n.now(now) == 0 })
}

func (t *throttle) forgive() {
	t.mu.Lock()
	defer t.mu.Unlock()
	clear(t.names)
}
