package sshserver

import (
	"math/rand/v2"
	"net/netip"
	"slices"
	"sync"
	"time"
)

// noisyPlaces is how many connections of a source may log in at once while its
// penalties are enforced, and coolOff how long the place of one that came to
// nothing stays empty then: two useless handshakes a second are no burden, and
// others behind that address get in between.
const (
	noisyPlaces = 2
	coolOff     = time.Second
)

// connLimiter counts the connections and lets no source crowd out the others.
type connLimiter struct {
	limits Limits
	noise  *penalties // of connections that came to nothing

	mu       sync.Mutex
	closed   bool
	conns    map[*conn]struct{} // let in
	arriving int                // of them, not yet authenticated
	waiting  int                // in all lines
	sources  map[netip.Prefix]*sourceConns
	accounts map[int64]int // connections of each account; guests are 0
}

// sourceConns is what one source has here.
type sourceConns struct {
	conns    int
	arriving int       // of them, not yet authenticated
	cooling  int       // places that stay empty for a while
	line     []*waiter // who waits for a place
}

// waiter is a connection in line; turn hears once whether it may come in.
type waiter struct {
	conn *conn
	turn chan bool
}

func newConnLimiter(l Limits) *connLimiter {
	return &connLimiter{
		limits: l, noise: newPenalties(),
		conns: map[*conn]struct{}{}, sources: map[netip.Prefix]*sourceConns{}, accounts: map[int64]int{},
	}
}

// enter takes a new connection in; false when the server is full or closing.
// Those of a source that logs in on many connections at once wait for each
// other, which a person with a parallel client does not notice. Who waits is
// no connection yet, so a line takes no one's place but its own source's.
func (l *connLimiter) enter(c *conn) bool {
	w := &waiter{conn: c, turn: make(chan bool, 1)}
	l.join(w)
	patience := time.NewTimer(l.limits.Grace)
	defer patience.Stop()
	select {
	case in := <-w.turn:
		return in
	case <-patience.C:
	}
	l.giveUp(w)
	return <-w.turn
}

func (l *connLimiter) join(w *waiter) {
	l.mu.Lock()
	defer l.mu.Unlock()
	src := w.conn.source
	v := l.sources[src]
	if v == nil {
		v = &sourceConns{}
		l.sources[src] = v
	}
	if len(v.line) == 0 && l.hasPlace(src, v) {
		w.turn <- l.arrive(w.conn, v)
	} else {
		l.lineUp(w, v)
	}
	l.forget(src, v)
}

// lineUp makes w wait. From a full line one goes, at random, or does not come
// to stand in it: a flood of one source does not keep a person behind the same
// address out for sure.
func (l *connLimiter) lineUp(w *waiter, v *sourceConns) {
	if l.closed {
		w.turn <- false
		return
	}
	if len(v.line) >= l.limits.Waiting || l.waiting >= l.limits.WaitingInAll {
		i := rand.IntN(len(v.line) + 1)
		if i == len(v.line) {
			w.turn <- false
			return
		}
		l.leaveLine(v, i).turn <- false
	}
	v.line = append(v.line, w)
	l.waiting++
}

func (l *connLimiter) leaveLine(v *sourceConns, i int) *waiter {
	w := v.line[i]
	v.line = slices.Delete(v.line, i, i+1)
	l.waiting--
	return w
}

// giveUp takes w out of its line, unless it has heard already.
func (l *connLimiter) giveUp(w *waiter) {
	l.mu.Lock()
	defer l.mu.Unlock()
	src := w.conn.source
	v := l.sources[src]
	if v == nil {
		return
	}
	if i := slices.Index(v.line, w); i >= 0 {
		l.leaveLine(v, i).turn <- false
		l.forget(src, v)
	}
}

// hasPlace reports whether one more of a source may log in now.
func (l *connLimiter) hasPlace(src netip.Prefix, v *sourceConns) bool {
	places := l.limits.Arriving
	if l.noise.left(src) > 0 {
		places = min(places, noisyPlaces)
	}
	return v.arriving+v.cooling < places
}

// next calls those who wait to the places that are free, in no order: who
// comes first in a flood is the flood.
func (l *connLimiter) next(src netip.Prefix, v *sourceConns) {
	for len(v.line) > 0 && l.hasPlace(src, v) {
		w := l.leaveLine(v, rand.IntN(len(v.line)))
		w.turn <- l.arrive(w.conn, v)
	}
	l.forget(src, v)
}

