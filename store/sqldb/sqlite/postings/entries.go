package postings

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"strings"
)

// entries are where a term stands in an index: its lists of places, one in each
// segment that has it.
type entries []*list

// list are the places of a term in a segment, ascending.
type list struct {
	segment *segment
	pages   []page
	places  []int64 // of a list without pages: all of them
}

// page is a leaf on which a part of a list stands.
type page struct {
	number int64
	first  int64  // the first place of that part
	part   []byte // as it stands there; nil: to be read
}

// size is about how many places there are.
func (e entries) size() (n int) {
	for _, l := range e {
		n += len(l.places)
		for _, p := range l.pages {
			if n += len(p.part); p.part == nil {
				n += placesAPage
			}
		}
	}
	return n
}

const placesAPage = 2000

// look finds where the terms of a question stand, but for those that were looked for
// before.
func (x *Index) look(ctx context.Context, q Question) error {
	var terms []string
	var beginnings []Question
	q.eachTerm(func(t Question) {
		key := t.String()
		if _, is := x.found[key]; is {
			return
		}
		x.found[key] = nil
		if t.begins {
			beginnings = append(beginnings, t)
		} else {
			terms = append(terms, t.term)
		}
	})
	if len(terms) > 0 {
		if err := x.lookUp(ctx, terms); err != nil {
			return err
		}
	}
	for _, t := range beginnings {
		if err := x.gather(ctx, t); err != nil {
			return err
		}
	}
	return nil
}

// start is the leaf of a segment on which a term must stand, if it does.
type start struct {
	segment *segment
	page    int64
	indexed bool // the last list on it has an index of its own
}

// leavesOf reads it, for each term and segment.
const leavesOf = `WITH at AS MATERIALIZED (
	SELECT t.key AS term, s.key AS segment, s.value->>0 AS id, s.value->>1 AS first, (
		SELECT pgno FROM TABLE_idx WHERE segid = s.value->>0 AND term <= CAST(t.value AS BLOB) ORDER BY term DESC LIMIT 1) AS page
	FROM json_each(?) AS t CROSS JOIN json_each(?) AS s)
SELECT at.term, at.segment, coalesce(at.page, 0), d.block FROM at CROSS JOIN TABLE_data AS d
	WHERE d.id = (at.id << 37) + max(coalesce(at.page, 0) >> 1, at.first)`

// leaves calls fn with the start of each term in each segment. The bytes are fn's until
// it returns.
func (x *Index) leaves(ctx context.Context, terms []string, fn func(term int, at start, l leaf) error) error {
	if len(x.segments) == 0 {
		return nil
	}
	segments := make([][2]int64, len(x.segments))
	for i, s := range x.segments {
		segments[i] = [2]int64{s.id, s.first}
	}
	in, err := json.Marshal(segments)
	if err != nil {
		return err
	}
	all, err := json.Marshal(terms)
	if err != nil {
		return err
	}
	found, err := x.db.QueryContext(ctx, x.sql(leavesOf), string(all), string(in))
	if err != nil {
		return err
	}
	defer found.Close()
	for found.Next() {
		var term, segment int
		var number int64
		var p sql.RawBytes
		if err := found.Scan(&term, &segment, &number, &p); err != nil {
			return err
		}
		if err := leaf(p).check(); err != nil {
			return x.fault(err)
		}
		s := &x.segments[segment]
		// What was merged away before the first page has no index any more.
		at := start{s, max(number>>1, s.first), number&1 == 1 && number>>1 >= s.first}
		if err := fn(term, at, leaf(p)); err != nil {
			return x.fault(err)
		}
	}
	return found.Err()
}

// lookUp finds where terms stand.
func (x *Index) lookUp(ctx context.Context, terms []string) error {
	marked := make([]string, len(terms))
	for i, t := range terms {
		marked[i] = string(termMark) + t
	}
	var long []*unread // lists that may go on
	err := x.leaves(ctx, marked, func(term int, at start, p leaf) error {
		from, to, last, err := p.find(marked[term])
		if err != nil || from == 0 {
			return err
		}
		l := &list{segment: at.segment}
		if err := l.add(at.page, p[from:to]); err != nil {
			return err
		}
		key := Term(terms[term]).String()
		if x.found[key] = append(x.found[key], l); last {
			long = append(long, &unread{list: l, next: at.page, indexed: at.indexed})
		}
		return nil
	})
	for len(long) > 0 && err == nil {
		long, err = x.readOn(ctx, long)
	}
	return err
}

