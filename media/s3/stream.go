package s3

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"youku.example/media"
	"youku.example/media/s3/chunk"
)

const (
	mostCuts   = 16        // in the middle of what is asked for at once
	mostSpan   = 64 << 20  // of one call
	leastDrain = 128 << 10 // what is left of a call is read, to use its connection again
)

// stream reads a file front to back by calls that grow as long as it goes on, and
// anew where it jumps. It is not for many goroutines at once.
type stream struct {
	bucket *bucket
	dir    string // before the names of the parts
	parts  chain
	ctx    context.Context // ends with the file

	body   io.ReadCloser
	cancel context.CancelFunc
	stall  *time.Timer
	pos    int64 // of the next byte
	end    int64 // of the call
	span   int64 // of the last call
}

// fill reads p whole, and calls more as it comes. A connection that is lost in the
// middle, or a store that does not answer, is tried again for a while.
func (s *stream) fill(p []byte, off int64, more func(n int)) error {
	last, wait, cuts, came := time.Now(), 50*time.Millisecond, 0, false
	for n := 0; n < len(p); {
		k, err := s.some(p[n:], off+int64(n))
		if k > 0 {
			n += k
			last, wait, came = time.Now(), 50*time.Millisecond, true
			more(n)
		}
		if err == nil {
			continue
		}
		s.close()
		if came {
			cuts, came = cuts+1, false
		}
		switch {
		case s.ctx.Err() != nil:
			return s.ctx.Err()
		case errors.Is(err, media.ErrNotExist), errors.Is(err, media.ErrStoreChanged), errors.Is(err, media.ErrStoreKeys),
			errors.Is(err, media.ErrStoreDenied), errors.Is(err, media.ErrStoreBucket), time.Since(last)+wait > s.bucket.limits.away, cuts == mostCuts:
			return err
		}
		select {
		case <-time.After(wait):
		case <-s.ctx.Done():
			return s.ctx.Err()
		}
		wait = min(2*wait, mostWait)
	}
	return nil
}

func (s *stream) some(p []byte, off int64) (int, error) {
	if s.body == nil || s.pos != off {
		if err := s.open(off); err != nil {
			return 0, err
		}
	}
	s.stall.Reset(s.bucket.limits.stall)
	n, err := s.body.Read(p[:min(int64(len(p)), s.end-s.pos)])
	s.stall.Stop()
	s.pos += int64(n)
	if s.pos == s.end {
		s.close()
		return n, nil
	}
	if err != nil {
		err = fmt.Errorf("read from the store: %w: %w", media.ErrStoreAway, err)
	}
	return n, err
}

// open begins a call at a byte: for a chunk where the stream jumped to, for more
// where it goes on.
func (s *stream) open(off int64) error {
	went := s.pos == off && s.span > 0
	s.close()
	if s.span = min(4*s.span, mostSpan); !went {
		s.span = chunk.Size
	}
	i := s.parts.at(off)
	if i < 0 {
		return io.ErrUnexpectedEOF
	}
	p := s.parts[i]
	s.end = min(p.end(), off+s.span)
	ctx, cancel := context.WithCancel(s.ctx)
	s.stall = time.AfterFunc(s.bucket.limits.stall, cancel)
	body, err := s.bucket.open(ctx, s.dir+p.Name, p.etag, off-p.Off, s.end-p.Off)
	s.stall.Stop()
	if err != nil {
		cancel()
		if errors.Is(err, context.Canceled) && s.ctx.Err() == nil {
			err = errSlow
		}
		return err
	}
	s.body, s.cancel, s.pos = body, cancel, off
	return nil
}

func (s *stream) close() {
	if s.body == nil {
		return
	}
	if left := s.end - s.pos; left > 0 && left <= leastDrain {
		s.stall.Reset(time.Second)
		_, _ = io.CopyN(io.Discard, s.body, left)
		s.stall.Stop()
	}
	_ = s.body.Close()
	s.cancel()
	s.body = nil
}
