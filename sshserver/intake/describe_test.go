package intake

import (
	"testing"

	"youku.example/media/container"
	"youku.example/store"
	"youku.example/store/storetest"
)

// Whatever a container says of itself stands in the row of its upload.
func TestDescribe(t *testing.T) {
	said := storetest.Filled[container.Info](t, 1, nil)
	var row store.Incoming
	describe(&row, said)
	storetest.Shared(t, "what a container says", said, row, "Streams", "Tags", "Tracks") // words are the proposal's
	if row.Streams != store.StreamsYes {
		t.Errorf("streams: %q", row.Streams)
	}
}
