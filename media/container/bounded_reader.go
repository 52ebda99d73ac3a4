package container

import (
	"errors"
	"fmt"
	"io"
	"sync"
	"time"
)

// What reading one container may cost, whatever it claims. A film of three
// hours in one-second pieces has some 20,000 boxes; a live recording with every
// frame at the top has some 800,000 elements.
const (
	maxSteps  = 2_000_000
	maxBytes  = 1 << 30
	maxRead   = 64 << 10
	maxTime   = 60 * time.Second
	windowLen = 512
	beginLen  = 8 << 10
)

// errCut is a header or body that lies behind the end of what holds it.
var errCut = errors.New("cut off")

// boundedReader reads small pieces of a container within a budget of steps, bytes
// and time. Pieces that lie together come out of one small window; the beginning, in
// which the index of a short movie lies, is read once.
type boundedReader struct {
	r     io.ReaderAt
	size  int64
	steps int
	bytes int64
	until time.Time

	begin     []byte // of a buffer that free gives back
	window    []byte
	windowOff int64
	buf       [windowLen]byte
}

func newBoundedReader(r io.ReaderAt, size int64) *boundedReader {
	return &boundedReader{r: r, size: size, steps: maxSteps, bytes: maxBytes, until: time.Now().Add(maxTime)}
}

// begins are buffers for the beginning of a file.
var begins = sync.Pool{New: func() any { return new([beginLen]byte) }}

// free must be called when nothing is read any more, nor looked at that was.
func (b *boundedReader) free() {
	if b.begin != nil {
		begins.Put((*[beginLen]byte)(b.begin[:beginLen]))
	}
	b.begin = nil
}

// step spends one of the steps; a container that needs more is refused.
func (b *boundedReader) step() error {
	b.steps--
	if b.steps < 0 {
		return fmt.Errorf("%w: too many parts", ErrNotAMovie)
	}
	if b.steps%1024 == 0 && time.Now().After(b.until) {
		return fmt.Errorf("%w: it takes too long to read", ErrNotAMovie)
	}
	return nil
}

// at returns n bytes from off, valid until the next call. Bytes behind the
// file's end are errCut.
func (b *boundedReader) at(off int64, n int) ([]byte, error) {
	if n < 0 || n > maxRead || off < 0 {
		return nil, fmt.Errorf("%w: a part of %d bytes", ErrNotAMovie, n)
	}
	if off > b.size || int64(n) > b.size-off {
		return nil, errCut
	}
	if b.begin == nil && off < beginLen {
		begin := begins.Get().(*[beginLen]byte)[:min(beginLen, b.size)]
		if err := b.read(begin, 0); err != nil {
			begins.Put((*[beginLen]byte)(begin[:beginLen]))
			return nil, err
		}
		b.begin = begin
	}
	if end := off + int64(n); end <= int64(len(b.begin)) {
		return b.begin[off:end], nil
	}
	if from := off - b.windowOff; from >= 0 && from <= int64(len(b.window)) && int64(n) <= int64(len(b.window))-from {
		return b.window[from : from+int64(n)], nil
	}
	into := b.buf[:]
	if n > len(into) {
		into = make([]byte, n)
	}
	into = into[:min(int64(len(into)), b.size-off)]
	b.window = nil
	if err := b.read(into, off); err != nil {
		return nil, err
	}
	b.window, b.windowOff = into, off
	return into[:n], nil
}

// read fills p with what stands at off.
func (b *boundedReader) read(p []byte, off int64) error {
	b.bytes -= int64(len(p))
	if b.bytes < 0 {
		return fmt.Errorf("%w: too much to read", ErrNotAMovie)
	}
	got, err := b.r.ReadAt(p, off)
	if got < len(p) {
		if err == nil || errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return fmt.Errorf("read %d bytes at %d: %w", len(p), off, err)
	}
	return nil
}

// atMost is at for a body of which only the beginning matters.
func (b *boundedReader) atMost(off, end int64, n int) ([]byte, error) {
	if end < off {
		return nil, errCut
	}
	return b.at(off, int(min(int64(n), end-off)))
}

// uint reads a big-endian number of up to 8 bytes.
func uint(p []byte) uint64 {
	var n uint64
	for _, c := range p {
		n = n<<8 | uint64(c)
	}
	return n
}

// maxDuration bounds what a container may claim; above it the claim is noise.
const maxDuration = 30 * 24 * time.Hour

// durationOf turns units of a time scale into a duration, 0 where they are noise.
func durationOf(units, perSecond uint64) time.Duration {
	if units == 0 || perSecond == 0 {
		return 0
	}
	s := float64(units) / float64(perSecond)
	if s > maxDuration.Seconds() {
		return 0
	}
	return time.Duration(s * float64(time.Second)).Round(time.Microsecond)
}
