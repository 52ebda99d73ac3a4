package tui

import (
	"errors"
	"strings"
	"time"

	"youku.example/store"
	"youku.example/tui/words"
)

// now is the wall clock, for words like "until tomorrow"; waits are measured
// by the shop.
func (h *here) now() time.Time { return time.Now() }

// clean is a text of the database made fit for a screen.
func clean(s string) string { return store.Clean(s) }

// said is an error that is already a sentence.
type said struct{ words.T }

func (s said) Error() string { return s.In(words.En) }

// sorry is the sentence for an error.
func (h *here) sorry(err error) string {
	var s said
	if errors.As(err, &s) {
		return h.say(s.T)
	}
	code, t := words.Refusal(err)
	if here, ok := screenWords[code]; ok {
		t = here
	}
	var r *store.Refusal
	if here, ok := screenSentences[code]; ok && errors.As(err, &r) {
		t = here(r)
	}
	return h.say(t)
}

// length is a duration in words.
func (h *here) length(d time.Duration) string { return words.Duration(d, h.Lang) }

// lengthColumn is how long a movie runs, in a column as wide as the language
// needs.
func (h *here) lengthColumn(d time.Duration) string {
	cols := 7
	if h.Lang == words.Zh {
		cols = 9
	}
	return h.look.mute.Render(padLeft(words.Length(d, h.Lang), cols))
}

// moment is a time as one would say it: today 14:03, tomorrow 09:00.
func (h *here) moment(t time.Time) string { return words.DateTime(t, h.now(), h.Location, h.Lang) }

// day is a date as one would say it.
func (h *here) day(t time.Time) string { return words.Date(t, h.now(), h.Location, h.Lang) }

// marked shows where a search was found in a title.
func (h *here) marked(title, search string) string {
	if search == "" {
		return title
	}
	lower := strings.ToLower(title)
	i := strings.Index(lower, strings.ToLower(search))
	j := i + len(search)
	if i < 0 || len(lower) != len(title) {
		var ok bool
		if i, j, ok = store.MatchRange(title, search); !ok {
			return title
		}
	}
	return title[:i] + h.look.accent.Underline(true).Render(title[i:j]) + title[j:]
}
