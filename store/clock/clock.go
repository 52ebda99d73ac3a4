package clock

import (
	"sync/atomic"
	"time"
)

// Clock is steady: the time that it was set to last, and from there what the monotonic
// clock counts. Setting the machine's clock neither shortens nor lengthens a wait. It
// may be used by any number of goroutines.
type Clock struct {
	began time.Time
	last  atomic.Pointer[point]
}

// point is the library's time at a moment of the monotonic clock.
type point struct{ library, at time.Time }

// New returns a clock that begins with the time of the wall.
func New() *Clock {
	c := &Clock{began: time.Now()}
	c.Set(c.began, c.began)
	return c
}

// Set says what the library's time was at a moment that time.Now gave.
func (c *Clock) Set(library, at time.Time) {
	c.last.Store(&point{library.Round(0), at})
}

// Now is the library's time.
func (c *Clock) Now() time.Time { return c.At(time.Now()) }

// At is the library's time at a moment that time.Now gave.
func (c *Clock) At(moment time.Time) time.Time {
	p := c.last.Load()
	return p.library.Add(moment.Sub(p.at))
}

// Elapsed is how long the clock has run, whatever it was set to.
func (c *Clock) Elapsed() time.Duration { return time.Since(c.began) }