// forget drops what is known of a source that has nothing here.
func (l *connLimiter) forget(src netip.Prefix, v *sourceConns) {
	if v.conns == 0 && v.cooling == 0 && len(v.line) == 0 {
		delete(l.sources, src)
	}
}

// arrive lets a connection begin its handshake. From half of the bound on some
// are dropped at random, more the fuller it is, so that a flood does not keep
// everybody else out; who comes alone is not, until it is full.
func (l *connLimiter) arrive(c *conn, v *sourceConns) bool {
	if l.closed || len(l.conns) >= l.limits.Connections || v.conns >= l.limits.FromOneSource {
		return false
	}
	most := l.limits.Unauthenticated
	from := (most + 1) / 2
	if l.arriving >= most || v.arriving > 0 && l.arriving > from && rand.IntN(most-from) < l.arriving-from {
		if !l.displace(v) {
			return false
		}
	}
	l.conns[c] = struct{}{}
	c.arriving = true
	l.arriving++
	v.conns++
	v.arriving++
	return true
}

// unhurried is how long a connection has been at its login before it may have to
// go for one of a source with as many. Were it less, a rush of honest clients
// would push each other out for ever.
const unhurried = 5 * time.Second

// displace cuts one in the stead of a newcomer whose source has fewer: first of
// the source with the most, of those one that has made no keys yet, and of those
// the oldest.
func (l *connLimiter) displace(newcomers *sourceConns) bool {
	var one *conn
	for c := range l.conns {
		if !c.arriving {
			continue
		}
		more := l.sources[c.source].arriving - newcomers.arriving
		late := more >= 0 && time.Since(c.Since) > unhurried
		if (more >= 2 || late) && (one == nil || l.sooner(c, one)) {
			one = c
		}
	}
	if one == nil {
		return false
	}
	l.arrived(one, l.sources[one.source]) // from now on; it leaves by itself
	go func() { _ = one.Close() }()
	return true
}

// sooner reports whether a has to go before b.
func (l *connLimiter) sooner(a, b *conn) bool {
	if n := l.sources[a.source].arriving - l.sources[b.source].arriving; n != 0 {
		return n > 0
	}
	if keyed := a.Keyed(); keyed != b.Keyed() {
		return !keyed
	}
	return a.Since.Before(b.Since)
}

// admitted ends the count of a connection as one that has not logged in.
func (l *connLimiter) admitted(c *conn) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if v := l.sources[c.source]; c.arriving {
		l.arrived(c, v)
		l.next(c.source, v)
	}
}

func (l *connLimiter) arrived(c *conn, v *sourceConns) {
	c.arriving = false
	l.arriving--
	v.arriving--
}

func (l *connLimiter) leave(c *conn) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, here := l.conns[c]; !here {
		return
	}
	delete(l.conns, c)
	for _, account := range c.claims {
		if l.accounts[account]--; l.accounts[account] == 0 {
			delete(l.accounts, account)
		}
	}
	v := l.sources[c.source]
	v.conns--
	if c.arriving {
		l.arrived(c, v)
		if l.noise.left(c.source) > 0 {
			l.cool(c.source, v)
		}
	}
	l.next(c.source, v)
}

// cool keeps a place empty for a while.
func (l *connLimiter) cool(src netip.Prefix, v *sourceConns) {
	v.cooling++
	time.AfterFunc(coolOff, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		v.cooling--
		l.next(src, v)
	})
}

// claim counts a connection as one of an account's, 0 being the guests'; false
// when there are enough of them.
func (l *connLimiter) claim(c *conn, account int64) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if slices.Contains(c.claims, account) {
		return true
	}
	most := l.limits.OfAccount
	if account == 0 {
		most = l.limits.Guests
	}
	if _, here := l.conns[c]; !here || l.accounts[account] >= most {
		return false
	}
	l.accounts[account]++
	c.claims = append(c.claims, account)
	return true
}

// close admits no connection any more.
func (l *connLimiter) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	for src, v := range l.sources {
		for len(v.line) > 0 {
			l.leaveLine(v, 0).turn <- false
		}
		l.forget(src, v)
	}
}

// here is who is connected now.
func (l *connLimiter) here() []*conn {
	l.mu.Lock()
	defer l.mu.Unlock()
	list := make([]*conn, 0, len(l.conns))
	for c := range l.conns {
		list = append(list, c)
	}
	return list
}
