package tui

import (
	"strings"
	"testing"

	"youku.example/store"
	"youku.example/tui/words"
)

// TestSorry holds that what is refused on a screen names a key, not a command.
func TestSorry(t *testing.T) {
	var all []*store.Refusal
	for _, r := range []*store.Refusal{
		store.ErrNoMovie, store.ErrNotOwned, store.ErrNoNotice, store.ErrKeyUnknown, store.ErrNoPlan, store.ErrNoIncoming,
		store.ErrNotDeleted, store.ErrNoGrant, store.ErrOwned, store.ErrTwinDeleted,
	} {
		more := *r
		more.Movie, more.Limit, more.Name = 7, 3, "moon.webm"
		all = append(all, r, &more)
	}
	for _, lang := range []words.Lang{words.Zh, words.En} {
		h := newRoot(Session{Lang: lang})
		for _, r := range all {
			said := h.ErrorText(r)
			for _, command := range []string{"`", "request", "restore ", "takedown", "movies", "incoming", "notices ", "keys "} {
				if strings.Contains(said, command) {
					t.Errorf("%s names %q: %s", r.Code, command, said)
				}
			}
		}
	}
}
