package intake

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"youku.example/media/container"
	"youku.example/store"
	"youku.example/store/storetest"
)

// Whatever a container says of itself stands in the row of its upload.
func TestDescribe(t *testing.T) {
	said := storetest.Filled[container.Info](t, 1, nil)
	var row store.Incoming
	describe(&row, said)
	storetest.Shared(t, "what a container says", said, row, "Streams", "Tags", "Tracks", "Sound") // words are the proposal's
	if row.Streams != store.StreamsYes {
		t.Errorf("streams: %q", row.Streams)
	}
	tracks := store.Tracks{Known: true, Sound: said.Sound}
	for _, s := range said.Tracks {
		tracks.Subtitles = append(tracks.Subtitles, store.Track(s))
	}
	if d := cmp.Diff(tracks, row.Tracks); d != "" {
		t.Error(d)
	}
	if got := tracksOf(container.Info{Tracks: []container.Track{{Format: "pgs"}}}); got.Subtitles[0].Language != "und" {
		t.Errorf("a track that says no language: %+v", got)
	}
}
