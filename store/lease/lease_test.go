package lease

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"youku.example/store/clock"
)

func TestWatch(t *testing.T) {
	var w watch
	for _, s := range []struct {
		at    time.Duration
		there []Lease
		alive string
		dead  string
	}{
		{0, []Lease{{Server: "a", Beats: 7}, {Server: "b", Beats: 1}}, "ab", ""}, // how old they are is not known
		{4 * time.Second, []Lease{{Server: "a", Beats: 7}, {Server: "b", Beats: 4}}, "ab", ""},
		{8 * time.Second, []Lease{{Server: "a", Beats: 7}, {Server: "b", Beats: 4}}, "b", "a"},
		{9 * time.Second, []Lease{{Server: "a", Beats: 8}, {Server: "b", Beats: 5}}, "ab", ""}, // it stood still
		{20 * time.Second, []Lease{{Server: "b", Beats: 9}}, "b", ""},
		{21 * time.Second, []Lease{{Server: "a", Beats: 8}, {Server: "b", Beats: 1}}, "ab", ""}, // anew
		{29 * time.Second, nil, "", ""},
		{30 * time.Second, []Lease{{Server: "a", Beats: 1}}, "a", ""},
		{40 * time.Second, []Lease{{Server: "a", Beats: 1}}, "a", ""}, // no more than this one could
		{44 * time.Second, []Lease{{Server: "a", Beats: 1}}, "a", ""},
		{48 * time.Second, []Lease{{Server: "a", Beats: 1}}, "", "a"},
	} {
		alive, dead := w.look(s.at, s.there)
		if names(alive) != s.alive || names(dead) != s.dead {
			t.Errorf("at %v: %q live and %q are dead, want %q and %q", s.at, names(alive), names(dead), s.alive, s.dead)
		}
	}
}

func names(list []Lease) (all string) {
	for _, l := range list {
		all += l.Server
	}
	return all
}

// library is a database in memory.
type library struct {
	mu     sync.Mutex
	set    time.Duration // by how much its clock was set
	offset time.Duration
	epoch  int64
	leases map[string]Lease
	rows   map[string]map[key]Row
}

var errAway = errors.New("away")

// link is a library as one server reaches it.
type link struct {
	*library
	away, unsure bool // unsure: it is written, and the answer is lost
	takes        time.Duration
}

func (l *link) Beat(_ context.Context, b Beat) (clock.Reading, []Lease, error) {
	takes := time.Duration(0)
	l.do(func() { takes = l.takes })
	if takes > 0 {
		time.Sleep(rand.N(takes))
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.away {
		return clock.Reading{}, nil, errAway
	}
	b.Beats = l.leases[b.Server].Beats + 1
	l.leases[b.Server] = b.Lease
	if b.Whole || l.rows[b.Server] == nil {
		l.rows[b.Server] = map[key]Row{}
	}
	for _, r := range b.Put {
		l.rows[b.Server][r.key()] = r
	}
	for _, r := range b.Drop {
		delete(l.rows[b.Server], r.key())
	}
	if l.unsure {
		return clock.Reading{}, nil, errAway
	}
	r := clock.Reading{Now: time.Now().Add(l.set), Offset: l.offset, Epoch: l.epoch}
	return r, slices.SortedFunc(maps.Values(l.leases), func(a, b Lease) int { return cmp.Compare(a.Server, b.Server) }), nil
}

func (l *link) SetOffset(_ context.Context, epoch int64, offset time.Duration) (bool, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.away || epoch != l.epoch {
		return false, nil
	}
	l.offset = offset
	l.epoch++
	return true, nil
}

func (l *link) DropServer(_ context.Context, of Lease) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.away && l.leases[of.Server].Beats == of.Beats {
		delete(l.leases, of.Server)
		delete(l.rows, of.Server)
	}
	return nil
}

func (l *link) Claim(context.Context, string, string, string, bool) (bool, error) { return true, nil }
func (l *link) Unclaim(context.Context, string, string, string) error             { return nil }

func (l *link) Running(context.Context) ([]Placed, error) { return nil, nil }

