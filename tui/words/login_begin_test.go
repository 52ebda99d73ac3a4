package words

import (
	"testing"

	"youku.example/store"
)

// A movie that can't be played while it comes is offered as a file.
func TestLogin_Begin(t *testing.T) {
	l := Login{Name: "alice", Host: "h", Port: 22}
	m := store.Movie{ID: 42, Slug: "城南旧事", Ext: ".mp4"}
	for streams, want := range map[store.Streams]string{
		store.StreamsUnknown: "ssh alice@h get 42 | mpv -",
		store.StreamsYes:     "ssh alice@h get 42 | mpv -",
		store.StreamsNo:      "ssh alice@h get 42 > 0042-城南旧事.mp4",
	} {
		m.Streams = streams
		if got := l.Begin(m); got != want {
			t.Errorf("%q: %s, want %s", streams, got, want)
		}
	}
}
