package limit

import (
	"maps"
	"math/rand/v2"
	"net/netip"
	"slices"
	"sync"
	"time"
)

// Conn is a connection that is counted.
type Conn interface {
	comparable
	Source() netip.Prefix
	Since() time.Time
	Keyed() bool // it has made keys, and its client may prove who it is
	Close() error
}

// Connections counts the connections and lets no source crowd out the others.
type Connections[C Conn] struct {
	limits  Limits
	isNoisy func(source netip.Prefix) bool

	mu      sync.Mutex
	closed  bool
	conns   map[C]*entry              // that were let in
	here    *Budget[netip.Prefix]     // how many they are
	logins  *Budget[netip.Prefix]     // how many of them have not logged in
	waiting *Budget[netip.Prefix]     // how many stand in line
	lines   map[netip.Prefix]*line[C] // of sources with something in them
	users   *Budget[int64]            // connections of each account
	guests  *Budget[int64]            // connections of guests, who are account 0
}

// entry is what is counted of one connection.
type entry struct {
	login  bool    // it has not logged in
	claims []int64 // the accounts that it counts for
}

// NewConnections counts none yet. isNoisy reports whether few connections of a
// source may log in at once, because those before came to nothing.
func NewConnections[C Conn](l Limits, isNoisy func(netip.Prefix) bool) *Connections[C] {
	return &Connections[C]{
		limits: l, isNoisy: isNoisy,
		conns: map[C]*entry{}, lines: map[netip.Prefix]*line[C]{},
		here:    NewBudget[netip.Prefix](l.Connections, l.FromOneSource),
		logins:  NewBudget[netip.Prefix](l.Unauthenticated, l.Arriving),
		waiting: NewBudget[netip.Prefix](l.WaitingInAll, l.Waiting),
		users:   NewBudget[int64](Unbounded, l.OfAccount),
		guests:  NewBudget[int64](l.Guests, l.Guests),
	}
}

// Enter takes a new connection in; false when the server is full or closing.
// Those of a source that logs in on many connections at once wait for each
// other, which a person with a parallel client does not notice. One that waits
// is no connection yet, so a line takes no place but its own source's.
func (l *Connections[C]) Enter(c C) bool {
	w := &waiter[C]{conn: c, turn: make(chan bool, 1)}
	l.join(w)
	grace := time.NewTimer(l.limits.Grace)
	defer grace.Stop()
	select {
	case in := <-w.turn:
		return in
	case <-grace.C:
	}
	l.giveUp(w)
	return <-w.turn
}

// admit lets a connection begin its handshake, unless the server is full. Where
// too many have not logged in, one of another source has to go for it.
func (l *Connections[C]) admit(c C) bool {
	src := c.Source()
	if l.closed || !l.here.Take(src, 1) {
		return false
	}
	if l.crowded(src) && !l.displace(src) {
		l.here.Give(src, 1)
		return false
	}
	l.logins.Take(src, 1)
	l.conns[c] = &entry{login: true}
	return true
}

// crowded reports whether one more login is too many. From half of the bound on
// some are, at random, more the fuller it is, so that a flood does not keep
// everybody else out; the only one of its source is not, until it is full.
func (l *Connections[C]) crowded(src netip.Prefix) bool {
	now, most := l.logins.Taken(), l.limits.Unauthenticated
	from := (most + 1) / 2
	return now >= most || l.logins.TakenBy(src) > 0 && now > from && rand.IntN(most-from) < now-from
}

// displaceAfter is how long a connection has been at its login before it may have to
// go for one of a source with as many. Were it less, a rush of honest clients
// would push each other out for ever.
const displaceAfter = 5 * time.Second

// displace cuts one in the stead of a newcomer whose source has fewer: first of
// the source with the most, of those one that has made no keys yet, and of those
// the oldest. It reports whether there is such a one.
func (l *Connections[C]) displace(newcomers netip.Prefix) bool {
	var one C
	found, theirs := false, l.logins.TakenBy(newcomers)
	for c, e := range l.conns {
		if !e.login {
			continue
		}
		more := l.logins.TakenBy(c.Source()) - theirs
		late := more >= 0 && time.Since(c.Since()) > displaceAfter
		if (more >= 2 || late) && (!found || l.sooner(c, one)) {
			one, found = c, true
		}
	}
	if !found {
		return false
	}
	l.loginOver(one, l.conns[one]) // from now on; it leaves by itself
	go func() { _ = one.Close() }()
	return true
}

// sooner reports whether a has to go before b.
func (l *Connections[C]) sooner(a, b C) bool {
	if n := l.logins.TakenBy(a.Source()) - l.logins.TakenBy(b.Source()); n != 0 {
		return n > 0
	}
	if keyed := a.Keyed(); keyed != b.Keyed() {
		return !keyed
	}
	return a.Since().Before(b.Since())
}

// LoggedIn ends the count of a connection as one that has not logged in.
func (l *Connections[C]) LoggedIn(c C) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if e := l.conns[c]; e != nil && e.login {
		l.loginOver(c, e)
		l.callNext(c.Source())
	}
}

func (l *Connections[C]) loginOver(c C, e *entry) {
	e.login = false
	l.logins.Give(c.Source(), 1)
}

// Leave takes a connection out, once however often it is called.
func (l *Connections[C]) Leave(c C) {
	l.mu.Lock()
	defer l.mu.Unlock()
	e := l.conns[c]
	if e == nil {
		return
	}
	delete(l.conns, c)
	for _, account := range e.claims {
		l.of(account).Give(account, 1)
	}
	src := c.Source()
	l.here.Give(src, 1)
	if e.login {
		l.loginOver(c, e)
		if l.isNoisy(src) {
			l.cool(src)
		}
	}
	l.callNext(src)
}

// OfAccounts returns how many connections each account has; guests are none.
func (l *Connections[C]) OfAccounts() map[int64]int {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := map[int64]int{}
	for _, e := range l.conns {
		for _, account := range e.claims {
			if account != 0 {
				n[account]++
			}
		}
	}
	return n
}

// Claim counts a connection as one of an account's, 0 being the guests'. It
// reports false when there are enough of them, with those that the account has to other
// servers.
func (l *Connections[C]) Claim(c C, account int64, elsewhere int) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	e := l.conns[c]
	switch {
	case e == nil:
		return false
	case slices.Contains(e.claims, account):
		return true
	case account != 0 && l.users.TakenBy(account)+elsewhere >= l.limits.OfAccount:
		return false
	case !l.of(account).Take(account, 1):
		return false
	}
	e.claims = append(e.claims, account)
	return true
}

// of returns the budget that an account's connections are counted in.
func (l *Connections[C]) of(account int64) *Budget[int64] {
	if account == 0 {
		return l.guests
	}
	return l.users
}

// Close admits no connection any more.
func (l *Connections[C]) Close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	for src := range l.lines {
		l.dismiss(src)
	}
}

// All returns those that are connected now.
func (l *Connections[C]) All() []C {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Collect(maps.Keys(l.conns))
}

// Logins returns how many connections have not logged in, in all and of a
// source, and how many more wait in line.
func (l *Connections[C]) Logins(of netip.Prefix) (all, theirs, waiting int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.logins.Taken(), l.logins.TakenBy(of), l.waiting.Taken()
}
