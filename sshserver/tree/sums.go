package tree

import (
	"context"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"sync"

	"youku.example/store/fair"
)

const (
	// summers is how many sums are made at once, in all sessions together, one of
	// each person's: reading a movie takes its time.
	summers = 2
	// mostSums is how many are remembered; each costs some 200 bytes.
	mostSums = 4096
)

// sums makes checksums, and remembers those of content that never changes.
type sums struct {
	own   *fair.KeyedSemaphore[string]
	turn  chan struct{}
	mu    sync.Mutex
	known map[sumKey]string
}

type sumKey struct{ sha256, algorithm string }

func newSums() *sums {
	return &sums{own: fair.NewKeyedSemaphore[string](1), turn: make(chan struct{}, summers), known: map[sumKey]string{}}
}

// of reads a subject to its end, or until ctx ends.
func (s *sums) of(ctx context.Context, what subject, algorithm string, fresh func() hash.Hash) (string, error) {
	key := sumKey{what.sha256, algorithm}
	if sum, ok := s.recall(key); ok {
		return sum, nil
	}
	done, err := fair.TakeTurn(ctx, s.own)
	if err != nil {
		return "", err
	}
	defer done()
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return "", ctx.Err()
	}
	if sum, ok := s.recall(key); ok { // somebody asked the same meanwhile
		return sum, nil
	}
	file, err := what.open(ctx)
	if err != nil {
		return "", err
	}
	defer file.Close()
	h := fresh()
	if _, err := io.Copy(h, until{ctx, io.NewSectionReader(file, 0, file.Size())}); err != nil {
		return "", fmt.Errorf("sum: %w", err)
	}
	sum := hex.EncodeToString(h.Sum(nil))
	s.remember(key, sum)
	return sum, nil
}

func (s *sums) recall(k sumKey) (string, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	sum, ok := s.known[k]
	return sum, ok && k.sha256 != ""
}

func (s *sums) remember(k sumKey, sum string) {
	if k.sha256 == "" {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.known) >= mostSums {
		clear(s.known)
	}
	s.known[k] = sum
}

// until reads until ctx ends.
type until struct {
	ctx context.Context
	io.Reader
}

func (u until) Read(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.Reader.Read(p)
}
