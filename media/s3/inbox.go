package s3

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"slices"
	"sync"
	"time"

	"youku.example/media"
)

// inbox is what is being received by one writer. The part that is being filled is in
// memory, those before it may be on their way; the rest is in the store.
type inbox struct {
	l      *Library
	key    string
	writer string

	mu      sync.Mutex
	stored  chain     // what the store holds
	counter int       // of the next part
	exists  bool      // the store knows the file
	garbage bool      // parts lie in the store that others took the place of
	hash    hash.Hash // up to where what is on its way begins; nil: unknown
	hashed  bool      // hash was looked for

	flights flights
	filling filling
	dirty   bool // the store's file ends elsewhere, or with other bytes
	size    int64
	reader  *file
	err     error // for good
	closed  bool

	hurry   sync.Once
	closing chan struct{} // closed when Close is called
}

// open continues a chain, whose last part is filled up if it is short.
func (i *inbox) open(c chain) {
	i.stored, i.size = c, c.end()
	i.flights, i.closing = newFlights(), make(chan struct{})
	i.fillFrom(c.end())
	if n := len(c); n > 0 && c[n-1].Size < i.l.partSize(c[n-1].Off) {
		i.fillFrom(c[n-1].Off)
	}
}

// WriteAt implements media.Inbox.
func (i *inbox) WriteAt(p []byte, off int64) (n int, err error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if err := i.usable(); err != nil {
		return 0, err
	}
	return i.write(p, off)
}

// usable reports why nothing can be written; i.mu is held.
func (i *inbox) usable() error {
	if i.closed {
		return os.ErrClosed
	}
	for f := i.flights.first(false); f != nil; f = i.flights.first(false) {
		i.settle(f)
	}
	return i.err
}

func (i *inbox) write(p []byte, off int64) (n int, err error) {
	f := &i.filling
	for len(p) > 0 {
		if off < f.off {
			return n, media.ErrSent
		}
		if off >= f.end() {
			if err := f.keepAhead(p, off); err != nil {
				return n, err
			}
			i.size = max(i.size, off+int64(len(p)))
			return n + len(p), nil
		}
		k := min(int64(len(p)), f.end()-off)
		if err := i.room(off + k - f.off); err != nil {
			return n, err
		}
		f.fill(p[:k], off)
		i.dirty = true
		p, off, n = p[k:], off+k, n+int(k)
		i.size = max(i.size, off)
		if f.full() {
			if err := i.send(); err != nil {
				return n, err
			}
		}
	}
	return n, nil
}

// send lets the part go that is full. Then comes what was kept for behind it.
func (i *inbox) send() error {
	for i.flights.full(i.filling.whole) {
		i.settle(i.flights.first(true))
		if i.err != nil {
			return i.err
		}
	}
	p := i.nextPart(i.filling.whole)
	before, last := i.hash, i.stored.cut(p.Off)
	known := func() hash.Hash { return before }
	if !i.hashed {
		known = func() hash.Hash { return i.l.hashUpTo(i.key, last) }
	}
	i.l.buffers.sending(i)
	i.flights.begin(p, i.filling.buf, known, i.putPatiently, func(p []byte) { i.l.buffers.give(nil, p) })
	waiting := i.filling.ahead
	i.filling, i.dirty = filling{}, false
	i.fillFrom(p.end())
	for _, w := range waiting {
		if _, err := i.write(w.p, w.off); err != nil {
			return err
		}
	}
	return nil
}

// nextPart is the next object of this writer: the beginning of what is being filled.
func (i *inbox) nextPart(size int64) part {
	i.counter++
	return part{Name: partName(i.writer, i.counter, i.filling.off), Off: i.filling.off, Size: size}
}

