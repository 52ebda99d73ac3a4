package main

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// The part in which something happens on one server, and a person who sits before a
// screen of another sees it; and what a server costs the database that does nothing.

// apart is a person with a screen on one server, and what happens on another.
type apart struct {
	p      *party
	person *visitor // on the first server
	double *visitor // the same account, on the second
	boss   *visitor // on the second
	glass  *glass
}

// servers measures both.
func servers(ctx context.Context, b *bench) ([]figure, error) {
	n, span := pick(b.short, 2, 60), pick(b.short, 2*time.Second, time.Minute)
	p := &party{size: 200 << 10, took: map[string][]float64{}}
	var err error
	p.fleet, err = b.openFleet(ctx, 2, nil, "YOUKU_FFMPEG=no", "YOUKU_LANGUAGE=en")
	if err != nil {
		return nil, err
	}
	defer p.fleet.stop()
	if err := p.stock(ctx, n); err != nil {
		return nil, err
	}
	a, err := p.apart(ctx)
	if err != nil {
		return nil, err
	}
	var figures []figure
	for _, e := range a.events() {
		late, err := a.measure(ctx, e, n)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.what, err)
		}
		figures = append(figures, figure{
			What: e.what + " on one server → on a screen of another, p99", Unit: "ms", Ours: []float64{quantile(late, 0.99)},
			Goal: goal{Of: ours, AtMost: true, Value: 400}, Note: fmt.Sprintf("p50 %.0f", median(late)),
		})
	}
	a.person.leave()
	a.double.leave()
	a.boss.leave()
	before, err := p.fleet.usage()
	if err != nil {
		return nil, err
	}
	if err := pause(ctx, span); err != nil {
		return nil, err
	}
	after, err := p.fleet.usage()
	if err != nil {
		return nil, err
	}
	each := float64(len(p.fleet.each)) * span.Seconds() / 100
	return append(figures,
		figure{What: "idle cost of a server at the database", Unit: "% of a core", Ours: []float64{(after.rows - before.rows) / each}, Goal: goal{Of: ours, AtMost: true, Value: 0.5}},
		figure{What: "and its own", Unit: "% of a core", Ours: []float64{(after.servers - before.servers) / each}},
	), nil
}

// apart brings the person and the admin to their servers.
func (p *party) apart(ctx context.Context) (*apart, error) {
	codes, err := p.codes(ctx, 1)
	if err != nil {
		return nil, err
	}
	a := &apart{p: p, boss: p.boss(0)}
	if a.person, err = p.visitor(0); err != nil {
		return nil, err
	}
	first, second := p.fleet.each[0].addr, p.fleet.each[1].addr
	a.person.at, a.boss.at = first, second
	double := *a.person
	a.double = &double
	a.double.at = second
	if err := a.person.arrive(codes[0]); err != nil {
		return nil, err
	}
	return a, a.sit(ctx)
}

// sit opens the screen, and waits until it stands.
func (a *apart) sit(context.Context) (err error) {
	if a.glass, err = a.person.sit(); err != nil {
		return err
	}
	return a.glass.shows("newest", "Reel")
}

// occurrence is something that happens on the second server.
type occurrence struct {
	what  string
	place string // the key of the place on the screen where it is seen
	do    func(i int) error
	seen  func(i int, text string) bool
	again func(ctx context.Context) error // afterwards; nil: nothing
}

func (a *apart) events() []occurrence {
	run := func(v *visitor, stdin, format string, args ...any) error {
		_, err := v.run(fmt.Sprintf(format, args...), stdin)
		return err
	}
	title := func(i int) string { return fmt.Sprintf("Tonight%d", i) }
	return []occurrence{
		{
			what: "a notice", place: "1",
			do:   func(i int) error { return run(a.boss, "We close at ten.", "post %s", title(i)) },
			seen: func(i int, text string) bool { return strings.Contains(text, title(i)) },
		},
		{
			what: "a purchase", place: "1",
			do:   func(i int) error { return run(a.double, "", "buy %d", a.p.paid[i].id) },
			seen: func(i int, text string) bool { return strings.Contains(text, fmt.Sprintf("¥%d.00", 100-1-i)) },
		},
		{
			what: "a grant", place: "2",
			do:   func(i int) error { return run(a.double, "", "request %d", a.p.free[i].id) },
			seen: func(i int, text string) bool { return strings.Contains(text, a.p.free[i].title) },
		},
		{
			what: "a kick", place: "1",
			do: func(int) error { return run(a.boss, "", "kick %s", a.person.name) },
			seen: func(int, string) bool {
				select {
				case <-a.glass.ended:
					return true
				default:
					return false
				}
			},
			again: func(ctx context.Context) error {
				a.person.leave()
				a.double.leave()
				return a.sit(ctx)
			},
		},
	}
}

// measure lets something happen n times, each at another moment of the second, and
// returns how many ms after it was asked for it was seen.
func (a *apart) measure(ctx context.Context, e occurrence, n int) (late []float64, err error) {
	if err := a.boss.connect(); err != nil {
		return nil, err
	}
	if err := a.double.connect(); err != nil {
		return nil, err
	}
	a.glass.press(ctx, "\x1b", e.place)
	for i := range n {
		a.glass.press(ctx, "g") // what is new comes in at the top
		if err := pause(ctx, 500*time.Millisecond+time.Duration(a.person.rand.IntN(400))*time.Millisecond); err != nil {
			return nil, err
		}
		began := time.Now()
		done := make(chan error, 1)
		go func() { done <- e.do(i) }()
		err := a.glass.until(e.what, func(text string) bool { return e.seen(i, text) })
		late = append(late, time.Since(began).Seconds()*1000)
		if did := <-done; did != nil {
			return nil, did
		}
		if err != nil {
			return nil, err
		}
		if e.again != nil {
			if err := e.again(ctx); err != nil {
				return nil, err
			}
		}
	}
	return late, nil
}
