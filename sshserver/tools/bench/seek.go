package main

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"time"

	pkgsftp "github.com/pkg/sftp"
)

const (
	seekBytes  = 32 << 10 // of a read, as sshfs and players over it ask for
	seekReads  = 8        // in a row, before the next jump
	mostFirsts = 300      // jumps in all: with more, most would hit what was read before
)

// seek jumps in a movie and reads on, as a player does, and returns how long the first
// bytes took to come, in milliseconds.
func (b *bench) seek(ctx context.Context, s *server, jumps int) (took []float64, err error) {
	key, err := b.signer()
	if err != nil {
		return nil, err
	}
	conn, err := dial(s, key, 0)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	client, err := pkgsftp.NewClient(conn)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	f, err := client.Open(s.file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	p := make([]byte, seekBytes)
	rnd := rand.New(rand.NewPCG(1, 1))
	for range jumps {
		off := rnd.Int64N(b.size - seekBytes*(seekReads+1))
		for i := range seekReads {
			began := time.Now()
			if _, err := f.ReadAt(p, off+int64(i)*seekBytes); err != nil && err != io.EOF {
				return nil, fmt.Errorf("read at %d: %w", off, err)
			}
			if i == 0 {
				took = append(took, time.Since(began).Seconds()*1000)
			}
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	return took, nil
}

// seeks are those of a store of which the cache has nothing and, in turn, of the disk.
func (b *bench) seeks(ctx context.Context, p pair, by string, fresh func(context.Context) error) ([]figure, error) {
	var far, near []float64
	jumps := pick(b.short, 5, max(10, mostFirsts/b.rounds))
	for range b.rounds {
		if err := fresh(ctx); err != nil {
			return nil, err
		}
		took, err := b.seek(ctx, p.ours, jumps)
		if err != nil {
			return nil, err
		}
		far = append(far, took...)
		if took, err = b.seek(ctx, p.theirs, jumps); err != nil {
			return nil, err
		}
		near = append(near, took...)
	}
	return []figure{{
		What: "seek through S3" + by + " to the first byte, not cached, p99", Unit: "ms", Ours: []float64{quantile(far, 0.99)},
		Goal: goal{Of: ours, AtMost: true, Value: 30},
		Note: fmt.Sprintf("p50 %.1f, from the disk p50 %.1f and p99 %.1f", median(far), median(near), quantile(near, 0.99)),
	}}, nil
}
