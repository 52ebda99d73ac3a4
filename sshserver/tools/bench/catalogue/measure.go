package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"syscall"
	"time"
)

// figure is how long one kind of thing takes, in milliseconds.
type figure struct {
	Name    string  `json:"name"`
	P50     float64 `json:"p50"`
	P99     float64 `json:"p99"`
	Most    float64 `json:"most"`
	CPU50   float64 `json:"cpu_p50"` // processor time: what a machine without others would take
	CPU99   float64 `json:"cpu_p99"`
	Slowest string  `json:"slowest"` // what cost most
	Full    int     `json:"full"`    // questions of which the answer fills a page
	Full50  float64 `json:"full_p50"`

	// Of what is no time but a rate: of what, its rounds, and their middle, lowest and
	// highest in the place of P50, P99 and Most.
	Unit   string    `json:"unit,omitempty"`
	Rounds []float64 `json:"rounds,omitempty"`
}

// timed are the times of one kind of thing.
type timed struct {
	took, cost []float64
	full       []float64 // those of took that fill a page
	slowest    string
}

func (t *timed) add(took, cost time.Duration, full bool, what string) {
	if full {
		t.full = append(t.full, ms(took))
	}
	if c := ms(cost); len(t.cost) == 0 || c > slices.Max(t.cost) {
		t.slowest = what
	}
	t.took, t.cost = append(t.took, ms(took)), append(t.cost, ms(cost))
}

func ms(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e6 }

func (t *timed) figure(name string) figure {
	took, cost := slices.Sorted(slices.Values(t.took)), slices.Sorted(slices.Values(t.cost))
	n := len(took)
	f := figure{
		Name: name, P50: took[n/2], P99: took[n*99/100], Most: took[n-1],
		CPU50: cost[n/2], CPU99: cost[n*99/100], Slowest: t.slowest, Full: len(t.full),
	}
	if f.Full > 0 {
		f.Full50 = slices.Sorted(slices.Values(t.full))[f.Full/2]
	}
	return f
}

// cpu is the processor time of this program so far.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// again is how often each question is asked. Its middle time counts: on a
// machine with others, the slowest of many is the scheduler's.
const again = 3

// measure times the answers to many questions of one kind.
func (l *library) measure(ctx context.Context, k question, rounds int) (figure, error) {
	r := rand.New(rand.NewPCG(7, 7))
	var took timed
	for range rounds {
		ask, full, what := k.next(r)
		var times, costs [again]time.Duration
		found := 0
		for i := range times {
			began, used := time.Now(), cpu()
			n, err := ask(ctx)
			times[i], costs[i] = time.Since(began), cpu()-used
			if err != nil {
				return figure{}, fmt.Errorf("%s: %s: %w", k.name, what, err)
			}
			found = n
		}
		slices.Sort(times[:])
		slices.Sort(costs[:])
		took.add(times[again/2], costs[again/2], found == full, fmt.Sprintf("%s: %d found", what, found))
	}
	return took.figure(k.name), nil
}
