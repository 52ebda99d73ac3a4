package servers

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"youku.example/store"
	"youku.example/tui/words"
)

// crowd is the people who use a library while parts of it fail, and what they were
// told. A fault is declared before it comes: what people meet that belongs to none that
// was declared is an error of the test.
type crowd struct {
	c    *cluster
	stop context.CancelFunc
	done sync.WaitGroup

	mu     sync.Mutex
	faults []*fault
	last   map[string]time.Time // by person: when what they did last was begun
	acked  acknowledged
	did    map[string]int

	tries   map[string]string // by person: what they met last
	unasked int               // errors that belong to no fault
}

// fault is something that fails, and what people may meet from it.
type fault struct {
	name       string
	from, till time.Time // till is zero while it goes on
	lost       bool      // connections may end
	sentences  []string
	read       map[string]int // what was met, how often
}

func newCrowd(c *cluster) *crowd {
	return &crowd{c: c, last: map[string]time.Time{}, acked: newAcknowledged(), did: map[string]int{}, tries: map[string]string{}}
}

// declare begins a fault: connections may end if lost, and people may read what words
// says of one of the refusals.
func (w *crowd) declare(name string, lost bool, refusals ...*store.Refusal) *fault {
	f := &fault{name: name, from: time.Now(), lost: lost, read: map[string]int{}}
	for _, r := range refusals {
		_, text := words.Refusal(r)
		f.sentences = append(f.sentences, text.In(words.En))
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.faults = append(w.faults, f)
	return f
}

// over ends a fault, once each person has done something that was begun after it.
func (w *crowd) over(f *fault) {
	w.c.t.Helper()
	mended := time.Now()
	for waiting := w.waiting(mended); len(waiting) > 0; waiting = w.waiting(mended) {
		if time.Since(mended) > patience {
			w.c.t.Fatalf("%s: waited in vain for %v to go on", f.name, waiting)
		}
		time.Sleep(20 * time.Millisecond)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	f.till = time.Now()
	w.c.t.Logf("%s: all went on after %v; met meanwhile: %s", f.name, f.till.Sub(mended).Round(time.Millisecond), counted(f.read))
}

// waiting is who did nothing that was begun since then, with what they met last.
func (w *crowd) waiting(since time.Time) (list []string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.unasked >= mostUnasked {
		w.c.t.FailNow()
	}
	for who, at := range w.last {
		if at.Before(since) {
			list = append(list, fmt.Sprintf("%s (%s)", who, w.tries[who]))
		}
	}
	return list
}

func counted(read map[string]int) string {
	if len(read) == 0 {
		return "nothing"
	}
	var list []string
	for _, text := range slices.Sorted(maps.Keys(read)) {
		list = append(list, fmt.Sprintf("%d × %q", read[text], text))
	}
	return strings.Join(list, ", ")
}

// succeeded notes that a person did something.
func (w *crowd) succeeded(who, what string, begun time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.last[who] = begun
	w.did[what]++
}

// failed judges what a person met: it belongs to a fault that went on meanwhile.
func (w *crowd) failed(who string, begun time.Time, err error) {
	if err == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, f := range w.faults {
		if (f.till.IsZero() || begun.Before(f.till)) && f.covers(err) {
			return
		}
	}
	w.c.t.Errorf("%s met what belongs to no fault: %v", who, err)
	if w.unasked++; w.unasked == mostUnasked && w.stop != nil {
		w.stop()
	}
}

// mostUnasked is after how many errors everybody leaves: more say no more.
const mostUnasked = 20

func (f *fault) covers(err error) bool {
	var l lost
	var r refused
	switch {
	case errors.As(err, &l):
		if f.lost {
			f.read["(connection lost)"]++
		}
		return f.lost
	case errors.As(err, &r):
		for _, s := range f.sentences {
			if saysOnly(r.said, s) {
				f.read[s]++
				return true
			}
		}
	}
	return false
}

var digits = regexp.MustCompile(`\d+`)

// saysOnly reports whether what was said is a sentence and nothing else; before a login
// it is said in both languages. How long to wait is left open.
func saysOnly(said, sentence string) bool {
	said = strings.TrimPrefix(strings.TrimSpace(said), "youku: ")
	if _, english, both := strings.Cut(said, " · "); both {
		said = english
	}
	return digits.ReplaceAllString(said, "") == digits.ReplaceAllString(sentence, "")
}

// until does something again until it is done: after each refusal and each lost
// connection, which are judged. It reports whether it was done before the end.
func (w *crowd) until(ctx context.Context, who, what string, do func() error) bool {
	for ctx.Err() == nil {
		begun := time.Now()
		err := do()
		if err == nil {
			w.succeeded(who, what, begun)
			return true
		}
		w.mu.Lock()
		w.tries[who] = fmt.Sprintf("%s: %v", what, err)
		w.mu.Unlock()
		if !errors.Is(err, errAgain) {
			w.failed(who+", "+what, begun, err)
		}
		pause(ctx, 150*time.Millisecond)
	}
	return false
}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-time.After(d):
	case <-ctx.Done():
	}
}

// begin has everybody come.
func (w *crowd) begin(roles ...func(context.Context)) {
	ctx, stop := context.WithCancel(context.Background())
	w.stop = stop
	for _, r := range roles {
		w.done.Go(func() { r(ctx) })
	}
}

// end has everybody leave.
func (w *crowd) end() {
	w.stop()
	w.done.Wait()
}
