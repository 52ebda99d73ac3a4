package admin

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/store/plan"
	"youku.example/tui/admin/uploadtree"
	"youku.example/tui/ui/theme"
	"youku.example/tui/ui/uitest"
	"youku.example/tui/words"
)

// many is an intake with 5,000 uploads in 25 folders.
type many struct {
	Intake
	entries []plan.Entry
}

func (m many) Plan(context.Context, store.Actor) ([]plan.Entry, error) { return m.entries, nil }

// BenchmarkUploads_Key is a key and the frame after it, with all 5,000 rows open,
// by what the key does.
func BenchmarkUploads_Key(b *testing.B) {
	var rows []store.Incoming
	for i := range 5000 {
		rows = append(rows, store.Incoming{ID: int64(i + 1), Name: fmt.Sprintf("Show %d/Show.S01E%02d.mkv", i/200, i%200), State: store.Arrived, Size: 1e9})
	}
	entries := plan.Of(rows)
	for _, keys := range [][]string{{"down"}, {"G", "g"}, {"space"}, {"*"}, {"left", "right"}, {"s"}} {
		b.Run(fmt.Sprint(keys), func(b *testing.B) {
			d := screenOf(b, listed{}, words.En, theme.New(true, false, theme.Colourful))
			d.Intake = many{entries: entries}
			u := d.tabs[0].(*uploads)
			u.loader.Loaded = true
			u.replace(inflow{all: entries, tree: uploadtree.Of(entries)})
			for _, r := range u.rows {
				u.open[r.Row.Name] = true
			}
			u.sift()
			for i := 0; b.Loop(); i++ {
				press(d, uitest.Press(keys[i%len(keys)]))
				d.View(120, 36)
			}
		})
	}
}

// press does what a key of a screen does, as the program would.
func press(d *Screen, msg tea.KeyPressMsg) {
	for _, k := range d.Keys() {
		if slices.Contains(strings.Fields(k.On), msg.String()) {
			k.Do()
			return
		}
	}
}
