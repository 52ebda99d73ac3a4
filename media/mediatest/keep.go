package mediatest

import (
	"sync"
	"testing"
)

func testKeep(t *testing.T, e Engine) {
	l := e.Open(t)
	p := content(3_000_000, 3)
	receive(t, l, "a1", p)
	if err := l.Keep(t.Context(), "a1", "feed.mp4", nil); err != nil {
		t.Fatal(err)
	}
	f, err := l.Movie(t.Context(), "feed.mp4")
	want(t, f, err, p)
	f, err = l.Arrived(t.Context(), "a1")
	want(t, f, err, p) // the incoming twin stays

	// Kept bytes are out of reach of the client that sent them.
	if in, err := l.Receive(t.Context(), "a1"); err == nil {
		_, _ = in.WriteAt([]byte("changed"), 0)
		_ = in.Close()
	}
	f, err = l.Movie(t.Context(), "feed.mp4")
	want(t, f, err, p)

	if err := l.Discard(t.Context(), "a1"); err != nil {
		t.Fatal(err)
	}
	l = e.Again(t, l)
	f, err = l.Movie(t.Context(), "feed.mp4")
	want(t, f, err, p)
}

func testKeepTwins(t *testing.T, e Engine) {
	l := e.Open(t)
	p := content(2_500_000, 4)
	keys := []string{"a1", "a2", "a3", "a4"}
	for _, key := range keys {
		receive(t, l, key, p)
	}
	var wg sync.WaitGroup
	for _, key := range append(keys, keys...) {
		wg.Go(func() {
			if err := l.Keep(t.Context(), key, "feed.mp4", nil); err != nil {
				t.Errorf("Keep(%q): %v", key, err)
			}
		})
	}
	wg.Wait()
	f, err := l.Movie(t.Context(), "feed.mp4")
	want(t, f, err, p)
}

func testKeepOther(t *testing.T, e Engine) {
	l := e.Open(t)
	p := content(100_000, 5)
	receive(t, l, "a1", p)
	if err := l.Keep(t.Context(), "a1", "feed.mp4", nil); err != nil {
		t.Fatal(err)
	}
	receive(t, l, "shorter", p[:500])
	receive(t, l, "changed", append([]byte("x"), p[1:]...))
	for _, key := range []string{"shorter", "changed"} {
		if err := l.Keep(t.Context(), key, "feed.mp4", nil); err == nil {
			t.Errorf("%s: other bytes were kept under a key that is taken", key)
		}
	}
	f, err := l.Movie(t.Context(), "feed.mp4")
	want(t, f, err, p)
}

func testIdempotent(t *testing.T, e Engine) {
	l := e.Open(t)
	receive(t, l, "a1", []byte("x"))
	for range 3 {
		if err := l.Keep(t.Context(), "a1", "feed.mp4", nil); err != nil {
			t.Errorf("Keep: %v", err)
		}
	}
	for range 2 {
		if err := l.Discard(t.Context(), "a1"); err != nil {
			t.Errorf("Discard: %v", err)
		}
		if err := l.Remove(t.Context(), "feed.mp4"); err != nil {
			t.Errorf("Remove: %v", err)
		}
	}
	in, _ := l.IncomingKeys(t.Context())
	movies, _ := l.MovieKeys(t.Context())
	if len(in)+len(movies) != 0 {
		t.Errorf("left over: %q %q", in, movies)
	}
	// The key is free again.
	receive(t, l, "a1", []byte("y"))
	if err := l.Keep(t.Context(), "a1", "feed.mp4", nil); err != nil {
		t.Fatal(err)
	}
	f, err := l.Movie(t.Context(), "feed.mp4")
	want(t, f, err, []byte("y"))
}
