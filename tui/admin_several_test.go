package tui

import (
	"strings"
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
	t.Run("PublishOfOneNumber", func(t *testing.T) {
		inBubble(t, stocked, func(b *backstage) {
			b.c.files = b.c.files[:2]
			b.c.files[0].Name, b.c.files[1].Name = "Alpha.S01E02.mkv", "Beta.S01E02.mkv"
			b.c.files[1].State = store.Arrived
			b.c.ring(store.TopicIncoming)
			b.settle()
			b.press("*", "enter", "right", "down")
			b.write("Sea") // they are one episode now
			b.press("ctrl+s")
			b.did()
			b.sees("refused: 2")
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
	t.Run("TakeDownAndPurge", func(t *testing.T) {
		inBubble(t, stocked, func(b *backstage) {
			b.tab(1)
			b.press("space", "space", "t", "y")
			b.did("takedown 流浪地球 2 The Wandering Earth II", "takedown 城南旧事")
			b.press("f", "*", "p")
			b.sees("Movies whose files will be gone from the disk for good: ")
			b.press("y")
			if len(b.c.did) < 3 || !strings.HasPrefix(b.c.did[0], "purge ") {
				t.Errorf("did %v", b.c.did)
			}
		})
	})
	t.Run("Results", func(t *testing.T) {
		inBubble(t, stocked, func(b *backstage) {
			b.tab(1)
			b.press("space", "space", "space", "x")
			b.c.err = &store.Refusal{Code: "busy"}
			b.press("y")
			b.sees("Done: 2; refused: 1, still marked:", "✗ 流浪地球 2 The Wandering Earth II: ", "✓ 城南旧事")
			b.press("enter", "g")
			b.sees("◆ 1", "✗ ") // and beside the row is the reason
			b.c.did = nil
			b.press("x", "y")
			b.did("delete 流浪地球 2 The Wandering Earth II")
			b.misses("◆")
		})
	})
	t.Run("People", func(t *testing.T) {
		inBubble(t, stocked, func(b *backstage) {
			b.tab(2)
			b.press("space", "space", "x")
			b.sees("Lock the marked accounts?", "alice", "bob")
			b.press("y")
			b.did("lock alice", "lock bob")
			b.sees("Done: 2")
			b.press("g", "space", "space", "x")
			b.sees("Unlock the marked accounts?") // they are all locked
			b.press("y")
			b.did("unlock alice", "unlock bob")
			b.press("g", "*", "e", "y")
			b.did("kick alice", "kick bob", "kick boss", "kick 王小明")
			b.press("g", "space", "c")
			b.write("5")
			b.press("ctrl+s")
			b.did("credit alice ¥5.00 ")
		})
	})
	t.Run("Withdraw", func(t *testing.T) {
		inBubble(t, stocked, func(b *backstage) {
			b.tab(3)
			b.press("*", "x", "y")
			b.did("withdraw", "withdraw")
			b.sees("Done: 2")
		})
	})
	t.Run("Lift", func(t *testing.T) {
		inBubble(t, stocked, func(b *backstage) {
			b.tab(7)
			b.press("*", "x", "y")
			b.did("lift 203.0.113.9/32", "lift 2001:db8:7::/64")
			b.sees("Nobody is held back")
		})
	})
	t.Run("Kick", func(t *testing.T) {
		inBubble(t, stocked, func(b *backstage) {
			b.tab(5)
			b.press("/")
			b.write("alice")
			b.sees("1 / 2", "Sessions 1") // her transfer, and her session
			b.press("enter", "*", "x")
			b.sees("they may log in again: 1")
			b.press("y")
			b.did("kick alice")
			b.sees("Done: 1")
			b.misses("◆")
		})
	})
}

// Every list is searched, sorted and turned around by the same keys, and says how
// much it found.
func TestAdmin_Lists(t *testing.T) {
	inBubble(t, stocked, func(b *backstage) {
		b.tab(2)
		b.press("s")
		b.sees("↓ balance", "▌   王小明")
		b.press("S")
		b.sees("↑ balance")
		b.press("s", "s", "s", "s")
		b.sees("↑ name", "▌ ● alice")
		b.press("/")
		b.write("bo")
		b.sees("2 · / bo")
		b.misses("alice")
		b.press("enter", "esc")
		b.sees("alice")
		b.tab(3)
		b.press("s", "s")
		b.sees("↑ author")
		b.press("/")
		b.write("Press")
		b.sees("▌ Welcome to the library")
		b.misses("今晚维护")
	})
	inBubble(t, stocked, func(b *backstage) {
		b.tab(6)
		b.press("S")
		b.sees("↑ oldest")
		b.press("/")
		b.write("注册")
		b.sees("register", "1 · / 注册")
		b.misses("credit")
	})
	inBubble(t, stocked, func(b *backstage) {
		b.tab(7)
		b.press("s", "S")
		b.sees("↓ source")
		b.press("s", "s", "s")
		b.tab(5)
		b.press("s")
		b.sees("↑ name")
		b.press("/")
		b.write("putty")
		b.sees("1 / 1", "guest")
		b.misses("192.168.13.22")
	})
}
