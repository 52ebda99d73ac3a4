package mediatest

import (
	"context"
	"errors"
	"slices"
	"testing"

	"youku.example/media"
)

// testSubtitles: a file of subtitles is kept whole under its key, through a new
// start, and replaced as a whole.
func testSubtitles(t *testing.T, e Engine) {
	l := e.Open(t)
	ctx := t.Context()
	if _, err := l.Subtitle(ctx, "none"); !errors.Is(err, media.ErrNotExist) {
		t.Errorf("Subtitle of none: %v, want ErrNotExist", err)
	}
	if err := l.RemoveSubtitle(ctx, "none"); err != nil {
		t.Errorf("RemoveSubtitle of none: %v", err)
	}
	text := map[string][]byte{"feed": content(90_000, 1), "f1": []byte("1\n00:00:01,000 --> 00:00:02,000\n雨\n"), "a": {}}
	for key, p := range text {
		if err := l.KeepSubtitle(ctx, key, []byte("an older text")); err != nil {
			t.Fatal(err)
		}
		if err := l.KeepSubtitle(ctx, key, p); err != nil {
			t.Fatal(err)
		}
	}
	l = e.Again(t, l)
	for key, p := range text {
		f, err := l.Subtitle(ctx, key)
		want(t, f, err, p)
	}
	if keys, err := l.SubtitleKeys(ctx); err != nil || !slices.Equal(keys, []string{"a", "f1", "feed"}) {
		t.Errorf("SubtitleKeys = %q, %v", keys, err)
	}
	if keys, err := l.MovieKeys(ctx); err != nil || len(keys) != 0 {
		t.Errorf("MovieKeys = %q, %v: subtitles are no movies", keys, err)
	}
	for range 2 {
		if err := l.RemoveSubtitle(ctx, "f1"); err != nil {
			t.Errorf("RemoveSubtitle: %v", err)
		}
	}
	if _, err := l.Subtitle(ctx, "f1"); !errors.Is(err, media.ErrNotExist) {
		t.Errorf("a removed one: %v, want ErrNotExist", err)
	}
	for _, key := range BadKeys {
		_, open := l.Subtitle(ctx, key)
		for i, err := range []error{open, l.KeepSubtitle(ctx, key, nil), l.RemoveSubtitle(ctx, key)} {
			if !errors.Is(err, media.ErrKey) {
				t.Errorf("call %d with key %q: %v, want ErrKey", i, key, err)
			}
		}
	}
	ctx, cancel := context.WithCancel(ctx)
	cancel()
	_, open := l.Subtitle(ctx, "feed")
	for i, err := range []error{open, l.KeepSubtitle(ctx, "b", nil), l.RemoveSubtitle(ctx, "feed")} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("call %d: %v, want context.Canceled", i, err)
		}
	}
}

// testSubtitleAndMovie: a movie and subtitles may have one key, and neither goes
// with the other.
func testSubtitleAndMovie(t *testing.T, e Engine) {
	l := e.Open(t)
	ctx := t.Context()
	receive(t, l, "a1", []byte("a movie"))
	if err := l.Keep(ctx, "a1", "feed", nil); err != nil {
		t.Fatal(err)
	}
	if err := l.KeepSubtitle(ctx, "feed", []byte("subtitles")); err != nil {
		t.Fatal(err)
	}
	f, err := l.Movie(ctx, "feed")
	want(t, f, err, []byte("a movie"))
	if err := l.Remove(ctx, "feed"); err != nil {
		t.Fatal(err)
	}
	f, err = l.Subtitle(ctx, "feed")
	want(t, f, err, []byte("subtitles"))
}
