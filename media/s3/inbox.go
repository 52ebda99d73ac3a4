package s3

import (
	"hash"
	"os"
	"sync"

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

// Size implements media.Inbox.
func (i *inbox) Size() (int64, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.size, nil
}

var (
	_ media.Inbox   = (*inbox)(nil)
	_ media.Durable = (*inbox)(nil)
	_ filler        = (*inbox)(nil)
)
