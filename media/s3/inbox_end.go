package s3

import (
	"context"
	"crypto/sha256"
	"errors"
	"os"

	"youku.example/media"
)

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