func (l *link) RunningOf(context.Context, string, ...int64) ([]Placed, error) { return nil, nil }

// ids is what the rows have of a server.
func (l *library) ids(server string) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	all := ""
	for _, k := range slices.SortedFunc(maps.Keys(l.rows[server]), func(a, b key) int { return cmp.Compare(a.id, b.id) }) {
		all += l.rows[server][k].Body
	}
	return all
}

func (l *library) do(change func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	change()
}

// beating is a server in a test.
type beating struct {
	*Beater
	link          *link
	mu            sync.Mutex
	runs          string // a row a letter
	changes, gone int
	stop          func()
}

func (b *beating) run(what string) { b.mu.Lock(); defer b.mu.Unlock(); b.runs = what }

func (b *beating) news() (n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	n, b.changes = b.changes, 0
	return n
}

func (l *library) server(t *testing.T) *beating {
	b := &beating{link: &link{library: l}}
	b.Beater = NewBeater(b.link, clock.New(), func() (rows []Row) {
		b.mu.Lock()
		defer b.mu.Unlock()
		for _, r := range b.runs {
			rows = append(rows, Row{Kind: "session", ID: string(r), Body: string(r)})
		}
		return rows
	}, func() { b.mu.Lock(); defer b.mu.Unlock(); b.changes++ }, func() {})
	b.OnGone(func() { b.mu.Lock(); defer b.mu.Unlock(); b.gone++ })
	if err := b.Begin(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { b.Run(ctx) })
	b.stop = sync.OnceFunc(func() { cancel(); running.Wait() })
	return b
}

func withLibrary(t *testing.T, n int, test func(*testing.T, *library, []*beating)) {
	synctest.Test(t, func(t *testing.T) {
		l := &library{leases: map[string]Lease{}, rows: map[string]map[key]Row{}}
		var servers []*beating
		for range n {
			servers = append(servers, l.server(t))
			time.Sleep(500 * time.Millisecond) // they beat at different times
		}
		defer func() {
			for _, s := range servers {
				s.stop()
			}
		}()
		time.Sleep(beatEvery)
		test(t, l, servers)
	})
}

func TestBeater_Rows(t *testing.T) {
	withLibrary(t, 2, func(t *testing.T, l *library, s []*beating) {
		expect := func(when, rows string) {
			t.Helper()
			time.Sleep(beatEvery)
			synctest.Wait()
			if got := l.ids(s[0].Server()); got != rows {
				t.Errorf("%s: %q, want %q", when, got, rows)
			}
		}
		if !s[0].Alive(s[1].Server()) || !s[1].Alive(s[0].Server()) || s[0].Alive(s[0].Server()) {
			t.Error("they don't know of each other")
		}
		s[1].news()
		s[0].run("ab")
		expect("new", "ab")
		s[0].run("bc")
		expect("one came, one went", "bc")
		time.Sleep(beatEvery)
		if n := s[1].news(); n != 2 {
			t.Errorf("another server heard of %d changes, want 2", n)
		}
		time.Sleep(time.Minute)
		if n := s[1].news() + s[0].news(); n > 1 { // of its own first look
			t.Errorf("%d changes while nothing changed", n)
		}

		// What was written and not confirmed may be gone by the next beat.
		l.do(func() { s[0].link.unsure = true })
		s[0].run("bcd")
		expect("unsure", "bcd")
		l.do(func() { s[0].link.unsure = false })
		s[0].run("c")
		expect("sure again", "c")

		// A server that others found dead is there again with all that runs on it.
		l.do(func() { s[0].link.away = true })
		time.Sleep(deadAfter + 2*beatEvery)
		if s[1].Alive(s[0].Server()) || l.ids(s[0].Server()) != "" {
			t.Errorf("dead, and its rows are %q", l.ids(s[0].Server()))
		}
		if n := s[1].news(); n == 0 {
			t.Error("its death is no change")
		}
		l.do(func() { s[0].link.away = false })
		expect("back", "c")
		time.Sleep(beatEvery)
		if !s[1].Alive(s[0].Server()) {
			t.Error("it does not live again")
		}

		// One that was dropped without having noticed.
		l.do(func() { delete(l.leases, s[0].Server()); delete(l.rows, s[0].Server()) })
		time.Sleep(beatEvery)
		expect("dropped", "c")

		s[0].stop()
		if _, is := l.leases[s[0].Server()]; is || l.ids(s[0].Server()) != "" {
			t.Error("it ended, and its lease is there")
		}
	})
}

