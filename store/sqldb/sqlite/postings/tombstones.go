package postings

import (
	"context"
	"encoding/binary"
)

// tombstones are the places of a segment that were deleted: pages of hash tables, each
// read once.
type tombstones struct {
	segment, pages int64
	read           map[int64][]byte
}

// has reports whether a place was deleted.
func (t *tombstones) has(ctx context.Context, x *Index, place int64) (bool, error) {
	n := int64(uint64(place) % uint64(t.pages))
	p, is := t.read[n]
	if !is {
		id := deletedRecord(t.segment, n)
		if err := x.records(ctx, id, id, func(_ int64, block []byte) error {
			p = append([]byte{}, block...)
			return nil
		}); err != nil {
			return false, err
		}
		if t.read == nil {
			t.read = map[int64][]byte{}
		}
		t.read[n] = p
	}
	return inTable(p, uint64(t.pages), uint64(place)), nil
}

// inTable looks a place up in one of so many hash tables.
func inTable(p []byte, tables, place uint64) bool {
	size := 8
	if len(p) > 0 && p[0] == 4 {
		size = 4
	}
	switch {
	case len(p) < 8+size: // nothing was deleted of these
		return false
	case place == 0:
		return p[1] != 0
	}
	slots := uint64(1)
	if len(p) > 16 {
		slots = uint64((len(p) - 8) / size)
	}
	for at, left := place/tables%slots, slots; left > 0; at, left = (at+1)%slots, left-1 {
		slot := p[8+int(at)*size:]
		var v uint64
		if size == 4 {
			v = uint64(binary.BigEndian.Uint32(slot))
		} else {
			v = binary.BigEndian.Uint64(slot)
		}
		switch v {
		case place:
			return true
		case 0:
			return false
		}
	}
	return false
}
