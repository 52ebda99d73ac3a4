package tui

import (
	"testing"

	"youku.example/store"
)

// What is marked is done in one go after one question; what is refused is told
// with its reason and keeps its mark.
func TestAdmin_Several(t *testing.T) {
	t.Run("Delete", func(t *testing.T) {
		inBubble(t, stocked, func(b *backstage) {
			b.tab(1)
			b.press("space", "space", "x")
			b.sees("Delete the marked movies?", "Movies that leave the shelf, until r restores them: 2")
			b.did()
			b.c.err = &store.Refusal{Code: "busy"}
			b.press("y")
			b.sees("Done: 1; refused: 1, still marked:")
			if len(b.c.did) != 1 {
				t.Errorf("did %v, want one delete", b.c.did)
			}
		})
	})
	t.Run("NotNow", func(t *testing.T) {
		inBubble(t, stocked, func(b *backstage) {
			b.press("*", "x", "n")
			b.did()
		})
	})
	t.Run("Unmarked", func(t *testing.T) {
		inBubble(t, stocked, func(b *backstage) {
			b.press("*", "esc", "x")
			b.sees("Discard this file?")
		})
	})
	t.Run("PublishFree", func(t *testing.T) {
		inBubble(t, stocked, func(b *backstage) {
			b.press("space", "enter", "right", "ctrl+s")
			b.did("publish Farewell_My_Concubine.mp4 as Farewell My Concubine ¥0.00")
			b.sees("Done: 1")
		})
	})
	t.Run("PublishProposed", func(t *testing.T) {
		inBubble(t, stocked, func(b *backstage) {
			b.c.files[0].Name = "Alpha.S01E02.First.Light.mkv"
			b.c.ring(store.TopicIncoming)
			b.settle()
			b.press("space", "enter")
			b.sees("Files: 1, published as:", "Alpha S01E02 First Light")
		})
	})
	t.Run("PublishReplaced", func(t *testing.T) {
		inBubble(t, stocked, func(b *backstage) {
			b.press("space", "enter")
			b.c.files[0].SHA256 = "other" // while the form is open
			b.press("ctrl+s")
			b.did()
			b.sees("refused: 1", "content now than was shown")
		})
	})
	t.Run("EditPrice", func(t *testing.T) {
		inBubble(t, stocked, func(b *backstage) {
			b.tab(1)
			b.press("space", "space", "e", "right", "down", "ctrl+u")
			b.write("7.50")
			b.press("ctrl+s")
			b.did("edit ¥7.50", "edit ¥7.50")
		})
	})
}
