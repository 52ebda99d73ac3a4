package s3

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"sync"

	"youku.example/media"
	"youku.example/media/s3/chunk"
)

// file is an open file. It keeps the chunk that is read, the one before it and the
// one behind it: clients have reads under way out of order.
type file struct {
	l     *Library
	dir   string // before the names of the parts
	parts chain
	movie string // its key, by which its chunks are shared; "": they are not
	size  int64

	mu     sync.Mutex
	recent []held // the last used last
	last   int64  // index of the last chunk that was asked for
	jobs   []job
	busy   bool
	closed bool
	stream stream
	end    context.CancelFunc
}

type held struct {
	index int64
	chunk *chunk.Chunk
	mine  bool // this file fetched it
}

// job is a chunk to fetch.
type job struct {
	index int64
	chunk *chunk.Chunk // used until it has ended
	ended func(error)
}

// mostRecent is how many chunks a file holds.
const mostRecent = 4

func (l *Library) newFile(dir string, parts chain, movie string) *file {
	ctx, end := context.WithCancel(context.Background())
	return &file{
		l: l, dir: dir, parts: parts, movie: movie, size: parts.end(), last: -2, end: end,
		stream: stream{bucket: &l.bucket, dir: dir, parts: parts, ctx: ctx},
	}
}

// fileOf opens what was received.
func (l *Library) fileOf(key string, c chain) *file {
	return l.newFile(incomingDir+"/"+key+"/", c, "")
}

// readChain reads p whole.
func (l *Library) readChain(key string, c chain, p []byte, off int64) error {
	s := stream{bucket: &l.bucket, dir: incomingDir + "/" + key + "/", parts: c, ctx: context.Background(), pos: off, span: mostSpan}
	defer s.close()
	return s.fill(p, off, func(int) {})
}

// Movie opens what is kept.
func (l *Library) Movie(ctx context.Context, key string) (media.File, error) {
	name, err := shelved(moviesDir, key)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	o, err := l.bucket.head(ctx, name)
	if err != nil {
		if errors.Is(err, media.ErrNotExist) {
			l.chunks.Forget(key)
		}
		return nil, err
	}
	return l.newFile(path.Dir(name)+"/", whole(path.Base(name), o), key), nil
}

// whole is the chain of a file that is one object.
func whole(name string, o object) chain {
	if o.size == 0 {
		return nil
	}
	return chain{{Name: name, Size: o.size, etag: o.etag}}
}

// Size implements media.File.
func (f *file) Size() int64 { return f.size }

// ReadAt implements media.File.
func (f *file) ReadAt(p []byte, off int64) (n int, err error) {
	if off < 0 {
		return 0, fmt.Errorf("read at %d", off)
	}
	for n < len(p) && off < f.size {
		k, err := f.some(p[n:], off)
		if err != nil {
			return n, err
		}
		n, off = n+k, off+int64(k)
	}
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

// some reads a few bytes. A chunk that another file was fetching when it was closed,
// or lost, is fetched anew.
func (f *file) some(p []byte, off int64) (int, error) {
	index := off / chunk.Size
	p = p[:min(int64(len(p)), (index+1)*chunk.Size-off, f.size-off)]
	for try := 0; ; try++ {
		h, err := f.chunk(index)
		if err != nil {
			return 0, err
		}
		n, err := h.chunk.ReadAt(p, int(off-index*chunk.Size))
		h.chunk.Release()
		if n > 0 {
			return n, nil
		}
		if err == nil || err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		f.drop(index, h.chunk)
		if f.isClosed() {
			return 0, os.ErrClosed
		}
		if h.mine && !errors.Is(err, os.ErrClosed) || try == 3 {
			return 0, err
		}
	}
}

func (f *file) isClosed() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.closed
}

// chunk is the chunk with that index, which the caller uses. Where the reads go on one after the other, the
// next is fetched too.
func (f *file) chunk(index int64) (held, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return held{}, os.ErrClosed
	}
	h := f.hold(index)
	if index == f.last+1 && (index+1)*chunk.Size < f.size {
		f.hold(index + 1)
		h = f.hold(index) // used last
	}
	f.last = index
	h.chunk.Use()
	return h, nil
}

// hold returns a chunk, which is fetched where it is not held; f.mu is held.
func (f *file) hold(index int64) held {
	for i, h := range f.recent {
		if h.index == index {
			f.recent = append(append(f.recent[:i:i], f.recent[i+1:]...), h)
			return h
		}
	}
	h := held{index: index}
	size := min(chunk.Size, f.size-index*chunk.Size)
	start := func(c *chunk.Chunk, ended func(error)) {
		h.mine = true
		f.jobs = append(f.jobs, job{index, c.Use(), ended})
		if !f.busy {
			f.busy = true
			go f.fetch()
		}
	}
	if f.movie != "" {
		h.chunk = f.l.chunks.Open(chunk.ID{Movie: f.movie, Index: index}, size, start)
	} else {
		h.chunk = chunk.New(size)
		start(h.chunk, func(err error) {
			if err != nil {
				h.chunk.Fail(err)
			}
		})
	}
	if len(f.recent) == mostRecent {
		f.recent[0].chunk.Release()
		f.recent = f.recent[1:]
	}
	f.recent = append(f.recent, h)
	return h
}

func (f *file) drop(index int64, c *chunk.Chunk) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, h := range f.recent {
		if h.index == index && h.chunk == c {
			c.Release()
			f.recent = append(f.recent[:i:i], f.recent[i+1:]...)
			return
		}
	}
}

// fetch fetches the chunks that are asked for, one after the other.
func (f *file) fetch() {
	for {
		f.mu.Lock()
		if len(f.jobs) == 0 {
			f.busy = false
			if f.closed {
				f.stream.close()
			}
			f.mu.Unlock()
			return
		}
		j := f.jobs[0]
		f.jobs = f.jobs[1:]
		f.mu.Unlock()
		j.ended(f.stream.fill(j.chunk.Bytes(), j.index*chunk.Size, j.chunk.More))
		j.chunk.Release()
	}
}

// Close ends the reads.
func (f *file) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return os.ErrClosed
	}
	f.closed = true
	f.end()
	for _, h := range f.recent {
		h.chunk.Release()
	}
	f.recent = nil
	if !f.busy {
		f.stream.close()
	}
	return nil
}

// arrived is a file that was received.
type arrived struct{ *file }

// SHA256 implements media.Hashed.
func (f arrived) SHA256(ctx context.Context) (string, error) {
	if len(f.parts) == 0 {
		sum := sha256.Sum256(nil)
		return hex.EncodeToString(sum[:]), nil
	}
	last := f.parts[len(f.parts)-1]
	o, err := f.l.bucket.head(ctx, f.dir+last.Name)
	if err != nil {
		return "", err
	}
	if h := hashFrom(o.meta[metaState]); h != nil && o.size == last.Size {
		return sumOf(h), nil
	}
	return "", nil
}

var (
	_ media.File   = (*file)(nil)
	_ media.Hashed = arrived{}
)
