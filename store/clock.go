package store

import "time"

// clock is steady: the wall's time when the shop opened, and from there what
// the monotonic clock counts. Setting the machine's clock neither shortens
// nor lengthens a wait.
type clock struct{ base time.Time }

func newClock() clock { return clock{time.Now()} }

func (c clock) now() time.Time {
	return micros(c.base.Add(time.Since(c.base)))
}

// wall is the time that calendars show: what a VIP's end is measured by.
func wall() time.Time { return micros(time.Now()) }

// micros is a time as the rows keep it, without its monotonic part.
func micros(t time.Time) time.Time { return t.Round(0).UTC().Truncate(time.Microsecond) }
