package limit

import (
	"math/rand/v2"
	"net/netip"
	"slices"
	"time"
)

// noisyPlaces is how many connections of a noisy source may log in at once, and
// coolOff how long the place of one that came to nothing stays empty then: two
// useless handshakes a second are no burden, and others behind that address get
// in between.
const (
	noisyPlaces = 2
	coolOff     = time.Second
)

// line is the connections of one source that wait for a place.
type line[C Conn] struct {
	waiters []*waiter[C]
	cooling int // places that stay empty for a while
}

// waiter is a connection in line; turn gets once whether it may come in.
type waiter[C Conn] struct {
	conn C
	turn chan bool
}

func (l *Connections[C]) lineOf(src netip.Prefix) *line[C] {
	n := l.lines[src]
	if n == nil {
		n = &line[C]{}
		l.lines[src] = n
	}
	return n
}

// forget drops the line of a source if nothing is in it.
func (l *Connections[C]) forget(src netip.Prefix) {
	if n := l.lines[src]; n != nil && n.cooling == 0 && len(n.waiters) == 0 {
		delete(l.lines, src)
	}
}

func (l *Connections[C]) join(w *waiter[C]) {
	l.mu.Lock()
	defer l.mu.Unlock()
	src := w.conn.Source()
	if n := l.lineOf(src); len(n.waiters) == 0 && l.hasPlace(src, n) {
		w.turn <- l.admit(w.conn)
	} else {
		l.lineUp(w, n)
	}
	l.forget(src)
}

// lineUp makes w wait. From a full line one goes, at random, or does not come
// to stand in it: a flood of one source does not keep a person behind the same
// address out for sure.
func (l *Connections[C]) lineUp(w *waiter[C], n *line[C]) {
	if l.closed {
		w.turn <- false
		return
	}
	if src := w.conn.Source(); !l.waiting.Take(src, 1) {
		i := rand.IntN(len(n.waiters) + 1)
		if i == len(n.waiters) {
			w.turn <- false
			return
		}
		l.leaveLine(n, i).turn <- false
		l.waiting.Take(src, 1)
	}
	n.waiters = append(n.waiters, w)
}

func (l *Connections[C]) leaveLine(n *line[C], i int) *waiter[C] {
	w := n.waiters[i]
	n.waiters = slices.Delete(n.waiters, i, i+1)
	l.waiting.Give(w.conn.Source(), 1)
	return w
}

// giveUp takes w out of its line, unless its turn has come already.
func (l *Connections[C]) giveUp(w *waiter[C]) {
	l.mu.Lock()
	defer l.mu.Unlock()
	src := w.conn.Source()
	n := l.lines[src]
	if n == nil {
		return
	}
	if i := slices.Index(n.waiters, w); i >= 0 {
		l.leaveLine(n, i).turn <- false
		l.forget(src)
	}
}

// hasPlace reports whether one more of a source may log in now.
func (l *Connections[C]) hasPlace(src netip.Prefix, n *line[C]) bool {
	places := l.limits.Arriving
	if l.isNoisy(src) {
		places = min(places, noisyPlaces)
	}
	return l.logins.TakenBy(src)+n.cooling < places
}

// callNext calls those who wait to the places that are free, in no order: the
// first in a flood is the flood.
func (l *Connections[C]) callNext(src netip.Prefix) {
	n := l.lines[src]
	if n == nil {
		return
	}
	for len(n.waiters) > 0 && l.hasPlace(src, n) {
		w := l.leaveLine(n, rand.IntN(len(n.waiters)))
		w.turn <- l.admit(w.conn)
	}
	l.forget(src)
}

// cool keeps a place empty for a while.
func (l *Connections[C]) cool(src netip.Prefix) {
	l.lineOf(src).cooling++
	time.AfterFunc(coolOff, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.lines[src].cooling-- // it keeps the line from being forgotten
		l.callNext(src)
	})
}

// dismiss sends away all who wait in a line.
func (l *Connections[C]) dismiss(src netip.Prefix) {
	n := l.lines[src]
	for len(n.waiters) > 0 {
		l.leaveLine(n, 0).turn <- false
	}
	l.forget(src)
}
