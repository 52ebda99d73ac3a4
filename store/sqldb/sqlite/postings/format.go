package postings

import (
	"encoding/binary"
	"errors"
	"slices"
)

// The numbers of records: of the segment, whether it is one of the index of long
// lists, its level there, and its page.
const (
	structureRecord = 10

	pageBits   = 31
	heightBits = 5
	longBit    = pageBits + heightBits
	segmentBit = longBit + 1

	// deletedBit is in the segment's number in those of its deleted places.
	deletedBit = 1 << 16
)

func leafRecord(segment, page int64) int64 { return segment<<segmentBit + page }

func longRecord(segment, page int64) int64 { return segment<<segmentBit + 1<<longBit + page }

func deletedRecord(segment, page int64) int64 { return leafRecord(segment+deletedBit, page) }

// termMark stands before each term of the index itself.
const termMark = '0'

// leafHead is what stands at the beginning of a leaf: where its first place is, if that
// does not follow a term on it, and where its list of terms is.
const leafHead = 4

// version2 follows the cookie where rows may be deleted of which the content is not
// known.
const version2 = 0xff000001

// ErrDamaged says that what was read is no index.
var ErrDamaged = errors.New("the search index is damaged")

func damaged(what string) error { return errors.Join(ErrDamaged, errors.New(what)) }

// reader reads numbers off a record. It fails once, at the end.
type reader struct {
	p      []byte
	failed bool
}

func (r *reader) number() int64 {
	v, n := number(r.p)
	if n == 0 {
		r.failed = true
		return 0
	}
	r.p = r.p[n:]
	return v
}

// count reads how many of something follow.
func (r *reader) count() int64 {
	n := r.number()
	r.failed = r.failed || n < 0
	return n
}

// number reads a number of one to nine bytes, and how many those are; 0 if they are not
// all there.
func number(p []byte) (v int64, n int) {
	for n, b := range p {
		if n == 8 {
			return v<<8 | int64(b), 9
		}
		v = v<<7 | int64(b&0x7f)
		if b < 0x80 {
			return v, n + 1
		}
	}
	return 0, 0
}

// segmentsOf reads the structure record.
func segmentsOf(p []byte) (list []segment, err error) {
	if len(p) < 8 || binary.BigEndian.Uint32(p[4:]) != version2 {
		return nil, damaged("no structure of a table of which rows are deleted without content")
	}
	r := &reader{p: p[8:]}
	levels, _, _ := r.count(), r.number(), r.number()
	for at := int64(0); at < levels && !r.failed; at++ {
		_, n := r.number(), r.count()
		for at := int64(0); at < n && !r.failed; at++ {
			s := segment{id: r.number(), first: r.number(), last: r.number()}
			_, _, pages := r.number(), r.number(), r.number() // the origins
			_, _ = r.number(), r.number()                     // how many places it has, and were deleted
			if pages > 0 {
				s.deleted = &tombstones{segment: s.id, pages: pages}
			}
			list = append(list, s)
		}
	}
	if r.failed {
		return nil, damaged("a structure that is cut off")
	}
	return list, nil
}

// leaf is a leaf page.
type leaf []byte

func (l leaf) check() error {
	if len(l) < leafHead || l.size() < leafHead || l.size() > len(l) {
		return damaged("a leaf")
	}
	return nil
}

// size is where its list of terms begins.
func (l leaf) size() int { return int(binary.BigEndian.Uint16(l[2:])) }

// goesOn reports whether the leaf begins with places of the term before it.
func (l leaf) goesOn() bool { return binary.BigEndian.Uint16(l) != 0 }

// first is the part of a list with which the leaf begins; ends says that the list does
// not go on behind it.
func (l leaf) first() (part []byte, ends bool, err error) {
	if !l.goesOn() {
		return nil, true, nil
	}
	end := l.size()
	if ends = end < len(l); ends {
		at, _ := number(l[end:])
		if at < leafHead || at > int64(end) {
			return nil, false, damaged("the places of a leaf")
		}
		end = int(at)
	}
	return l[leafHead:end], ends, nil
}

