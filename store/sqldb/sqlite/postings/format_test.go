package postings

import (
	"encoding/binary"
	"errors"
	"testing"
)

// structure is a record of the structure with so many levels, of which nothing follows.
func structure(levels ...byte) []byte {
	p := binary.BigEndian.AppendUint32(make([]byte, 4), version2)
	return append(p, levels...)
}

// A record that says it has more than follows is damaged; it is not read for years.
func TestSegmentsOf_CutOff(t *testing.T) {
	most := []byte{0xbf, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}
	less := []byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff} // -1
	for _, p := range [][]byte{
		structure(append(most, 0, 0)...),
		structure(append([]byte{1, 0, 0, 0}, most...)...),
		structure(append(less, 0, 0)...),
		structure(append([]byte{1, 0, 0, 0}, less...)...),
		structure(0xff),
	} {
		if _, err := segmentsOf(p); !errors.Is(err, ErrDamaged) {
			t.Errorf("segmentsOf(%x) = %v", p, err)
		}
	}
}

// What is on a page of the index, or on one that a disk spoiled, is read within its
// bounds: what is given lies on the page, and nothing is read without end.
func FuzzPage(f *testing.F) {
	f.Add(structure(1, 1, 0, 0, 1, 7, 1, 3, 0, 0, 1, 9, 0), "0a", uint64(3))
	f.Add([]byte{0, 0, 0, 9, 2, '0', 'a', 5, 3, 4}, "0a", uint64(5))
	f.Add([]byte{0, 4, 0, 12, 5, 3, 2, '0', 'a', 1, 0, 1, 6}, "0b", uint64(0))
	f.Add([]byte{1, 4, 2, 3, 0, 0, 5}, "", uint64(1))
	f.Add([]byte{4, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 9, 0, 0, 0, 0}, "0", uint64(9))
	f.Fuzz(func(t *testing.T, p []byte, term string, place uint64) {
		_, _ = segmentsOf(p)
		_, _, _ = appendPages(nil, p)
		if places, err := appendPlaces(nil, p); err == nil && len(places) > len(p) {
			t.Errorf("%d places in %d bytes", len(places), len(p))
		}
		inTable(p, place%7+1, place)
		l := leaf(p)
		if l.check() != nil {
			return
		}
		if part, _, err := l.first(); err == nil && len(part) > len(p) {
			t.Errorf("%d bytes of a page of %d", len(part), len(p))
		}
		if from, to, _, err := l.find(term); err == nil && (from > to || to > len(p)) {
			t.Errorf("find = %d, %d on a page of %d", from, to, len(p))
		}
		_ = l.eachTerm(func(_ []byte, from, to int, _ bool) (bool, error) {
			if from > to || to > len(p) {
				t.Errorf("a term's places are %d to %d on a page of %d", from, to, len(p))
			}
			return true, nil
		})
	})
}