// The database's clock is set while servers run: no server's time follows.
func TestBeater_Clock(t *testing.T) {
	withLibrary(t, 3, func(t *testing.T, l *library, s []*beating) {
		true0 := time.Until(s[0].clock.Now())
		same := func(when string) {
			t.Helper()
			for i, b := range s {
				if off := time.Until(b.clock.Now()) - true0; off.Abs() > time.Second {
					t.Errorf("%s: the time of server %d is off by %v", when, i, off)
				}
			}
		}
		for _, by := range []time.Duration{time.Hour, -2 * time.Hour, 1500 * time.Millisecond, 0} {
			l.do(func() { l.set += by })
			for range 100 {
				time.Sleep(100 * time.Millisecond)
				same(by.String())
			}
			l.do(func() {
				if off := l.set + l.offset; off.Abs() > time.Second {
					t.Errorf("set by %v: the library's time is off by %v", by, off)
				}
			})
		}
		l.do(func() {
			if l.epoch != 3 {
				t.Errorf("the offset was set %d times, want once a step", l.epoch)
			}
		})

		// One server's own clock stands still: it follows the library, not the library it.
		s[1].clock.Set(s[1].clock.Now().Add(-time.Hour), time.Now())
		time.Sleep(20 * time.Second)
		same("stood still")

		// A new server begins with the library's time, not with the database's.
		late := l.server(t)
		defer late.stop()
		s = append(s, late)
		same("begun later")
	})
}

// While the database is away no server beats, and none is dead for that, whichever comes
// back first.
func TestBeater_DatabaseAway(t *testing.T) {
	for shift := time.Duration(0); shift < beatEvery; shift += 250 * time.Millisecond {
		withLibrary(t, 3, func(t *testing.T, l *library, s []*beating) {
			gone, left := s[0], s[1:]
			off := time.Until(s[0].clock.Now())
			for _, b := range s {
				b.run("x")
			}
			time.Sleep(beatEvery + shift)
			l.do(func() {
				for _, b := range s {
					b.link.away = true
				}
			})
			time.Sleep(20*time.Second + shift)
			l.do(func() {
				for _, b := range left {
					b.link.away = false
				}
				l.set += time.Hour // as another machine has it
			})
			for at := time.Duration(0); at < 30*time.Second; at += 100 * time.Millisecond {
				time.Sleep(100 * time.Millisecond)
				synctest.Wait()
				for i, b := range left {
					if l.ids(b.Server()) != "x" {
						t.Fatalf("after %v what runs on server %d, which lives, is gone", at, i)
					}
					if by := time.Until(b.clock.Now()) - off; by.Abs() > time.Second {
						t.Fatalf("after %v the time of server %d is off by %v", at, i, by)
					}
				}
			}
			if l.ids(gone.Server()) != "" {
				t.Error("one that is dead is there")
			}
		})
	}
}

// A server that dies as the database's clock is set keeps no other from seeing that.
func TestBeater_ClockAndDeath(t *testing.T) {
	for range 20 { // they beat at different times
		withLibrary(t, 2, func(t *testing.T, l *library, s []*beating) {
			off := time.Until(s[0].clock.Now())
			l.do(func() { s[0].link.takes = 50 * time.Millisecond })
			time.Sleep(time.Duration(rand.N(2000)) * time.Millisecond)
			l.do(func() { s[1].link.away, l.set = true, time.Hour })
			for range 200 {
				time.Sleep(100 * time.Millisecond)
				if by := time.Until(s[0].clock.Now()) - off; by.Abs() > time.Second {
					t.Fatalf("the time is off by %v", by)
				}
			}
		})
	}
}
