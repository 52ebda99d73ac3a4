package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"syscall"
	"time"

	"youku.example/store"
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

var (
	sorts  = []store.Sort{store.ByNew, store.ByTitle, store.ByPrice}
	priced = []store.Priced{store.AnyPrice, store.OnlyFree, store.OnlyPaid}
	guest  = store.Actor{Role: store.RoleGuest}
)

const (
	// pageSize is the page that the screens ask for.
	pageSize = 50
	// again is how often each question is asked. Its middle time counts: on a
	// machine with others, the slowest of many is the scheduler's.
	again = 3
)

// pages asks for pages of every kind.
func (l *library) pages(ctx context.Context, o options) (list []figure, err error) {
	through := l.page
	ask := func(name string, next func(*rand.Rand) store.Query) {
		if err != nil || !strings.Contains(name, o.only) {
			return
		}
		var f figure
		if f, err = l.ask(ctx, name, o.rounds, through, next); err == nil {
			list = append(list, f)
		}
	}
	for _, s := range sorts {
		ask(fmt.Sprintf("browse by %s", s), func(r *rand.Rand) store.Query {
			return store.Query{Sort: s, Priced: priced[r.IntN(3)], Limit: pageSize}
		})
		ask(fmt.Sprintf("browse by %s, deep", s), func(r *rand.Rand) store.Query {
			return store.Query{Sort: s, Priced: priced[r.IntN(3)], Limit: pageSize, After: 1 + r.Int64N(int64(l.movies))}
		})
		ask(fmt.Sprintf("browse by %s, from the end", s), func(r *rand.Rand) store.Query {
			return store.Query{Sort: s, Priced: priced[r.IntN(3)], Limit: pageSize, Reverse: true}
		})
	}
	for _, k := range kinds {
		for _, s := range sorts {
			ask(fmt.Sprintf("%s by %s", k.name, s), func(r *rand.Rand) store.Query {
				return store.Query{Sort: s, Priced: priced[r.IntN(3)], Limit: pageSize, Search: k.typed(r, l.movies)}
			})
		}
	}
	for _, s := range sorts {
		ask(fmt.Sprintf("common words by %s, deep", s), func(r *rand.Rand) store.Query {
			return store.Query{
				Sort: s, Priced: priced[r.IntN(3)], Limit: pageSize, Search: common[r.IntN(len(common))],
				After: 1 + r.Int64N(int64(l.movies)),
			}
		})
		ask(fmt.Sprintf("common words by %s, from the end", s), func(r *rand.Rand) store.Query {
			return store.Query{Sort: s, Priced: priced[r.IntN(3)], Limit: pageSize, Search: common[r.IntN(len(common))], Reverse: true}
		})
	}
	through = l.count
	for _, k := range kinds {
		ask("number of "+k.name, func(r *rand.Rand) store.Query {
			return store.Query{Priced: priced[r.IntN(3)], Search: k.typed(r, l.movies)}
		})
	}
	return list, err
}

// page asks for a page and gives how many movies it has.
func (l *library) page(ctx context.Context, q store.Query) (int, error) {
	list, err := l.shop.Movies(ctx, guest, q)
	return len(list), err
}

// count asks how many movies there are.
func (l *library) count(ctx context.Context, q store.Query) (int, error) {
	t, err := l.shop.CountMovies(ctx, guest, q)
	return t.N, err
}

// ask times the answers to many questions of one kind.
func (l *library) ask(ctx context.Context, name string, rounds int, through func(context.Context, store.Query) (int, error), next func(*rand.Rand) store.Query) (figure, error) {
	r := rand.New(rand.NewPCG(7, 7))
	var took timed
	for range rounds {
		q := next(r)
		var times, costs [again]time.Duration
		found := 0
		for i := range times {
			began, used := time.Now(), cpu()
			n, err := through(ctx, q)
			times[i], costs[i] = time.Since(began), cpu()-used
			if err != nil {
				return figure{}, fmt.Errorf("%s: %+v: %w", name, q, err)
			}
			found = n
		}
		slices.Sort(times[:])
		slices.Sort(costs[:])
		took.add(times[again/2], costs[again/2], found == q.Limit, fmt.Sprintf("%q %s after %d: %d found", q.Search, q.Priced, q.After, found))
	}
	return took.figure(name), nil
}
