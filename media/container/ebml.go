package container

import (
	"fmt"
	"math"
)

// element is one element of an EBML file. A live recording does not know the
// size of its segment and its clusters: open is set then.
type element struct {
	id        uint64
	body, end int64
	open      bool
}

// element reads the header of the element at off inside what ends at end.
// errCut means that the header or the body goes on behind end.
func (b *boundedReader) element(off, end int64) (element, error) {
	if err := b.step(); err != nil {
		return element{}, err
	}
	p, err := b.atMost(off, end, 12)
	if err != nil {
		return element{}, err
	}
	if len(p) == 0 {
		return element{}, errCut
	}
	idLen := vintLen(p[0])
	if idLen > 4 {
		if p[0] == 0 {
			return element{}, fmt.Errorf("%w: a hole at %d", ErrTruncated, off)
		}
		return element{}, fmt.Errorf("%w: no element at %d", ErrNotAMovie, off)
	}
	if len(p) <= idLen {
		return element{}, errCut
	}
	x := element{id: uint(p[:idLen])}
	sizeLen := vintLen(p[idLen])
	if sizeLen > 8 {
		return x, fmt.Errorf("%w: no size at %d", ErrNotAMovie, off)
	}
	if len(p) < idLen+sizeLen {
		return x, errCut
	}
	all := uint64(1)<<(7*sizeLen) - 1
	size := uint(p[idLen:idLen+sizeLen]) & all
	x.body = off + int64(idLen+sizeLen)
	if size == all {
		x.open, x.end = true, end
		return x, nil
	}
	if size > uint64(end-x.body) {
		return x, errCut
	}
	x.end = x.body + int64(size)
	return x, nil
}

// vintLen is how many bytes a number takes whose first byte is c; 9 if none.
func vintLen(c byte) int {
	n := 1
	for m := byte(0x80); m != 0 && c&m == 0; m >>= 1 {
		n++
	}
	return n
}

// within calls f for every element in x, all of which must have a size.
func (b *boundedReader) within(x element, f func(element) error) error {
	for off := x.body; off < x.end; {
		c, err := b.element(off, x.end)
		if err == errCut || err == nil && c.open {
			return fmt.Errorf("%w: an element is larger than the one around it", ErrNotAMovie)
		}
		if err != nil {
			return err
		}
		if err := f(c); err != nil {
			return err
		}
		off = c.end
	}
	return nil
}

// number reads an unsigned number of at most 8 bytes.
func (b *boundedReader) number(x element) (uint64, error) {
	p, err := b.atMost(x.body, x.end, 8)
	return uint(p), err
}

// float reads a floating point number of 4 or 8 bytes, 0 for anything else.
func (b *boundedReader) float(x element) (float64, error) {
	p, err := b.atMost(x.body, x.end, 8)
	if err != nil {
		return 0, err
	}
	switch x.end - x.body {
	case 4:
		return float64(math.Float32frombits(uint32(uint(p)))), nil
	case 8:
		return math.Float64frombits(uint(p)), nil
	}
	return 0, nil
}

// word reads a short text.
func (b *boundedReader) word(x element) (string, error) {
	p, err := b.atMost(x.body, x.end, 32)
	for i, c := range p {
		if c == 0 {
			p = p[:i]
			break
		}
	}
	return string(p), err
}
