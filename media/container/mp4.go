package container

import (
	"fmt"
)

// box is one box of an ISO base media file (mp4).
type box struct {
	kind      string
	body, end int64
}

// box reads the header of the box at off inside what ends at end. errCut means
// that the header or the body goes on behind end.
func (b *boundedReader) box(off, end int64) (box, error) {
	if err := b.step(); err != nil {
		return box{}, err
	}
	if end-off < 8 {
		return box{}, errCut
	}
	p, err := b.at(off, 8)
	if err != nil {
		return box{}, err
	}
	size, head := uint(p[:4]), int64(8)
	x := box{kind: string(p[4:8])}
	switch size {
	case 0: // it goes on to the end
		x.body, x.end = off+head, end
		return x, nil
	case 1:
		head = 16
		if end-off < head {
			return x, errCut
		}
		if p, err = b.at(off+8, 8); err != nil {
			return x, err
		}
		size = uint(p)
	}
	if size < uint64(head) {
		return x, fmt.Errorf("%w: a box of %d bytes", ErrNotAMovie, size)
	}
	x.body = off + head
	if size > uint64(end-off) {
		return x, errCut
	}
	x.end = off + int64(size)
	return x, nil
}

// inside calls f for every box in x. A child that goes on behind its parent
// makes the file no movie; a rest too short for a box is padding.
func (b *boundedReader) inside(x box, f func(box) error) error {
	for off := x.body; x.end-off >= 8; {
		c, err := b.box(off, x.end)
		if err == errCut {
			return fmt.Errorf("%w: a box is larger than the one around it", ErrNotAMovie)
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

// plainKind reports whether this is a box's kind, not junk or a hole in the file.
func plainKind(kind string) bool {
	for i := range len(kind) {
		if c := kind[i]; c != 0xa9 && (c < 0x20 || c > 0x7e) {
			return false
		}
	}
	return true
}

// recogniseMP4 walks the boxes at the top of the file: their sizes show whether
// it is whole, moov what it is.
func recogniseMP4(b *boundedReader) (Info, error) {
	var m mp4Movie
	var data bool // some of the picture is here
	for off := int64(0); off < b.size; {
		x, err := b.box(off, b.size)
		if err == nil || err == errCut {
			if x.kind == "\x00\x00\x00\x00" {
				return Info{}, fmt.Errorf("%w: a hole at %d", ErrTruncated, off)
			}
			if x.kind != "" && !plainKind(x.kind) {
				if m.tracks != nil && data {
					break // junk behind a whole movie, as players see it
				}
				return Info{}, fmt.Errorf("%w: no box at %d", ErrNotAMovie, off)
			}
		}
		if err != nil {
			return Info{}, err
		}
		switch x.kind {
		case "moov":
			if m.tracks == nil {
				m.indexFirst = !data
				err = m.readMovie(b, x)
			}
		case "moof":
			data = true
			err = m.readFragment(b, x)
		case "sidx":
			err = checkIndex(b, x)
		case "mdat":
			data = true
		}
		if err != nil {
			return Info{}, err
		}
		off = x.end
	}
	if m.tracks == nil || !data {
		return Info{}, fmt.Errorf("%w: its %s is missing", ErrTruncated, map[bool]string{true: "index", false: "picture"}[data])
	}
	return m.info(b)
}

// checkIndex returns errCut when the pieces that a segment index lists go on
// behind the file's end: a file cut between two fragments has only that.
func checkIndex(b *boundedReader, x box) error {
	p, err := b.atMost(x.body, x.end, 32)
	if err != nil {
		return err
	}
	if len(p) < 24 || p[0] > 0 && len(p) < 32 {
		return fmt.Errorf("%w: a short sidx", ErrNotAMovie)
	}
	first, list := uint(p[16:20]), x.body+24
	count := uint(p[22:24])
	if p[0] > 0 {
		first, list = uint(p[20:28]), x.body+32
		count = uint(p[30:32])
	}
	if first > uint64(b.size-x.end) {
		return errCut
	}
	need := x.end + int64(first)
	for i := range count {
		if err := b.step(); err != nil {
			return err
		}
		off := list + int64(i)*12
		if off+12 > x.end {
			return fmt.Errorf("%w: a short sidx", ErrNotAMovie)
		}
		if p, err = b.at(off, 4); err != nil {
			return err
		}
		need += int64(uint(p) & 0x7fffffff)
		if need > b.size {
			return errCut
		}
	}
	return nil
}