// find gives where on a leaf the places of a term are; last says that they may go on
// behind it. from is 0 if the term is not there.
func (l leaf) find(wanted string) (from, to int, last bool, err error) {
	same := 0 // how many bytes the term before, which is less, has in common with it
	err = l.each(func(t stored) (more bool, err error) {
		if t.kept != same {
			return t.kept > same, nil // less, as the one before, or greater
		}
		left := wanted[same:]
		n := 0
		for n < len(left) && n < len(t.fresh) && left[n] == t.fresh[n] {
			n++
		}
		same += n
		switch {
		case n == len(left) && n == len(t.fresh):
			from, to, last = t.from, t.to, t.last
			return false, nil
		case n == len(left):
			return false, nil
		}
		return n == len(t.fresh) || t.fresh[n] < left[n], nil
	})
	return from, to, last, err
}

// eachTerm calls fn with each term of a leaf and with where its places are on it; last
// says that they may go on behind it. fn reports whether to go on.
func (l leaf) eachTerm(fn func(term []byte, from, to int, last bool) (bool, error)) error {
	var term []byte
	return l.each(func(t stored) (bool, error) {
		term = append(term[:t.kept], t.fresh...)
		return fn(term, t.from, t.to, t.last)
	})
}

// stored is a term as it stands on a leaf: so many bytes of the one before it, and what
// follows them; and where its places are.
type stored struct {
	kept     int
	fresh    []byte
	from, to int
	last     bool
}

// each calls fn with each term of a leaf until that reports that it is not to go on.
func (l leaf) each(fn func(stored) (bool, error)) error {
	begins := &reader{p: l[l.size():]} // where each begins, counted from the one before
	if len(begins.p) == 0 {
		return nil
	}
	at, before := begins.number(), int64(0)
	for first := true; ; first = false {
		r := &reader{p: l[min(max(int(at), 0), l.size()):l.size()]}
		kept := int64(0)
		if !first {
			kept = r.number()
		}
		fresh := r.number()
		if r.failed || begins.failed || kept < 0 || kept > before || fresh < 0 || fresh > int64(len(r.p)) {
			return damaged("a term")
		}
		before = kept + fresh
		t := stored{int(kept), r.p[:fresh], l.size() - len(r.p) + int(fresh), l.size(), len(begins.p) == 0}
		if !t.last {
			at += begins.number()
			t.to = int(at)
		}
		if t.to < t.from || t.to > l.size() {
			return damaged("the terms of a leaf")
		}
		if more, err := fn(t); err != nil || !more || t.last {
			return err
		}
	}
}

// appendPages reads a page of the index of a long list; more says that there may be
// another.
func appendPages(pages []page, p []byte) (_ []page, more bool, err error) {
	if len(p) == 0 {
		return nil, false, damaged("the index of a list")
	}
	r := &reader{p: p[1:]}
	next := page{number: r.number(), first: r.number()}
	for {
		pages = append(pages, next)
		for next.number++; len(r.p) > 0 && r.p[0] == 0; next.number++ { // a leaf without a first place
			r.p = r.p[1:]
		}
		if len(r.p) == 0 || r.failed {
			break
		}
		next.first += r.number()
	}
	if r.failed {
		return nil, false, damaged("the index of a list")
	}
	return pages, p[0]&1 == 1, nil
}

// appendPlaces decodes places: the first as it is, and of the others how far each is
// from the one before.
func appendPlaces(list []int64, p []byte) ([]int64, error) {
	n := 0 // of one byte and more each
	for _, b := range p {
		n += int(^b >> 7)
	}
	list = slices.Grow(list, n)
	at := int64(0)
	for i := 0; i < len(p); {
		switch b := p[i]; {
		case b < 0x80:
			if b == 0 && i > 0 {
				return nil, damaged("a place that is marked as deleted") // no table of ours has those
			}
			at += int64(b)
			i++
		case i+1 < len(p) && p[i+1] < 0x80:
			at += int64(b&0x7f)<<7 | int64(p[i+1])
			i += 2
		default:
			v, n := number(p[i:])
			if n == 0 {
				return nil, damaged("places that are cut off")
			}
			at += v
			i += n
		}
		list = append(list, at)
	}
	return list, nil
}
