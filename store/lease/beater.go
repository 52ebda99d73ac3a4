package lease

import (
	"context"
	"crypto/rand"
	"maps"
	"slices"
	"sync"
	"time"

	"youku.example/store/clock"
)

// Beater keeps the lease of this server alive, the rows of what runs on it true, and
// its clock the library's.
type Beater struct {
	rows    Rows
	clock   *clock.Clock
	running func() []Row // what runs here now
	changed func()       // something else runs on other servers than before
	beaten  func()       // a beat was written
	gone    func()       // another server is no more, and what it claimed is free

	server string
	held   int
	mine   Lease
	sent   map[key]Row
	whole  bool // what the rows have is not known: all is to be sent
	watch  watch

	mu     sync.Mutex
	others map[string]Lease // those that live
}

// NewBeater returns one that has not begun.
func NewBeater(rows Rows, c *clock.Clock, running func() []Row, changed, beaten func()) *Beater {
	server := rand.Text()
	return &Beater{
		rows: rows, clock: c, running: running, changed: changed, beaten: beaten,
		server: server, mine: Lease{Server: server}, whole: true, gone: func() {},
	}
}

// OnGone has fn called when another server is no more. It comes before Begin.
func (b *Beater) OnGone(fn func()) { b.gone = fn }

// Server is the name of this run of the server.
func (b *Beater) Server() string { return b.server }

// Begin beats for the first time, and sets the clock to the library's time.
func (b *Beater) Begin(ctx context.Context) error {
	r, middle, err := b.beat(ctx)
	if err == nil {
		b.clock.Set(r.Library(), middle)
	}
	return err
}

// Run beats until ctx ends, and gives the lease up then. Begin comes before it.
func (b *Beater) Run(ctx context.Context) {
	tick := time.NewTicker(beatEvery)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			b.round(ctx)
		case <-ctx.Done():
			ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), beatWithin)
			defer cancel()
			_ = b.rows.DropServer(ctx, b.mine) // else the others find it dead
			return
		}
	}
}

// Alive reports whether another server lives.
func (b *Beater) Alive(server string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	_, is := b.others[server]
	return is
}

// Any reports whether another server lives.
func (b *Beater) Any() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.others) > 0
}

// HasOthers reports whether another server lives for sure: after one was killed, its
// lease may be there for a while, so this waits for a beat of it. Begin comes before it,
// and Run after it.
func (b *Beater) HasOthers(ctx context.Context) bool {
	first := b.leases()
	for until := time.Now().Add(beatEvery + time.Second); len(first) > 0 && time.Now().Before(until); {
		select {
		case <-time.After(beatEvery / 4):
		case <-ctx.Done():
			return true
		}
		if _, _, err := b.beat(ctx); err != nil {
			return true
		}
		for server, l := range b.leases() {
			if before, known := first[server]; !known || before.Beats != l.Beats {
				return true
			}
		}
	}
	return false
}

// leases is those of the other servers that may live.
func (b *Beater) leases() map[string]Lease {
	b.mu.Lock()
	defer b.mu.Unlock()
	return maps.Clone(b.others)
}

// Drop removes the lease of a server that is known to be dead, and with it its claims.
func (b *Beater) Drop(ctx context.Context, server string) error {
	b.mu.Lock()
	l, is := b.others[server]
	b.mu.Unlock()
	if !is {
		return nil
	}
	return b.rows.DropServer(ctx, l)
}

// round is one beat and what follows from it. A beat that fails is made up by the next:
// the clock goes on by itself meanwhile.
func (b *Beater) round(ctx context.Context) {
	r, middle, err := b.beat(ctx)
	if err != nil {
		return
	}
	b.beaten()
	switch own := b.clock.At(middle); r.Judge(own, b.expected(), b.held) {
	case clock.Adopt:
		b.clock.Set(r.Library(), middle)
		b.held, b.mine.Expected = 0, r.Offset
	case clock.Step:
		ctx, cancel := context.WithTimeout(ctx, beatWithin)
		defer cancel()
		_, _ = b.rows.SetOffset(ctx, r.Epoch, r.Expected(own)) // that it is another's epoch or fails, the next beat finds
		b.held, b.mine.Expected = 0, r.Expected(own)
	default:
		b.held, b.mine.Expected = b.held+1, r.Expected(own)
	}
}

// expected is what the other servers that live expected at their last beats.
func (b *Beater) expected() (list []time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, l := range b.others {
		list = append(list, l.Expected)
	}
	return list
}

// beat writes one and looks who lives. middle is the moment of the reading.
func (b *Beater) beat(ctx context.Context) (r clock.Reading, middle time.Time, err error) {
	ctx, cancel := context.WithTimeout(ctx, beatWithin)
	defer cancel()
	now := b.running()
	before := b.sent
	if b.whole {
		before = nil
	}
	put, drop, after := diff(before, now)
	if len(put)+len(drop) > 0 || b.whole {
		b.mine.Version++
	}
	began := time.Now()
	r, leases, err := b.rows.Beat(ctx, Beat{Lease: b.mine, Whole: b.whole, Put: put, Drop: drop})
	if err != nil {
		b.whole = true
		return r, began, err
	}
	r.Took = time.Since(began)
	b.sent = after
	// A lease that begins anew was dropped, and its rows with it: unless all was sent
	// just now, all is sent next.
	i := slices.IndexFunc(leases, func(l Lease) bool { return l.Server == b.server })
	b.whole = !b.whole && (i < 0 || leases[i].Beats != b.mine.Beats+1)
	if i >= 0 {
		b.mine.Beats = leases[i].Beats
	}
	b.look(ctx, leases)
	return r, began.Add(r.Took / 2), nil
}

// look takes the leases in, and removes those of dead servers.
func (b *Beater) look(ctx context.Context, leases []Lease) {
	leases = slices.DeleteFunc(leases, func(l Lease) bool { return l.Server == b.server })
	left := maps.Clone(b.watch.seen)
	for _, l := range leases {
		delete(left, l.Server)
	}
	alive, dead := b.watch.look(b.clock.Elapsed(), leases)
	others := map[string]Lease{}
	for _, l := range alive {
		others[l.Server] = l
	}
	b.mu.Lock()
	before := b.others
	b.others = others
	b.mu.Unlock()
	if !maps.EqualFunc(before, others, func(a, b Lease) bool { return a.Version == b.Version }) {
		b.changed()
	}
	for _, l := range dead {
		_ = b.rows.DropServer(ctx, l) // another has done it, or the next beat does
	}
	if len(left)+len(dead) > 0 {
		b.gone()
	}
}
