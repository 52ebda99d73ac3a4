package event

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// fakeRows are rows in memory whose engine can be away or hang.
type fakeRows struct {
	mu    sync.Mutex
	rows  []Row
	err   error
	hangs bool
	reads int
}

func (f *fakeRows) Events(ctx context.Context, above int64, lower []int64, limit int) ([]Row, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.reads++
	if f.hangs {
		f.mu.Unlock()
		<-ctx.Done()
		f.mu.Lock()
		return nil, ctx.Err()
	}
	var list []Row
	for _, r := range f.rows {
		if r.ID > above || slices.Contains(lower, r.ID) {
			list = append(list, r)
		}
	}
	return list[max(len(list)-limit, 0):], f.err
}

func (f *fakeRows) DropEvents(_ context.Context, upTo int64) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.rows = slices.DeleteFunc(f.rows, func(r Row) bool { return r.ID <= upTo })
	return nil
}

// commit makes rows visible, whatever the order of their numbers.
func (f *fakeRows) commit(ids ...int64) {
	f.set(func() {
		for _, id := range ids {
			f.rows = append(f.rows, Row{id, Event{Kind: CutMovie, Movie: id}.Encode()})
		}
		slices.SortFunc(f.rows, func(a, b Row) int { return int(a.ID - b.ID) })
	})
}

func (f *fakeRows) set(change func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	change()
}

// log is a follower that writes down what it is told, and when.
type log struct {
	mu    sync.Mutex
	began time.Time
	err   error // of Ask
	asked []time.Duration
	lines []string
}

func (l *log) add(what string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines = append(l.lines, fmt.Sprintf("%v %s", time.Since(l.began), what))
}

func (l *log) Apply(events ...Event) {
	for _, e := range events {
		l.add(fmt.Sprintf("%s %d", e.Kind, e.Movie))
	}
}
func (l *log) Missed()         { l.add("missed") }
func (l *log) Lost()           { l.add("lost") }
func (l *log) Fault(err error) { l.add(fmt.Sprintf("fault %v", err)) }
func (l *log) Ask(context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.asked = append(l.asked, time.Since(l.began))
	return l.err
}

// told is what was written down since the last call.
func (l *log) told() (lines []string) {
	synctest.Wait()
	l.mu.Lock()
	defer l.mu.Unlock()
	lines, l.lines = l.lines, nil
	return lines
}

// questions is when it was asked since the last call.
func (l *log) questions() (asked []time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	asked, l.asked = l.asked, nil
	return asked
}

func (l *log) answer(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.err = err
}

func expect(t *testing.T, what string, l *log, want ...string) {
	t.Helper()
	if d := cmp.Diff(want, l.told()); d != "" {
		t.Errorf("%s: %s", what, d)
	}
}

// reading runs a reader over rows until the test ends.
func reading(t *testing.T, rows *fakeRows, test func(*Reader, *log)) {
	synctest.Test(t, func(t *testing.T) {
		l := &log{began: time.Now()}
		r := NewReader(rows, l)
		if err := r.Begin(t.Context()); err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		var running sync.WaitGroup
		running.Go(func() { r.Run(ctx) })
		defer running.Wait()
		defer stop()
		time.Sleep(readEvery / 2) // a test acts between two reads
		test(r, l)
	})
}

func TestReader_EachEventOnce(t *testing.T) {
	rows := &fakeRows{}
	rows.commit(1, 2)
	reading(t, rows, func(r *Reader, l *log) {
		time.Sleep(time.Second)
		expect(t, "what was there before", l)
		rows.commit(5)
		time.Sleep(200 * time.Millisecond)
		expect(t, "a new one", l, "1.2s cut_movie 5")
		rows.commit(3, 6)
		r.Saw(6)
		rows.set(func() {
			rows.rows = append(rows.rows, Row{7, `{"kind":["of a newer version"]}`}, Row{8, ForAll(1).Encode()})
		})
		time.Sleep(time.Minute)
		expect(t, "a lower number, one's own, one that can't be read", l, "1.4s cut_movie 3", "1.4s all 0")
		if asked := l.questions(); len(asked) < 12 || len(asked) > 13 {
			t.Errorf("asked in a minute at %v", asked)
		}
	})
}

