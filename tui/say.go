package tui

import (
	"strings"
	"time"

	"youku.example/store/title"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// now is the wall clock, for words like "until tomorrow"; waits are measured
// by the shop.
func (h *Env) now() time.Time { return time.Now() }

// length is a duration in words.
func (h *Env) length(d time.Duration) string { return words.Duration(d, h.Lang) }

// lengthColumn is how long a movie runs, in a column as wide as the language
// needs.
func (h *Env) lengthColumn(d time.Duration) string {
	cols := 7
	if h.Lang == words.Zh {
		cols = 9
	}
	return h.Styles.Mute.Render(ui.PadLeft(words.Length(d, h.Lang), cols))
}

// moment is a time as one would say it: today 14:03, tomorrow 09:00.
func (h *Env) moment(t time.Time) string { return words.DateTime(t, h.now(), h.Location, h.Lang) }

// day is a date as one would say it.
func (h *Env) day(t time.Time) string { return words.Date(t, h.now(), h.Location, h.Lang) }

// marked shows where a search was found in a title.
func (h *Env) marked(name, search string) string {
	if search == "" {
		return name
	}
	lower := strings.ToLower(name)
	i := strings.Index(lower, strings.ToLower(search))
	j := i + len(search)
	if i < 0 || len(lower) != len(name) {
		var ok bool
		if i, j, ok = title.MatchRange(name, search); !ok {
			return name
		}
	}
	return name[:i] + h.Styles.Accent.Underline(true).Render(name[i:j]) + name[j:]
}