// put writes a part of this writer's, and sees that there is no newer one.
func (i *inbox) put(ctx context.Context, p part, content []byte, h hash.Hash) error {
	sum := ""
	if p.Off == 0 && h != nil {
		sum = sumOf(h)
	}
	if err := i.l.bucket.putSummed(ctx, incomingName(i.key, p.Name), content, beside(h), sum); err != nil {
		return err
	}
	return i.l.newest(ctx, i.key, i.writer)
}

// putPatiently is put that waits for a while for a store that is away. Close ends the
// waiting, with one more try.
func (i *inbox) putPatiently(ctx context.Context, p part, content []byte, h hash.Hash) error {
	began := time.Now()
	for wait := 100 * time.Millisecond; ; wait = min(2*wait, mostWait) {
		err := i.put(ctx, p, content, h)
		passing := errors.Is(err, media.ErrStoreAway) || errors.Is(err, media.ErrStoreBusy)
		if !passing || time.Since(began)+wait > i.l.bucket.limits.away {
			return err
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return err
		case <-i.closing:
			return i.put(ctx, p, content, h)
		}
	}
}

// landed waits for the parts on their way.
func (i *inbox) landed() error {
	for f := i.flights.first(true); f != nil; f = i.flights.first(true) {
		i.settle(f)
	}
	return i.err
}

// settle notes how the first part that was on its way ended. Without it what came
// behind it is lost too.
func (i *inbox) settle(f *flight) {
	if f.err == nil {
		i.holds(f.part)
		i.hash, i.hashed = f.hash, true
		return
	}
	i.err = f.err
	i.flights.fail()
	i.dropBuffer()
	i.filling.ahead, i.dirty = nil, false
	i.fillFrom(f.part.Off)
	i.size = i.stored.end()
}

// holds notes that the store holds a part.
func (i *inbox) holds(p part) {
	i.garbage = i.garbage || i.stored.end() > p.Off
	i.stored, _ = i.stored.with(p)
	i.exists = true
	i.garbage = i.garbage || p.Size == 0
}

// Sync stores what is there of the part that is being filled, up to the first gap.
func (i *inbox) Sync() error {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.closed {
		return os.ErrClosed
	}
	return i.sync()
}

func (i *inbox) sync() error {
	if err := i.landed(); err != nil || !i.dirty {
		return err
	}
	if !i.hashed {
		i.hash, i.hashed = i.l.hashUpTo(i.key, i.stored.cut(i.filling.off)), true
	}
	front := i.filling.have.front()
	p, content := i.nextPart(front), i.filling.buf[:front]
	if err := i.put(context.Background(), p, content, after(i.hash, content)); err != nil {
		if errors.Is(err, media.ErrTakenOver) {
			i.err = err
		}
		return err
	}
	i.holds(p)
	i.dirty = i.filling.have.end() > front
	return nil
}

// Durable implements media.Durable.
func (i *inbox) Durable() int64 {
	i.mu.Lock()
	defer i.mu.Unlock()
	_ = i.usable()
	if i.dirty {
		return min(i.filling.off, i.stored.end())
	}
	return i.stored.end()
}

// Size implements media.Inbox.
func (i *inbox) Size() (int64, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.size, nil
}

// Truncate implements media.Inbox. What it cuts off is gone from the store with the
// next Sync.
func (i *inbox) Truncate(size int64) error {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.closed {
		return os.ErrClosed
	}
	if err := i.landed(); err != nil && (errors.Is(err, media.ErrTakenOver) || size != i.stored.end()) {
		return err
	}
	i.size = size
	if size < i.filling.off {
		i.cutStored(size)
	}
	if short := i.stored.end() - i.filling.off; i.filling.buf == nil && short > 0 && (i.dirty || size < i.stored.end()) {
		if err := i.room(short); err != nil {
			return err
		}
	}
	if i.filling.cut(size) {
		i.dirty = i.dirty || i.stored.end() > size
	}
	return nil
}

