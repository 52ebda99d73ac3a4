package mediatest

import (
	"errors"
	"sync"
	"testing"

	"youku.example/media"
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
	if in, err := l.Receive(t.Context(), "a1", next()); err == nil {
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

// Of several that are kept together each has an error of its own.
func testKeepAll(t *testing.T, e Engine) {
	l := e.Open(t)
	list := []media.ToKeep{{Incoming: "a1", Movie: "aa11.mp4"}, {Incoming: "none", Movie: "aa22.mp4"}, {Incoming: "a3", Movie: "bb33.mp4"}, {Incoming: "a4", Movie: "taken.mp4"}}
	contents := map[string][]byte{}
	for i, key := range []string{"a1", "a3", "a4", "a5"} {
		contents[key] = content(100_000, byte(20+i))
		receive(t, l, key, contents[key])
	}
	if err := l.Keep(t.Context(), "a5", "taken.mp4", nil); err != nil {
		t.Fatal(err)
	}
	errs := l.KeepAll(t.Context(), list, func(int, int64) {})
	if errs[0] != nil || !errors.Is(errs[1], media.ErrNotExist) || errs[2] != nil || errs[3] == nil {
		t.Errorf("KeepAll: %v", errs)
	}
	if err := l.Discard(t.Context(), "a1", "none", "a3"); err != nil {
		t.Fatal(err)
	}
	l = e.Again(t, l)
	for key, movie := range map[string]string{"a1": "aa11.mp4", "a3": "bb33.mp4", "a5": "taken.mp4"} {
		f, err := l.Movie(t.Context(), movie)
		want(t, f, err, contents[key])
	}
	if _, err := l.Movie(t.Context(), "aa22.mp4"); !errors.Is(err, media.ErrNotExist) {
		t.Errorf("of nothing: %v", err)
	}
	if keys, err := l.IncomingKeys(t.Context()); err != nil || len(keys) != 2 {
		t.Errorf("left: %q, %v", keys, err)
	}
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
