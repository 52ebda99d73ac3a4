package s3

import (
	"context"
	"fmt"

	"youku.example/media"
)

const (
	smallBuffer = 256 << 10 // of an upload that may end soon: more, and every part but the first, takes a part's
	mostAhead   = 1 << 20   // that is kept for behind the part that is being filled
)

// filling is the part of an upload that is being filled, in memory, and what came
// already for behind it: clients have some dozens of writes under way, and the first
// may come last.
type filling struct {
	off   int64  // where the part begins
	whole int64  // its size
	buf   []byte // nil: none, and what the store holds behind off is the part's beginning
	have  spans  // of buf
	ahead []aheadWrite
}

type aheadWrite struct {
	off int64
	p   []byte
}

func (f *filling) end() int64 { return f.off + f.whole }

// isPart reports whether a buffer is one of those that all uploads share; a small one
// is none of theirs.
func (f *filling) isPart() bool { return f.buf != nil && int64(len(f.buf)) == f.whole }

// fill copies bytes into the buffer, which has room for them.
func (f *filling) fill(p []byte, off int64) {
	at := off - f.off
	copy(f.buf[at:], p)
	f.have = f.have.add(at, at+int64(len(p)))
}

// full reports whether all of the part is there.
func (f *filling) full() bool { return f.have.front() == f.whole }

func (f *filling) keepAhead(p []byte, off int64) error {
	held := 0
	for _, w := range f.ahead {
		held += len(w.p)
	}
	if held+len(p) > mostAhead {
		return media.ErrAhead
	}
	f.ahead = append(f.ahead, aheadWrite{off, append([]byte(nil), p...)})
	return nil
}

// readAt reads up to a byte what is held here. What no one wrote is zeros.
func (f *filling) readAt(p []byte, off, end int64) int {
	for _, s := range f.have {
		if from, to := f.off+s.from, f.off+s.to; off >= from && off < to {
			return copy(p, f.buf[off-f.off:s.to])
		} else if from > off {
			end = min(end, from)
		}
	}
	for _, w := range f.ahead {
		if off >= w.off && off < w.off+int64(len(w.p)) {
			return copy(p, w.p[off-w.off:])
		} else if w.off > off {
			end = min(end, w.off)
		}
	}
	p = p[:min(int64(len(p)), end-off)]
	clear(p)
	return len(p)
}

// cut forgets what is behind a byte, and reports whether that was anything of the part.
func (f *filling) cut(size int64) bool {
	var left []aheadWrite
	for _, w := range f.ahead {
		if w.off < size {
			w.p = w.p[:min(int64(len(w.p)), size-w.off)]
			left = append(left, w)
		}
	}
	f.ahead = left
	at := size - f.off
	if f.have.end() <= at {
		return false
	}
	f.have = f.have.cut(at)
	return true
}

// fillGaps makes zeros of the gaps before what is there.
func (f *filling) fillGaps() {
	at := int64(0)
	for _, s := range f.have {
		clear(f.buf[at:s.from])
		at = s.to
	}
	f.have = f.have.add(0, f.have.end())
}

// room makes the buffer large enough, and reads into a new one what the store holds
// of its part.
func (i *inbox) room(need int64) error {
	f := &i.filling
	if f.buf != nil && need <= int64(len(f.buf)) {
		return nil
	}
	short := i.stored.end() - f.off
	if f.buf == nil {
		need = max(need, short)
	}
	var next []byte
	if small := min(smallBuffer, f.whole/2); need <= small && f.off == 0 {
		next = make([]byte, small)
	} else {
		p, err := i.l.buffers.take(context.Background(), i, f.whole)
		if err != nil {
			return fmt.Errorf("wait for room in memory: %w", err)
		}
		next = p
	}
	if f.buf != nil {
		copy(next, f.buf)
		f.buf = next
		return nil
	}
	f.buf = next
	if short > 0 {
		if err := i.l.readChain(i.key, i.stored, next[:short], f.off); err != nil {
			i.dropBuffer()
			return err
		}
	}
	f.have = spans(nil).add(0, max(0, short))
	return nil
}

func (i *inbox) dropBuffer() {
	if i.filling.isPart() {
		i.l.buffers.give(i, i.filling.buf)
	}
	i.filling.buf, i.filling.have = nil, nil
}

// fillFrom begins with the part at a byte.
func (i *inbox) fillFrom(off int64) {
	i.filling.off, i.filling.whole = off, i.l.partSize(off)
}

// spill implements filler.
func (i *inbox) spill() bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	f := &i.filling
	if i.closed || i.err != nil || !f.isPart() || len(f.ahead) > 0 || f.have.front() != f.have.end() {
		return false
	}
	if i.dirty && i.sync() != nil {
		return false
	}
	i.dropBuffer()
	return true
}
