package intake

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"youku.example/media/demo"
	"youku.example/store"
)

// What a movie's container holds is noted when it is hashed, and found out at a
// start for those that were published before.
func TestExamine(t *testing.T) {
	dir := tempDir(t)
	h := start(t, dir, nil)
	want := map[int64]store.Movie{}
	for _, c := range demo.Clips() {
		p := c.Open()
		row := h.arrive(t, c.Name, p)
		m, err := h.intake.Publish(t.Context(), boss, c.Name, store.Publication{Title: c.Name, Free: true}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(row.Tracks, m.Tracks); d != "" || row.Streams == store.StreamsUnknown || m.Streams != row.Streams || !m.Tracks.Known {
			t.Errorf("%s: %q, then %q; %s", c.Name, row.Streams, m.Streams, d)
		}
		want[m.ID] = m
		if err := h.shop.SetExamined(t.Context(), m.ID, store.StreamsUnknown, store.Tracks{}); err != nil {
			t.Fatal(err)
		}
	}
	h.close(t)
	h = start(t, dir, nil)
	h.intake.examineMovies() // also done in the background
	for id, m := range want {
		l, err := h.shop.Movie(t.Context(), boss, id)
		if d := cmp.Diff(m.Tracks, l.Tracks); err != nil || d != "" || l.Streams != m.Streams {
			t.Errorf("movie %d: %q, %v, want %q; %s", id, l.Streams, err, m.Streams, d)
		}
	}
	if list, err := h.shop.MoviesToExamine(t.Context(), 0); err != nil || len(list) > 0 {
		t.Errorf("to examine still: %v, %v", list, err)
	}
	h.close(t)
	h.sound(t)
}
