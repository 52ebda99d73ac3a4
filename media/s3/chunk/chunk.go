package chunk

import (
	"os"
	"sync"
	"sync/atomic"
)

// Size is how much is fetched, shared and kept at a time.
const Size = 1 << 20

// ID is a chunk of a movie.
type ID struct {
	Movie string
	Index int64
}

// Chunk is a stretch of a file: in memory, where it is read while it comes, or in the
// folder. It is of use until as many have released it as use it.
type Chunk struct {
	uses atomic.Int32
	file *os.File // instead of p

	mu   sync.Mutex
	came sync.Cond
	p    []byte
	n    int // how much of p came
	err  error

	shared    atomic.Bool // several want it
	forgotten atomic.Bool // its movie is gone
}

// New returns a chunk of which nothing came yet, and which its caller uses.
func New(size int64) *Chunk {
	c := &Chunk{p: takeBuffer(size)}
	c.came.L = &c.mu
	c.uses.Store(1)
	return c
}

// kept is a chunk in a file, which its caller uses.
func kept(f *os.File) *Chunk {
	c := &Chunk{file: f}
	c.uses.Store(1)
	return c
}

// Use lets one more use a chunk, for one that uses it.
func (c *Chunk) Use() *Chunk {
	c.uses.Add(1)
	return c
}

// Release is said by each that uses a chunk, once. With the last its memory is another's.
func (c *Chunk) Release() {
	switch n := c.uses.Add(-1); {
	case n < 0:
		panic("chunk: released more often than used")
	case n > 0:
	case c.file != nil:
		_ = c.file.Close()
	default:
		giveBuffer(c.p)
		c.p = nil
	}
}

// Bytes is where what comes is put, from the beginning.
func (c *Chunk) Bytes() []byte { return c.p }

// More says how much came.
func (c *Chunk) More(n int) {
	c.mu.Lock()
	c.n = n
	c.mu.Unlock()
	c.came.Broadcast()
}

// Fail says that no more comes.
func (c *Chunk) Fail(err error) {
	c.mu.Lock()
	c.err = err
	c.mu.Unlock()
	c.came.Broadcast()
}

// ReadAt reads what is there at a place, and waits until anything is. It may read less
// than it is asked for.
func (c *Chunk) ReadAt(p []byte, at int) (int, error) {
	if c.file != nil {
		n, err := c.file.ReadAt(p, int64(at))
		if n > 0 {
			err = nil
		}
		return n, err
	}
	c.mu.Lock()
	for c.n <= at && c.err == nil {
		c.came.Wait()
	}
	n, err := c.n, c.err
	c.mu.Unlock()
	if n <= at {
		return 0, err
	}
	return copy(p, c.p[at:n]), nil
}
