package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"youku.example/tui/ui/theme"
	"youku.example/tui/words"
)

// TestGrid walks through a field of ten cells in rows of four.
func TestGrid(t *testing.T) {
	d := &Display{Styles: theme.New(true, false, theme.Colourful), Lang: words.En, Location: time.UTC}
	f := Tiles{N: 10, W: 8, Lines: 1, Cell: func(i int) []string { return []string{fmt.Sprint(i)} }}
	var g Grid
	for _, step := range []struct {
		key string
		at  int
	}{
		{"up", 0}, {"left", 0}, {"right", 1}, {"down", 5}, {"down", 9}, // the last row is shorter
		{"down", 9}, {"up", 5}, {"right", 6}, {"right", 7}, {"right", 8}, {"left", 7}, {"up", 3}, {"right", 4},
		{"G", 9}, {"up", 5}, {"g", 0}, {"pgdown", 8}, {"pgdown", 9}, {"pgup", 1}, {"j", 5}, {"k", 1}, {"l", 2}, {"h", 1},
	} {
		d.DrawTiles(&g, f, 33, 3)
		k, ok := FindKey(g.Keys(f.N, nil), step.key)
		if !ok {
			t.Fatalf("no key %s", step.key)
		}
		k.Do()
		if g.At != step.at {
			t.Fatalf("after %s at %d, want %d", step.key, g.At, step.at)
		}
	}
}

// TestDrawTiles holds that the cursor is always seen, in lines that fit.
func TestDrawTiles(t *testing.T) {
	d := &Display{Styles: theme.New(true, false, theme.Colourful), Lang: words.En, Location: time.UTC}
	f := Tiles{N: 50, W: 12, Lines: 2, Gap: 1, Cell: func(i int) []string { return []string{fmt.Sprintf("n%d", i), "a state that is too long"} }}
	var g Grid
	for _, at := range []int{0, 49, 24, 3, 49, 0} {
		g.At = at
		for _, h := range []int{2, 5, 9, 60, 200} {
			ls := d.DrawTiles(&g, f, 50, h)
			if len(ls) > h {
				t.Fatalf("%d lines in %d", len(ls), h)
			}
			all := ansi.Strip(strings.Join(ls, "\n"))
			if !strings.Contains(all, fmt.Sprintf("▌ n%d ", at)) || strings.Count(all, "▌") != 2 {
				t.Errorf("at %d in %d lines:\n%s", at, h, all)
			}
		}
	}
	if n := f.Height(50); n != 13*3-1 {
		t.Errorf("%d lines high", n)
	}
	if ls := d.DrawTiles(&g, f, 5, 10); len(ls) == 0 {
		t.Error("nothing is drawn where a cell has no room")
	}
}