// add adds the part of the list that stands on a leaf.
func (l *list) add(leaf int64, part []byte) error {
	if len(part) == 0 {
		return nil
	}
	first, n := number(part)
	if n == 0 {
		return damaged("places that are cut off")
	}
	l.pages = append(l.pages, page{leaf, first, slices.Clone(part)})
	return nil
}

// unread is a list that may go on: on the leaves behind one, or on those that its own
// index says.
type unread struct {
	*list
	indexed bool
	next    int64 // the last leaf that was read, or the page of its index that comes next
	more    bool
}

// unreadAtOnce is how many leaves of a list without an index are read at once. It is on
// no more (FTS5_MIN_DLIDX_SIZE), or what is before it in the segment was merged away.
const unreadAtOnce = 4

// readOn reads the next records of lists, and gives those that may go on behind them.
func (x *Index) readOn(ctx context.Context, all []*unread) (left []*unread, err error) {
	var ids []int64
	of := map[int64][]*unread{}
	for _, u := range all {
		if u.more = !u.indexed; u.indexed {
			id := longRecord(u.segment.id, u.next)
			ids, of[id] = append(ids, id), append(of[id], u)
			continue
		}
		for n := u.next + 1; n <= min(u.next+unreadAtOnce, u.segment.last); n++ {
			id := leafRecord(u.segment.id, n)
			ids, of[id] = append(ids, id), append(of[id], u)
		}
	}
	in, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	const text = "SELECT id, block FROM TABLE_data WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
	err = x.query(ctx, text, func(id int64, p []byte) (err error) {
		for _, u := range of[id] {
			if u.indexed {
				u.pages, u.more, err = appendPages(u.pages, p)
			} else if u.more {
				u.more, err = u.addFirst(id-leafRecord(u.segment.id, 0), p)
			}
			if err != nil {
				return err
			}
		}
		return nil
	}, string(in))
	for _, u := range all {
		if u.next++; !u.indexed {
			u.next += unreadAtOnce - 1
		}
		if u.more && (u.indexed || u.next < u.segment.last) {
			left = append(left, u)
		}
	}
	return left, err
}

// addFirst adds the part of the list with which a leaf begins, and reports whether it
// may go on behind it.
func (l *list) addFirst(number int64, p leaf) (more bool, err error) {
	if err := p.check(); err != nil {
		return false, err
	}
	part, ends, err := p.first()
	if err != nil {
		return false, err
	}
	return !ends, l.add(number, part)
}

// gather finds all terms that begin with a text, and their places as one list in each
// segment. Such texts are long, and what begins with them is little.
func (x *Index) gather(ctx context.Context, q Question) error {
	begins := string(termMark) + q.term
	var all []start
	err := x.leaves(ctx, []string{begins}, func(_ int, at start, _ leaf) error {
		all = append(all, at)
		return nil
	})
	if err != nil {
		return err
	}
	for _, at := range all {
		l := &list{segment: at.segment}
		wanted := false // the places with which the next leaf begins
		for done := false; !done && at.page <= at.segment.last; at.page++ {
			err := x.pages(ctx, at.segment, at.page, at.page, func(_ int64, p leaf) (err error) {
				if wanted {
					part, _, err := p.first()
					if err == nil {
						l.places, err = appendPlaces(l.places, part)
					}
					if err != nil {
						return err
					}
				}
				return p.eachTerm(func(term []byte, from, to int, last bool) (more bool, err error) {
					wanted = false
					if strings.HasPrefix(string(term), begins) {
						wanted = last
						l.places, err = appendPlaces(l.places, p[from:to])
					} else if string(term) > begins {
						done = true
					}
					return !done, err
				})
			})
			if err != nil {
				return err
			}
		}
		slices.Sort(l.places)
		if l.places = slices.Compact(l.places); len(l.places) > 0 {
			x.found[q.String()] = append(x.found[q.String()], l)
		}
	}
	return nil
}
