package postings

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sort"
	"sync"
)

// walk is a way through the places of an index, up or down. Its cursors count places
// so that each comes behind the one before, whichever way that is: down, ^place.
type walk struct {
	ctx   context.Context
	index *Index
	down  bool
	err   error // the first that came up; then every cursor is at its end

	buffers []*[]int64
}

const end = math.MaxInt64

// cursor is what answers a question.
type cursor interface {
	// seek goes on to the first place from one on, which no call before was beyond.
	seek(from int64) int64
	// size is about how many places there are to be read.
	size() int
}

func (w *walk) cursor(q Question) cursor {
	switch {
	case len(q.all) > 0:
		c := both{w.cursors(q.all)}
		slices.SortFunc(c.of, func(a, b cursor) int { return cmp.Compare(a.size(), b.size()) })
		if c.size() == 0 {
			return newMerged(nil)
		}
		return c
	case len(q.any) > 0:
		return newMerged(w.cursors(q.any))
	}
	var lists []cursor
	for _, l := range w.index.found[q.String()] {
		lists = append(lists, &reading{walk: w, list: l})
	}
	if len(lists) == 1 {
		return lists[0]
	}
	return newMerged(lists)
}

func (w *walk) cursors(list []Question) []cursor {
	all := make([]cursor, len(list))
	for i, q := range list {
		all[i] = w.cursor(q)
	}
	return all
}

// both is where all of some cursors are, the smallest first.
type both struct{ of []cursor }

func (c both) size() int { return c.of[0].size() }

func (c both) seek(from int64) int64 {
	at := c.of[0].seek(from)
	for i := 1; i < len(c.of) && at != end; i++ {
		switch next := c.of[i].seek(at); next {
		case at:
		case end:
			return end
		default:
			at, i = c.of[0].seek(next), 0
		}
	}
	return at
}

// merged is where any of some cursors is.
type merged struct {
	of []cursor
	at []int64
}

func newMerged(of []cursor) *merged {
	c := &merged{of, make([]int64, len(of))}
	for i := range c.at {
		c.at[i] = math.MinInt64
	}
	return c
}

func (c *merged) size() (n int) {
	for _, one := range c.of {
		n += one.size()
	}
	return n
}

func (c *merged) seek(from int64) int64 {
	first := int64(end)
	for i, at := range c.at {
		if at < from {
			at = c.of[i].seek(from)
			c.at[i] = at
		}
		first = min(first, at)
	}
	return first
}

// reading reads a list along a walk. Of a long one it holds the places of a few leaves.
type reading struct {
	*walk
	list   *list
	places []int64 // those that come next, as the walk counts them
	buffer *[]int64
	next   int // which of the pages come behind them
	begun  bool
	atOnce int // how many pages are read at once
}

// mostAtOnce bounds the pages of which the places are held.
const mostAtOnce = 8

func (c *reading) size() int { return entries{c.list}.size() }

func (c *reading) seek(from int64) int64 {
	for c.err == nil {
		c.places = c.places[firstFrom(c.places, from):]
		if len(c.places) == 0 {
			if !c.load(from) {
				return end
			}
			continue
		}
		if c.list.segment.deleted == nil || !c.deleted(c.places[0]) {
			return c.places[0]
		}
		from = c.places[0] + 1
	}
	return end
}

// firstFrom is the index of the first of the places from one on. It is mostly near.
func firstFrom(places []int64, from int64) int {
	high := 1
	for high <= len(places) && places[high-1] < from {
		high *= 2
	}
	low := high / 2
	for high = min(high-1, len(places)); low < high; {
		if mid := (low + high) / 2; places[mid] < from {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

func (c *reading) deleted(at int64) bool {
	is, err := c.list.segment.deleted.has(c.ctx, c.index, c.counted(at))
	if err != nil {
		c.err = err
	}
	return is
}

// counted is a place as the walk counts it, or what it counts as a place.
func (w *walk) counted(place int64) int64 {
	if w.down {
		return ^place
	}
	return place
}

// load takes the next places, those that may be from one on, and reports whether there
// were any left.
func (c *reading) load(from int64) bool {
	if c.buffer == nil {
		c.buffer = c.newBuffer()
	}
	buffer := (*c.buffer)[:0]
	switch {
	case c.list.pages != nil:
		first, last, any := c.nextPages(from)
		if !any {
			return false
		}
		buffer, c.err = c.decoded(buffer, first, last)
	case c.begun:
		return false
	default:
		buffer = append(buffer, c.list.places...)
	}
	c.begun = true
	if *c.buffer = buffer; c.down {
		slices.Reverse(buffer)
		for i, p := range buffer {
			buffer[i] = ^p
		}
	}
	c.places = buffer
	return c.err == nil
}

// nextPages are the leaves to be read next. Those that a step leaves out are not read;
// where none is left out, more are read at once each time.
func (c *reading) nextPages(from int64) (first, last int, any bool) {
	pages := c.list.pages
	if !c.begun && c.down {
		c.next = len(pages) - 1
	}
	place := c.counted(from)
	holds := sort.Search(len(pages), func(i int) bool { return pages[i].first > place }) - 1 // the last that may hold it
	at := max(c.next, holds)
	if c.down {
		at = min(c.next, holds)
	}
	if at < 0 || at >= len(pages) {
		return 0, 0, false
	}
	if c.begun && at == c.next && pages[at].part == nil {
		c.atOnce = min(2*c.atOnce, mostAtOnce)
	} else {
		c.atOnce = 1
	}
	if c.down {
		first = max(at-c.atOnce+1, 0)
		c.next = first - 1
		return first, at, true
	}
	last = min(at+c.atOnce, len(pages)) - 1
	c.next = last + 1
	return at, last, true
}

// decoded decodes what stands of the list on some of its leaves.
func (c *reading) decoded(buffer []int64, first, last int) (_ []int64, err error) {
	pages := c.list.pages[first : last+1]
	for len(pages) > 0 && pages[0].part != nil && err == nil {
		buffer, err = appendPlaces(buffer, pages[0].part)
		pages = pages[1:]
	}
	if len(pages) == 0 || err != nil {
		return buffer, err
	}
	err = c.index.pages(c.ctx, c.list.segment, pages[0].number, pages[len(pages)-1].number, func(_ int64, p leaf) error {
		part, _, err := p.first()
		if err == nil {
			buffer, err = appendPlaces(buffer, part)
		}
		return err
	})
	return buffer, err
}

// buffers are for the places of a few leaves.
var buffers = sync.Pool{New: func() any { return new([]int64) }}

func (w *walk) newBuffer() *[]int64 {
	b := buffers.Get().(*[]int64)
	w.buffers = append(w.buffers, b)
	return b
}

// end gives back what the walk used; its cursors are not used any more.
func (w *walk) end() {
	for _, b := range w.buffers {
		buffers.Put(b)
	}
}
