package admin

import (
	"strings"
	"testing"

	"youku.example/store"
	"youku.example/store/plan"
	"youku.example/tui/admin/uploadtree"
	"youku.example/tui/ui/theme"
	"youku.example/tui/words"
)

// TestUploads_EveryStateHasWords holds that each state of an upload has a word
// and an advice, in both languages.
func TestUploads_EveryStateHasWords(t *testing.T) {
	for _, l := range []words.Lang{words.Zh, words.En} {
		u := newUploads(screenOf(t, listed{}, l, theme.New(true, false, theme.Colourful))).(*uploads)
		for _, s := range []store.IncomingState{store.Receiving, store.Partial, store.Hashing, store.Arrived, store.Duplicate, store.Refused, store.Publishing, store.Removing, store.Sidecar} {
			r := uploadtree.Row{Node: &uploadtree.Node{Entry: plan.Entry{Row: store.Incoming{Name: "a.mp4", State: s, Size: 100, Problem: "no_space"}}}}
			if strings.TrimSpace(u.stateOf(r, 80)) == "" || len(u.advice(r, 80)) == 0 {
				t.Errorf("%s: the state %q has no words", l, s)
			}
		}
	}
}
