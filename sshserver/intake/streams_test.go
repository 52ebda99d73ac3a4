package intake

import (
	"testing"

	"youku.example/media/demo"
	"youku.example/store"
)

// Whether a movie streams is noted when it is hashed, and found out at a start
// for those that were published before.
func TestStreams(t *testing.T) {
	dir := tempDir(t)
	h := start(t, dir, nil)
	want := map[int64]store.Streams{}
	for _, c := range demo.Clips() {
		p := c.Open()
		row := h.arrive(t, c.Name, p)
		m, err := h.intake.Publish(t.Context(), boss, c.Name, store.Publication{Title: c.Name, Free: true}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if row.Streams == store.StreamsUnknown || m.Streams != row.Streams {
			t.Errorf("%s: %q, then %q", c.Name, row.Streams, m.Streams)
		}
		want[m.ID] = m.Streams
		if err := h.shop.SetStreams(t.Context(), m.ID, store.StreamsUnknown); err != nil {
			t.Fatal(err)
		}
	}
	h.close(t)
	h = start(t, dir, nil)
	h.intake.findStreams() // also done in the background
	for id, streams := range want {
		if l, err := h.shop.Movie(t.Context(), boss, id); err != nil || l.Streams != streams {
			t.Errorf("movie %d: %q, %v, want %q", id, l.Streams, err, streams)
		}
	}
	h.close(t)
	h.sound(t)
}
