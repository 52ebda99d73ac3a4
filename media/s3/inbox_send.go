package s3

import (
	"context"
	"errors"
	"hash"
	"time"

	"youku.example/media"
)

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
