package s3

import (
	"fmt"
	"io"
	"os"
	"slices"
)

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
