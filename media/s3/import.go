package s3

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"youku.example/media"
)

// importingDir holds copies of files of the machine that have no key yet: each is
// received as an upload is, and becomes a movie by a copy within the store.
const importingDir = "importing"

// CopyIn copies a file into the library and hashes what it writes. The bytes are
// durable when it returns.
func (l *Library) CopyIn(ctx context.Context, src *os.File, copyKey string, progress func(done int64)) (media.Sums, error) {
	if err := media.CheckKey(copyKey); err != nil {
		return media.Sums{}, err
	}
	info, err := src.Stat()
	if err != nil {
		return media.Sums{}, err
	}
	if err := l.DropCopy(ctx, copyKey); err != nil {
		return media.Sums{}, err
	}
	in := &copier{l: l, ctx: ctx, key: copyKey, src: src}
	sums, err := media.Sum(ctx, in, info.Size(), progress)
	if err == nil {
		err = in.end(info.Size())
	}
	in.close()
	if err != nil {
		return media.Sums{}, errors.Join(fmt.Errorf("copy a file in: %w", err), l.DropCopy(context.WithoutCancel(ctx), copyKey))
	}
	return sums, nil
}

// copier sends what is read of it, once, in parts.
type copier struct {
	l    *Library
	ctx  context.Context
	key  string
	src  *os.File
	off  int64 // where the part begins
	n    int64 // how much of it is there
	buf  []byte
	many int
}

func (c *copier) spill() bool { return false }

// ReadAt reads the file in order; what is read again is not sent again.
func (c *copier) ReadAt(p []byte, off int64) (int, error) {
	n, err := c.src.ReadAt(p, off)
	if off != c.off+c.n {
		return n, err
	}
	for q := p[:n]; len(q) > 0; {
		if c.buf == nil {
			buf, err := c.l.buffers.take(c.ctx, c, c.l.partSize(c.off))
			if err != nil {
				return 0, err
			}
			c.buf = buf
		}
		k := copy(c.buf[c.n:], q)
		q, c.n = q[k:], c.n+int64(k)
		if c.n == int64(len(c.buf)) {
			if err := c.send(); err != nil {
				return 0, err
			}
		}
	}
	return n, err
}

func (c *copier) send() error {
	name := importingDir + "/" + c.key + "/" + partName(takenBack, c.many, c.off)
	if err := c.l.bucket.put(c.ctx, name, c.buf[:c.n], nil); err != nil {
		return err
	}
	c.many++
	c.off, c.n = c.off+c.n, 0
	c.close()
	return nil
}

// end sends the rest. A file that became longer or shorter meanwhile is refused.
func (c *copier) end(size int64) error {
	if c.off+c.n != size {
		return media.ErrOtherFile
	}
	if c.n > 0 || size == 0 {
		return c.send()
	}
	return nil
}

func (c *copier) close() {
	if c.buf != nil {
		c.l.buffers.give(c, c.buf)
		c.buf = nil
	}
}

// NameCopy makes a copy the movie of that key.
func (l *Library) NameCopy(ctx context.Context, copyKey, key string) error {
	if err := media.CheckKey(copyKey); err != nil {
		return err
	}
	to, err := shelved(moviesDir, key)
	if err != nil {
		return err
	}
	unlock, err := l.keys.Lock(ctx, key)
	if err != nil {
		return err
	}
	defer unlock()
	under := importingDir + "/" + copyKey + "/"
	var found []object
	if err := l.bucket.list(ctx, under, false, func(o object) {
		o.name = o.name[len(under):]
		found = append(found, o)
	}); err != nil {
		return err
	}
	r := look(found)
	if r.writer == "" {
		return media.ErrNotExist
	}
	src := l.newFile(under, r.chain(nil), "")
	defer src.Close()
	if err := l.put(ctx, src, hashIn(key), to, nil); err != nil {
		return err
	}
	return l.removeUnder(ctx, under)
}

// DropCopy removes a copy that became no movie.
func (l *Library) DropCopy(ctx context.Context, copyKey string) error {
	if err := media.CheckKey(copyKey); err != nil {
		return err
	}
	return l.removeUnder(ctx, importingDir+"/"+copyKey+"/")
}

// DropCopies removes those whose keys begin with a word and a dot: what a process left
// that has ended.
func (l *Library) DropCopies(ctx context.Context, of string) error {
	if err := media.CheckKey(of); err != nil {
		return err
	}
	return l.removeUnder(ctx, importingDir+"/"+of+".")
}

// LinkIn is ErrOtherDisk: no link leads into a store.
func (l *Library) LinkIn(context.Context, *os.File, *os.File, string, string) (modified, changed time.Time, err error) {
	return modified, changed, media.ErrOtherDisk
}

// Near reports that no file of the machine lies where the movies do.
func (l *Library) Near(*os.File) (sameDisk, canBeOwn bool, err error) { return false, false, nil }

// Adopt does nothing: objects have neither owner nor mode.
func (l *Library) Adopt(ctx context.Context, key string) error { return media.CheckKey(key) }

// SyncMovies does nothing: what the store has answered is durable.
func (l *Library) SyncMovies(ctx context.Context, _ []string) error { return ctx.Err() }
