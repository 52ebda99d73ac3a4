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

func (n *nameDelay) now(t time.Time) float64 {
	return max(0, n.wrong-t.Sub(n.at).Minutes()/forgiveOne.Minutes())
}

// failed counts a wrong password.
func (t *throttle) failed(src netip.Prefix, name string) {
	t.guesses.Add(src, wrongPassword)
	now := time.Now()
	t.mu.Lock()
	defer t.mu.Unlock()
	t.makeRoom(now)
	n := t.names[name]
	if n == nil {
		n = &nameDelay{}
		t.names[name] = n
	}
	n.wrong, n.at = n.now(now)+1, now
}

// passed forgives a name its wrong passwords. The source keeps its penalties:
// an own account must not buy anybody more guesses.
func (t *throttle) passed(name string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.names, name)
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
