package container

import (
	"errors"
	"fmt"
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

// matroska is what the segment says.
type matroska struct {
	scale    uint64 // nanoseconds a unit
	units    float64
	tracks   []mkvTrack
	last     element // the last cluster
	clusters int
	tags     tagReader
}

// recogniseMatroska walks the file from the EBML header through every element
// of the segment: their sizes show whether it is whole.
func recogniseMatroska(b *boundedReader) (Info, error) {
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
func (m *matroska) walk(b *boundedReader, off int64) error {
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
func (m *matroska) walkSegment(b *boundedReader, segment element) (int64, error) {
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
		case x.id == idTags:
			err = m.readTags(b, x)
		}
		if err != nil {
			return 0, err
		}
		off = x.end
	}
	return segment.end, nil
}

// openClusterEnd finds the element that can't be inside a cluster.
func (m *matroska) openClusterEnd(b *boundedReader, cluster, segment element) (int64, error) {
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

func (m *matroska) readInfo(b *boundedReader, x element) (err error) {
	switch x.id {
	case idScale:
		m.scale, err = b.number(x)
	case idDuration:
		m.units, err = b.float(x)
	case idTitle:
		var p []byte
		p, err = b.atMost(x.body, x.end, maxLine)
		if m.tags.Title == "" {
			m.tags.Title = line(p)
		}
	}
	return err
}

// length is the duration that the file claims, or for a live recording the
// time of its last block.
func (m *matroska) length(b *boundedReader) (time.Duration, error) {
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
