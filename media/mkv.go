package media

import (
	"errors"
	"fmt"
	"math"
	"time"
)

// The elements of Matroska and WebM that are read here.
const (
	idEBML        = 0x1a45dfa3
	idDocType     = 0x4282
	idVoid        = 0xec
	idCRC         = 0xbf
	idSegment     = 0x18538067
	idSeekHead    = 0x114d9b74
	idInfo        = 0x1549a966
	idScale       = 0x2ad7b1
	idDuration    = 0x4489
	idTracks      = 0x1654ae6b
	idChapters    = 0x1043a770
	idAttachments = 0x1941a469
	idTags        = 0x1254c367
	idCues        = 0x1c53bb6b
	idCluster     = 0x1f43b675
	idTimestamp   = 0xe7
	idSimpleBlock = 0xa3
	idBlockGroup  = 0xa0
	idBlock       = 0xa1
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
func (b *bounded) element(off, end int64) (element, error) {
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
func (b *bounded) within(x element, f func(element) error) error {
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
func (b *bounded) number(x element) (uint64, error) {
	p, err := b.atMost(x.body, x.end, 8)
	return uint(p), err
}

// float reads a floating point number of 4 or 8 bytes, 0 for anything else.
func (b *bounded) float(x element) (float64, error) {
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
func (b *bounded) word(x element) (string, error) {
	p, err := b.atMost(x.body, x.end, 32)
	for i, c := range p {
		if c == 0 {
			p = p[:i]
			break
		}
	}
	return string(p), err
}

// matroska is what the segment says.
type matroska struct {
	scale    uint64 // nanoseconds a unit
	units    float64
	tracks   []mkvTrack
	last     element // the last cluster
	clusters int
}

// recogniseMatroska walks the file from the EBML header through every element
// of the segment: their sizes tell whether it is whole.
func recogniseMatroska(b *bounded) (Info, error) {
	head, err := b.element(0, b.size)
	if err != nil {
		return Info{}, err
	}
	if head.id != idEBML || head.open || head.end > 4096 {
		return Info{}, fmt.Errorf("%w: no EBML header", ErrNotAMovie)
	}
	var doc string
	err = b.within(head, func(x element) (err error) {
		if x.id == idDocType {
			doc, err = b.word(x)
		}
		return err
	})
	if err != nil {
		return Info{}, err
	}
	i := Info{MediaType: "video/x-matroska", Ext: ".mkv"}
	switch doc {
	case "webm":
		i = Info{MediaType: "video/webm", Ext: ".webm"}
	case "matroska":
	default:
		return Info{}, fmt.Errorf("%w: an EBML file of another kind", ErrNotAMovie)
	}
	m := matroska{scale: 1_000_000}
	if err := m.walk(b, head.end); err != nil {
		return Info{}, err
	}
	return m.info(b, i)
}

// walk goes through the top of the file: one segment, and what is behind it.
func (m *matroska) walk(b *bounded, off int64) error {
	seen := false
	for off < b.size {
		x, err := b.element(off, b.size)
		if seen && errors.Is(err, ErrNotAMovie) {
			return nil // junk behind a whole movie, as players see it
		}
		if err != nil {
			return err
		}
		switch {
		case x.id == idVoid, x.id == idCRC:
			off = x.end
			continue
		case seen: // another file behind this one
			return nil
		case x.id != idSegment:
			return fmt.Errorf("%w: no segment at %d", ErrNotAMovie, off)
		}
		seen = true
		if off, err = m.walkSegment(b, x); err != nil {
			return err
		}
	}
	if !seen {
		return errCut
	}
	return nil
}

// walkSegment goes through the segment's elements and returns where it ends.
func (m *matroska) walkSegment(b *bounded, segment element) (int64, error) {
	for off := segment.body; off < segment.end; {
		x, err := b.element(off, segment.end)
		if err == errCut && !segment.open {
			return 0, fmt.Errorf("%w: an element is larger than its segment", ErrNotAMovie)
		}
		if err != nil {
			return 0, err
		}
		switch {
		case x.id == idEBML && segment.open:
			return off, nil
		case x.id == idCluster:
			if x.open {
				if x.end, err = m.openClusterEnd(b, x, segment); err != nil {
					return 0, err
				}
			}
			m.clusters++
			m.last = x
		case x.open:
			return 0, fmt.Errorf("%w: an element without a size", ErrNotAMovie)
		case x.id == idInfo:
			err = b.within(x, func(x element) error { return m.readInfo(b, x) })
		case x.id == idTracks && m.tracks == nil:
			err = m.readTracks(b, x)
		}
		if err != nil {
			return 0, err
		}
		off = x.end
	}
	return segment.end, nil
}

// openClusterEnd finds the element that can't be inside a cluster.
func (m *matroska) openClusterEnd(b *bounded, cluster, segment element) (int64, error) {
	off := cluster.body
	for off < segment.end {
		x, err := b.element(off, segment.end)
		if err != nil {
			return 0, err
		}
		switch x.id {
		case idEBML, idSegment, idSeekHead, idInfo, idTracks, idChapters, idAttachments, idTags, idCues, idCluster:
			return off, nil
		}
		if x.open {
			return 0, fmt.Errorf("%w: an element without a size", ErrNotAMovie)
		}
		off = x.end
	}
	return off, nil
}

func (m *matroska) readInfo(b *bounded, x element) (err error) {
	switch x.id {
	case idScale:
		m.scale, err = b.number(x)
	case idDuration:
		m.units, err = b.float(x)
	}
	return err
}

// length is the duration that the file claims, or for a live recording the
// time of its last block.
func (m *matroska) length(b *bounded) (time.Duration, error) {
	if s := m.units * float64(m.scale) / 1e9; s > 0 && s <= maxDuration.Seconds() {
		return time.Duration(s * float64(time.Second)).Round(time.Microsecond), nil
	}
	var from, most uint64
	block := func(x element) error {
		p, err := b.atMost(x.body, x.end, 11)
		if err != nil || len(p) == 0 {
			return err
		}
		if n := vintLen(p[0]); len(p) >= n+2 {
			if at := int16(uint(p[n : n+2])); at > 0 {
				most = max(most, uint64(at))
			}
		}
		return nil
	}
	err := b.within(m.last, func(x element) (err error) {
		switch x.id {
		case idTimestamp:
			from, err = b.number(x)
		case idSimpleBlock:
			err = block(x)
		case idBlockGroup:
			err = b.within(x, func(x element) error {
				if x.id != idBlock {
					return nil
				}
				return block(x)
			})
		}
		return err
	})
	if err != nil || m.scale == 0 || from > 1<<62 {
		return 0, err
	}
	s := float64(from+most) * float64(m.scale) / 1e9
	if s > maxDuration.Seconds() {
		return 0, nil
	}
	return time.Duration(s * float64(time.Second)).Round(time.Microsecond), nil
}
