package screen

import (
	"time"

	"youku.example/tui/words"
)

// Now is the library's calendar, for when a VIP ends and words like "until tomorrow";
// waits are measured by the shop.
func (e *Env) Now() time.Time {
	if e.Clock == nil {
		return time.Now()
	}
	return e.Clock()
}

// Moment is a time as one would say it: today 14:03, tomorrow 09:00.
func (e *Env) Moment(t time.Time) string { return words.DateTime(t, e.Now(), e.Location, e.Lang) }

// Day is a date as one would say it.
func (e *Env) Day(t time.Time) string { return words.Date(t, e.Now(), e.Location, e.Lang) }
