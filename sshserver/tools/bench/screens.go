package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"golang.org/x/crypto/ssh"
)

// The parts that measure screens; sshd has nothing like them.

// title is what the movies are called: a screen that shows it is a whole one.
const title = "Bench"

// idle is what a session costs that only looks.
func idle(ctx context.Context, b *bench) ([]figure, error) {
	n := pick(b.short, 10, 200)
	var each []float64
	for range min(b.rounds, 3) {
		s, err := b.openYouku(ctx)
		if err != nil {
			return nil, err
		}
		mib, err := b.resting(ctx, s, n)
		s.stop()
		if err != nil {
			return nil, err
		}
		each = append(each, mib/float64(n))
	}
	return []figure{{
		What: fmt.Sprintf("memory an idle session at %d×%d, %d sessions", columns, lines, n), Unit: "MB", Ours: each,
		Goal: goal{Of: ours, AtMost: true, Value: 1.5, Stretch: 1},
	}}, nil
}

// resting is how many MB a server has more with n screens than with none.
func (b *bench) resting(ctx context.Context, s *server, n int) (float64, error) {
	first, err := openTerminals(ctx, s, nil, 1)
	if err != nil {
		return 0, err
	}
	closeAll(first)
	before := s.memory()
	all, err := openTerminals(ctx, s, nil, n)
	if err != nil {
		return 0, err
	}
	defer closeAll(all)
	err = pause(ctx, pick(b.short, time.Second, 5*time.Second))
	return float64(s.memory()-before) / 1e6, err
}

// quiet is a thousand sessions that only look: nothing is sent, and hardly
// anything is done.
func quiet(ctx context.Context, b *bench) ([]figure, error) {
	n, span := pick(b.short, 20, 1000), pick(b.short, 2*time.Second, 20*time.Second)
	s, all, done, err := b.openScreens(ctx, nil, n)
	if err != nil {
		return nil, err
	}
	defer done()
	if err := pause(ctx, 3*time.Second); err != nil {
		return nil, err
	}
	before := sent(all)
	cores, err := s.during(func() error { return pause(ctx, span) })
	if err != nil {
		return nil, err
	}
	return []figure{
		{What: fmt.Sprintf("%d idle sessions, bytes sent in %v", n, span), Ours: []float64{float64(sent(all) - before)}, Goal: goal{Of: ours, AtMost: true}},
		{What: "their CPU", Unit: "cores", Ours: []float64{cores}, Goal: goal{Of: ours, AtMost: true, Value: 0.03}},
	}, nil
}

// openScreens starts the server with n screens open; done ends all of it.
func (b *bench) openScreens(ctx context.Context, key ssh.Signer, n int) (s *server, all []*terminal, done func(), err error) {
	if s, err = b.openYouku(ctx); err != nil {
		return nil, nil, nil, err
	}
	if all, err = openTerminals(ctx, s, key, n); err != nil {
		s.stop()
		return nil, nil, nil, err
	}
	return s, all, func() { closeAll(all); s.stop() }, nil
}

// during is how many cores the server used while something went on.
func (s *server) during(do func() error) (float64, error) {
	before, err := s.cpu()
	if err != nil {
		return 0, err
	}
	began := time.Now()
	if err := do(); err != nil {
		return 0, err
	}
	took := time.Since(began)
	after, err := s.cpu()
	return (after - before).Seconds() / took.Seconds(), err
}

// bars are screens on which a download moves, and a key that is pressed on
// them.
func bars(ctx context.Context, b *bench) ([]figure, error) {
	n, span := pick(b.short, 10, 200), pick(b.short, 2*time.Second, 15*time.Second)
	key, err := b.signer()
	if err != nil {
		return nil, err
	}
	s, all, done, err := b.openScreens(ctx, key, n)
	if err != nil {
		return nil, err
	}
	defer done()
	slow := b.sftp(ctx, s, append(gcm, "-l", "4000"), "get "+s.file+" /dev/null") // half a MB a second
	if err := slow.Start(); err != nil {
		return nil, err
	}
	defer func() { _ = slow.Process.Signal(os.Interrupt); _ = slow.Wait() }()
	for _, g := range all { // the movie below the newest one, and its download
		if err := g.press("jd"); err != nil {
			return nil, err
		}
		if err := g.shows(ctx, "B/s"); err != nil {
			return nil, err
		}
	}
	before := sent(all)
	cores, err := s.during(func() error { return pause(ctx, span) })
	if err != nil {
		return nil, err
	}
	rate := float64(sent(all)-before) / span.Seconds() / float64(n)
	var late []float64
	for i := range pick(b.short, 10, 300) {
		took, err := all[i%n].answers(ctx)
		if err != nil {
			return nil, err
		}
		late = append(late, took.Seconds()*1000)
	}
	return []figure{
		{What: fmt.Sprintf("%d sessions with a running progress bar", n), Unit: "cores", Ours: []float64{cores}, Goal: goal{Of: ours, AtMost: true, Value: 0.6, Stretch: 0.4}, Note: fmt.Sprintf("%.0f bytes a second each", rate)},
		{What: "their key → frame, p99", Unit: "ms", Ours: []float64{quantile(late, 0.99)}, Goal: goal{Of: ours, AtMost: true, Value: 50, Stretch: 30}, Note: fmt.Sprintf("p50 %.1f", median(late))},
	}, nil
}

// answers is the time from a key to the frame that it makes: the page of all
// keys, which is longer than any step of a bar. It is closed again.
func (g *terminal) answers(ctx context.Context) (time.Duration, error) {
	const page = 600
	whole := func(seen []byte) bool { return len(seen) >= page }
	began := time.Now()
	if err := g.press("?"); err != nil {
		return 0, err
	}
	if err := g.until(ctx, "all keys", whole); err != nil {
		return 0, err
	}
	took := time.Since(began)
	if err := g.press("?"); err != nil {
		return 0, err
	}
	return took, g.until(ctx, "the screen under the keys", whole)
}

// arrival is how long the first whole screen takes while other sessions are
// open.
func arrival(ctx context.Context, b *bench) ([]figure, error) {
	n := pick(b.short, 10, 200)
	s, _, done, err := b.openScreens(ctx, nil, n)
	if err != nil {
		return nil, err
	}
	defer done()
	key, err := b.signer()
	if err != nil {
		return nil, err
	}
	var took []float64
	for i := range pick(b.short, 5, 200) {
		began := time.Now()
		g, err := openTerminal(s, key, n+i)
		if err != nil {
			return nil, err
		}
		err = g.shows(ctx, title)
		took = append(took, time.Since(began).Seconds()*1000)
		g.close()
		if err != nil {
			return nil, err
		}
	}
	return []figure{
		{What: fmt.Sprintf("connect → first full frame, p50, %d sessions open", n), Unit: "ms", Ours: []float64{median(took)}, Goal: goal{Of: ours, AtMost: true, Value: 30, Stretch: 20}},
		{What: "the same, p99", Unit: "ms", Ours: []float64{quantile(took, 0.99)}, Goal: goal{Of: ours, AtMost: true, Value: 60, Stretch: 40}},
	}, nil
}
