package admin

import (
	"strings"
	"testing"

	"youku.example/store"
	"youku.example/tui/ui/theme"
	"youku.example/tui/words"
)

// TestUploads_EveryStateHasWords holds that each state of an upload has a word
// and an advice, in both languages.
func TestUploads_EveryStateHasWords(t *testing.T) {
	for _, l := range []words.Lang{words.Zh, words.En} {
		u := newUploads(screenOf(t, listed{}, l, theme.New(true, false, theme.Colourful))).(*uploads)
		for _, s := range []store.IncomingState{store.Receiving, store.Partial, store.Hashing, store.Arrived, store.Duplicate, store.Refused, store.Publishing, store.Removing, store.Sidecar} {
			in := store.Incoming{Name: "a.mp4", State: s, Size: 100, Problem: "no_space"}
			if strings.TrimSpace(u.stateOf(in, 80)) == "" || len(u.advice(in, 80)) == 0 {
				t.Errorf("%s: the state %q has no words", l, s)
			}
		}
	}
}
