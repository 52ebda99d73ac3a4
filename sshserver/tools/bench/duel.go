package main

import (
	"context"
	"fmt"
	"time"

	"youku.example/sshserver/tools/program"
)

// pair is both servers, up.
type pair struct{ ours, theirs *server }

func (b *bench) openPair(ctx context.Context) (pair, error) {
	theirs, err := b.openSshd(ctx)
	if err != nil {
		return pair{}, err
	}
	ours, err := b.openYouku(ctx)
	if err != nil {
		theirs.stop()
		return pair{}, err
	}
	return pair{ours, theirs}, nil
}

func (p pair) stop() {
	p.ours.stop()
	p.theirs.stop()
}

// work is what clients do with one server.
type work func(context.Context, *server) error

// samples are what a duel measured, a round each.
type samples struct {
	speed []float64 // MB/s
	cpu   []float64 // the server's seconds per GiB
}

// duel does the same work with both servers in turn, once unmeasured and then
// round by round; who begins changes with every round. The work moves so many
// bytes; after it, and unmeasured, comes the tidying up.
func (b *bench) duel(ctx context.Context, p pair, bytes int64, work work, after ...work) (mine, sshd samples, err error) {
	for round := range b.rounds + 1 {
		order := []*server{p.ours, p.theirs}
		if round%2 == 1 {
			order[0], order[1] = order[1], order[0]
		}
		for _, s := range order {
			took, cpu, err := measure(ctx, s, work)
			for _, tidy := range after {
				if err == nil {
					err = tidy(ctx, s)
				}
			}
			if err != nil {
				return mine, sshd, err
			}
			if round == 0 {
				continue
			}
			to := &mine
			if s == p.theirs {
				to = &sshd
			}
			to.speed = append(to.speed, float64(bytes)/1e6/took.Seconds())
			to.cpu = append(to.cpu, cpu.Seconds()/(float64(bytes)/(1<<30)))
		}
	}
	return mine, sshd, nil
}

// measure is one piece of work: how long it took, and the processor time of
// the server.
func measure(ctx context.Context, s *server, work work) (took, cpu time.Duration, err error) {
	if err := s.settle(ctx); err != nil {
		return 0, 0, err
	}
	before, err := s.cpu()
	if err != nil {
		return 0, 0, err
	}
	began := time.Now()
	if err := work(ctx, s); err != nil {
		return 0, 0, err
	}
	took = time.Since(began)
	if err := s.settle(ctx); err != nil {
		return 0, 0, err
	}
	after, err := s.cpu()
	return took, after - before, err
}

// settle waits for the processes of sessions that are over: their time counts
// with their parent once it has waited for them.
func (s *server) settle(ctx context.Context) error {
	err := program.Await(ctx, "sessions to end", func() (bool, error) { return len(children(s.pid())) == 0, nil })
	if err != nil {
		return fmt.Errorf("%s: %w", s.cmd.Path, err)
	}
	return nil
}
