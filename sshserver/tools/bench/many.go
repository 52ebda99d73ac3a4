package main

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// crowd is how many clients come at once.
const crowd = 32

// many lets a crowd of clients get a smaller movie each.
func many(ctx context.Context, b *bench) ([]figure, error) {
	p, err := b.openPair(ctx)
	if err != nil {
		return nil, err
	}
	defer p.stop()
	n := pick(b.short, 4, crowd)
	fair := map[*server][]float64{}
	mine, sshd, err := b.duel(ctx, p, int64(n)*b.smallSize(), func(ctx context.Context, s *server) error {
		times, err := b.crowd(ctx, s, n, gcm)
		fair[s] = append(fair[s], quantile(times, 0)/quantile(times, 1))
		return err
	})
	if err != nil {
		return nil, err
	}
	return []figure{
		{What: fmt.Sprintf("%d gets at once, AES-GCM, in all", n), Unit: "MB/s", Ours: mine.speed, Theirs: sshd.speed, Goal: goal{Of: ratio, Value: 1.6, Stretch: 1.85}},
		{What: "their slowest ÷ fastest", Ours: fair[p.ours][1:], Theirs: fair[p.theirs][1:], Goal: goal{Of: ours, Value: 0.85, Stretch: 0.9}},
		{What: "their server CPU", Unit: "s/GiB", Ours: mine.cpu, Theirs: sshd.cpu},
	}, nil
}

// crowd runs n clients at once and returns how long each took.
func (b *bench) crowd(ctx context.Context, s *server, n int, options []string) ([]float64, error) {
	times, errs := make([]float64, n), make([]error, n)
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			began := time.Now()
			errs[i] = b.batch(ctx, s, options, "get "+s.small+" /dev/null")
			times[i] = time.Since(began).Seconds()
		})
	}
	all.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return times, nil
}

// memory is what a connection costs that transfers: the most that a server
// grew while a crowd got its movies, as fast as it could.
func memory(ctx context.Context, b *bench) ([]figure, error) {
	n := pick(b.short, 4, crowd)
	grown := map[bool][]float64{}
	for range b.rounds {
		p, err := b.openPair(ctx)
		if err != nil {
			return nil, err
		}
		for _, s := range []*server{p.ours, p.theirs} {
			mib, err := b.growth(ctx, s, n)
			if err != nil {
				p.stop()
				return nil, err
			}
			grown[s == p.ours] = append(grown[s == p.ours], mib/float64(n))
		}
		p.stop()
	}
	return []figure{{
		What: "memory a transferring connection", Unit: "MiB", Ours: grown[true], Theirs: grown[false],
		Goal: goal{Of: ours, AtMost: true, Value: 2, Stretch: 1},
	}}, nil
}

// growth is how many MiB a server has more at the height of a crowd than
// after a single client.
func (b *bench) growth(ctx context.Context, s *server, n int) (float64, error) {
	if _, err := b.crowd(ctx, s, 1, gcm); err != nil {
		return 0, err
	}
	if err := s.settle(ctx); err != nil {
		return 0, err
	}
	before, most := s.memory(), int64(0)
	over := make(chan error, 1)
	go func() {
		_, err := b.crowd(ctx, s, n, gcm)
		over <- err
	}()
	look := time.NewTicker(100 * time.Millisecond)
	defer look.Stop()
	for {
		select {
		case err := <-over:
			return float64(most-before) / (1 << 20), err
		case <-look.C:
			most = max(most, s.memory())
		}
	}
}
