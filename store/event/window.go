package event

import (
	"maps"
	"slices"
	"time"
)

const (
	// windowTime is for how long a number that no row had is asked for again.
	windowTime = 30 * time.Second
	// windowRows is how many of them are remembered, and mostLate how many are asked
	// for each time; the others are every allLate-th time.
	windowRows = 5000
	mostLate   = 200
	allLate    = 5
)

// Window says which rows of events are to be read, and which of those that were read are
// new. A row with a lower number may be committed after one with a higher one, so each
// number that was passed over is asked for again, for windowTime: most of them are of
// transactions that came to nothing. What takes longer to commit is missed.
//
// It measures time by the caller's steady clock and compares it with no row's: setting
// the database's clock makes it neither skip nor repeat one.
type Window struct {
	high  int64
	late  map[int64]time.Duration // numbers up to high that no row had, and when they were passed
	own   map[int64]struct{}      // above high, and seen
	asked int
	begun bool
}

// After is the number after which all rows are to be read.
func (w *Window) After() int64 { return w.high }

// Late are the numbers up to After that are to be asked for too, the lowest first.
func (w *Window) Late() []int64 {
	ids := slices.Sorted(maps.Keys(w.late))
	if w.asked++; w.asked%allLate != 0 {
		ids = ids[max(len(ids)-mostLate, 0):]
	}
	return ids
}

// Saw marks rows as seen that were not read: the reader's own.
func (w *Window) Saw(ids ...int64) {
	for _, id := range ids {
		if id <= w.high {
			delete(w.late, id)
			continue
		}
		if w.own == nil {
			w.own = map[int64]struct{}{}
		}
		w.own[id] = struct{}{}
	}
}

// Fresh takes the numbers of the rows above After, and of those that were Late, in their
// order, as a read that began at that time gave them, and returns those that were not
// seen before.
func (w *Window) Fresh(at time.Duration, ids []int64) (fresh []int64) {
	if !w.begun {
		w.begun = true
		if len(ids) > 0 {
			w.high = max(ids[0]-1-mostLate, 0) // who was about to commit had a lower one
		}
	}
	for _, id := range ids {
		_, late := w.late[id]
		_, own := w.own[id]
		if late || id > w.high && !own {
			fresh = append(fresh, id)
		}
		delete(w.late, id)
	}
	maps.DeleteFunc(w.late, func(_ int64, passed time.Duration) bool { return at-passed >= windowTime })
	if len(ids) > 0 {
		w.rise(at, ids)
	}
	return fresh
}

// rise passes all numbers up to the highest that was read.
func (w *Window) rise(at time.Duration, ids []int64) {
	high := max(w.high, ids[len(ids)-1])
	if w.late == nil {
		w.late = map[int64]time.Duration{}
	}
	for id := high; id > w.high && len(w.late) < windowRows; id-- {
		_, own := w.own[id]
		if _, read := slices.BinarySearch(ids, id); !read && !own {
			w.late[id] = at
		}
	}
	w.high = high
	maps.DeleteFunc(w.own, func(id int64, _ struct{}) bool { return id <= high })
}