func TestReader_Away(t *testing.T) {
	rows, away := &fakeRows{}, errors.New("away")
	reading(t, rows, func(r *Reader, l *log) {
		time.Sleep(6 * time.Second)
		rows.set(func() { rows.err, rows.reads = away, 0 })
		time.Sleep(10 * time.Second)
		var reads int
		rows.set(func() { reads = rows.reads })
		if reads < 10 || reads > 13 {
			t.Errorf("%d reads in ten seconds while they fail", reads)
		}
		expect(t, "away", l, "6.2s fault away")
		rows.commit(4)
		rows.set(func() { rows.err = nil })
		l.questions()
		time.Sleep(time.Second)
		lines := l.told()
		for i, line := range lines { // when, within that second, is left open
			_, lines[i], _ = strings.Cut(line, " ")
		}
		if d := cmp.Diff([]string{"cut_movie 4", "missed", "fault <nil>"}, lines); d != "" {
			t.Errorf("back: %s", d)
		}
		if asked := l.questions(); len(asked) != 1 {
			t.Errorf("back: asked at %v", asked)
		}
		time.Sleep(time.Minute)
		expect(t, "afterwards", l)
	})
}

func TestReader_Lost(t *testing.T) {
	for name, broken := range map[string]func(*fakeRows, *log){
		"reads fail":     func(f *fakeRows, _ *log) { f.set(func() { f.err = errors.New("away") }) },
		"reads hang":     func(f *fakeRows, _ *log) { f.set(func() { f.hangs = true }) },
		"questions fail": func(_ *fakeRows, l *log) { l.answer(errors.New("away")) },
	} {
		t.Run(name, func(t *testing.T) {
			rows := &fakeRows{}
			reading(t, rows, func(r *Reader, l *log) {
				time.Sleep(300 * time.Millisecond) // asked at 0.2 s
				broken(rows, l)
				lost := func() (n int) {
					for _, line := range l.told() {
						if line[len(line)-4:] == "lost" {
							n++
						}
					}
					return n
				}
				time.Sleep(29 * time.Second)
				if n := lost(); n != 0 {
					t.Errorf("lost %d times before half a minute was over", n)
				}
				time.Sleep(3 * time.Second)
				if n := lost(); n < 2 || n > 3 {
					t.Errorf("lost %d times in the two seconds after", n)
				}
				rows.set(func() { rows.err, rows.hangs = nil, false })
				l.answer(nil)
				time.Sleep(4 * time.Second)
				lost()
				time.Sleep(5 * time.Minute)
				if n := lost(); n != 0 {
					t.Errorf("lost %d times after it was back for four seconds", n)
				}
			})
		})
	}
}

func TestReader_TooMany(t *testing.T) {
	rows := &fakeRows{}
	reading(t, rows, func(r *Reader, l *log) {
		rows.commit(span(1, mostRows+10)...)
		time.Sleep(time.Second)
		lines := l.told()
		n := len(lines)
		if n != mostRows+11 || lines[0] != "200ms cut_movie 11" || lines[mostRows] != "200ms missed" || lines[n-1] != "400ms cut_movie 10" {
			t.Errorf("%d lines, from %q to %q", n, lines[0], lines[n-1])
		}
	})
}

func TestReader_DropsOldRows(t *testing.T) {
	rows := &fakeRows{}
	reading(t, rows, func(r *Reader, l *log) {
		rows.commit(1)
		time.Sleep(5 * time.Minute)
		rows.commit(2)
		left := func() (ids []int64) {
			rows.set(func() {
				for _, r := range rows.rows {
					ids = append(ids, r.ID)
				}
			})
			return ids
		}
		time.Sleep(4 * time.Minute)
		if ids := left(); !slices.Equal(ids, []int64{1, 2}) {
			t.Errorf("after nine minutes %v are left", ids)
		}
		time.Sleep(3 * time.Minute)
		if ids := left(); !slices.Equal(ids, []int64{2}) {
			t.Errorf("after twelve minutes %v are left", ids)
		}
		time.Sleep(6 * time.Minute)
		if ids := left(); len(ids) != 0 {
			t.Errorf("after eighteen minutes %v are left", ids)
		}
	})
}
