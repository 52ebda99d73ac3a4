package s3

import (
	"errors"
	"os"

	"youku.example/media"
)

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
