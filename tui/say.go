package tui

import (
	"time"

	"youku.example/tui/words"
)

// now is the wall clock, for words like "until tomorrow"; waits are measured
// by the shop.
func (h *Env) now() time.Time { return time.Now() }

// moment is a time as one would say it: today 14:03, tomorrow 09:00.
func (h *Env) moment(t time.Time) string { return words.DateTime(t, h.now(), h.Location, h.Lang) }

// day is a date as one would say it.
func (h *Env) day(t time.Time) string { return words.Date(t, h.now(), h.Location, h.Lang) }