// cutStored goes back to a part that was stored.
func (i *inbox) cutStored(size int64) {
	i.dropBuffer()
	c := i.stored.cut(size)
	i.hash, i.hashed = nil, false
	i.fillFrom(size)
	i.dirty = true
	if n := len(c); n > 0 && c[n-1].end() == size && c[n-1].Size < i.l.partSize(c[n-1].Off) {
		i.fillFrom(c[n-1].Off)
	}
	i.stored = c
}

// ReadAt implements media.Inbox.
func (i *inbox) ReadAt(p []byte, off int64) (n int, err error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if off < 0 {
		return 0, fmt.Errorf("read at %d", off)
	}
	for {
		if i.closed {
			return n, os.ErrClosed
		}
		_ = i.usable() // what arrived is read from the store
		if len(p) == 0 || off >= i.size {
			break
		}
		k, err := i.readSome(p[:min(int64(len(p)), i.size-off)], off)
		if err != nil {
			return n, err
		}
		p, off, n = p[k:], off+int64(k), n+k
	}
	if len(p) > 0 {
		return n, io.EOF
	}
	return n, nil
}

// readSome reads some bytes from where they are; none where that changed meanwhile.
func (i *inbox) readSome(p []byte, off int64) (int, error) {
	held := i.filling.off // up to which the store has what was written
	if i.filling.buf == nil {
		held = max(held, i.stored.end())
	}
	if len(i.flights.list) > 0 {
		held = i.flights.list[0].part.Off
	}
	switch {
	case off < held && off < i.stored.end():
		p = p[:min(int64(len(p)), i.stored.end()-off, held-off)]
		return len(p), i.readStored(p, off)
	case off < i.filling.off:
		n, ok := i.flights.readAt(p, off)
		if !ok {
			_ = i.landed()
		}
		return n, nil
	}
	return i.filling.readAt(p, off, i.size), nil
}

func (i *inbox) readStored(p []byte, off int64) error {
	if i.reader == nil || !slices.Equal(i.reader.parts, i.stored) {
		if i.reader != nil {
			_ = i.reader.Close()
		}
		i.reader = i.l.fileOf(i.key, i.stored)
	}
	n, err := i.reader.ReadAt(p, off)
	if n == len(p) {
		return nil
	}
	return err
}

// Close stores the rest. Gaps with bytes behind them become zeros.
func (i *inbox) Close() error {
	i.hurry.Do(func() { close(i.closing) })
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.closed {
		return os.ErrClosed
	}
	err := i.finish()
	i.closed = true
	i.dropBuffer()
	i.filling.ahead = nil
	i.flights.end()
	if i.reader != nil {
		_ = i.reader.Close()
	}
	return err
}

func (i *inbox) finish() error {
	if err := i.landed(); err != nil {
		return err
	}
	if err := i.fillGaps(); err != nil {
		return err
	}
	if i.dirty || i.exists {
		if err := i.sync(); err != nil {
			return err
		}
	} else if err := i.put(context.Background(), part{Name: partName(i.writer, 0, 0)}, nil, sha256.New()); err != nil {
		return err
	}
	i.sweep()
	return nil
}

// fillGaps makes zeros of gaps, and sends the parts before what was kept for behind
// them.
func (i *inbox) fillGaps() error {
	for {
		i.filling.fillGaps()
		if len(i.filling.ahead) == 0 {
			return nil
		}
		if err := i.room(i.filling.whole); err != nil {
			return err
		}
		f := &i.filling
		clear(f.buf[f.have.end():])
		f.have = f.have.add(0, f.whole)
		if err := i.send(); err != nil {
			return err
		}
		if err := i.landed(); err != nil {
			return err
		}
	}
}

// sweep removes the parts that others took the place of.
func (i *inbox) sweep() {
	if i.garbage {
		i.l.sweepIncoming(context.Background(), i.key)
	}
}

var (
	_ media.Inbox   = (*inbox)(nil)
	_ media.Durable = (*inbox)(nil)
	_ filler        = (*inbox)(nil)
)
