package s3

import (
	"context"
	"hash"
	"sync"
)

// mostFlying is how many bytes of an upload are on their way at once, but for a part
// that is larger: the store takes longer for a part than a client that is near, and
// works on two at a time. Beside them one part is being filled.
const mostFlying = 2 * leastPart

// flights are the parts of an upload on their way, in their order. They arrive in any;
// the file ends before the first that has not. A part's hash is made of that of the
// part before, so they are hashed one after the other, before they leave.
type flights struct {
	list []*flight
	ctx  context.Context // of the calls
	end  context.CancelFunc
}

// flight is a part on its way.
type flight struct {
	part   part
	hashed chan struct{} // closed once hash is set
	hash   hash.Hash     // of the file up to the part's end; nil: unknown
	done   chan struct{} // closed once it arrived or failed
	err    error

	mu sync.Mutex
	p  []byte // nil: given back
}

func newFlights() flights {
	ctx, end := context.WithCancel(context.Background())
	return flights{ctx: ctx, end: end}
}

// begin lets a part go: put sends it, and give takes its bytes back then. before is
// the hash up to the part where none is on its way before it.
func (s *flights) begin(p part, content []byte, before func() hash.Hash, put func(context.Context, part, []byte, hash.Hash) error, give func([]byte)) {
	f := &flight{part: p, p: content, hashed: make(chan struct{}), done: make(chan struct{})}
	if n := len(s.list); n > 0 {
		last := s.list[n-1]
		before = func() hash.Hash {
			<-last.hashed
			return last.hash
		}
	}
	s.list = append(s.list, f)
	go func() {
		defer close(f.done)
		defer f.land(give)
		f.hash = after(before(), content)
		close(f.hashed)
		f.err = put(s.ctx, p, content, f.hash)
	}()
}

// land gives the bytes back.
func (f *flight) land(give func([]byte)) {
	f.mu.Lock()
	p := f.p
	f.p = nil
	f.mu.Unlock()
	give(p)
}

// first is the first part if it arrived or failed, nil else; with wait it waits for it.
func (s *flights) first(wait bool) *flight {
	if len(s.list) == 0 {
		return nil
	}
	f := s.list[0]
	if !wait {
		select {
		case <-f.done:
		default:
			return nil
		}
	}
	<-f.done
	s.list = s.list[1:]
	return f
}

// fail ends all that are on their way, and waits for it.
func (s *flights) fail() {
	s.end()
	for _, f := range s.list {
		<-f.done
	}
	s.list = nil
}

// full reports whether a part of that size must wait.
func (s *flights) full(size int64) bool {
	for _, f := range s.list {
		size += f.part.Size
	}
	return size > mostFlying && len(s.list) > 0
}

// readAt reads bytes that are on their way, at most to the end of their part. It is
// false where they are not, or arrived a moment ago.
func (s *flights) readAt(p []byte, off int64) (int, bool) {
	for _, f := range s.list {
		if off >= f.part.Off && off < f.part.end() {
			f.mu.Lock()
			defer f.mu.Unlock()
			if f.p == nil {
				return 0, false
			}
			return copy(p, f.p[off-f.part.Off:]), true
		}
	}
	return 0, false
}
