package mediatest

import (
	"context"
	"errors"
	"slices"
	"testing"

	"youku.example/media"
)

// keptFiles is how a library keeps one kind of small files.
type keptFiles struct {
	open   func(context.Context, string) (media.File, error)
	keep   func(context.Context, string, []byte) error
	remove func(context.Context, string) error
	keys   func(context.Context) ([]string, error)
}

// testSubtitles and testCovers: such a file is kept whole under its key, through a
// new start, and replaced as a whole.
func testSubtitles(t *testing.T, e Engine) {
	testKeptFiles(t, e, func(l Library) keptFiles {
		return keptFiles{l.Subtitle, l.KeepSubtitle, l.RemoveSubtitle, l.SubtitleKeys}
	})
}

func testCovers(t *testing.T, e Engine) {
	testKeptFiles(t, e, func(l Library) keptFiles { return keptFiles{l.Cover, l.KeepCover, l.RemoveCover, l.CoverKeys} })
}

func testKeptFiles(t *testing.T, e Engine, of func(Library) keptFiles) {
	l := e.Open(t)
	f := of(l)
	ctx := t.Context()
	if _, err := f.open(ctx, "none"); !errors.Is(err, media.ErrNotExist) {
		t.Errorf("open none: %v, want ErrNotExist", err)
	}
	if err := f.remove(ctx, "none"); err != nil {
		t.Errorf("remove none: %v", err)
	}
	text := map[string][]byte{"feed": content(90_000, 1), "f1": []byte("1\n00:00:01,000 --> 00:00:02,000\n雨\n"), "a": {}}
	for key, p := range text {
		if err := f.keep(ctx, key, []byte("an older text")); err != nil {
			t.Fatal(err)
		}
		if err := f.keep(ctx, key, p); err != nil {
			t.Fatal(err)
		}
	}
	l = e.Again(t, l)
	f = of(l)
	for key, p := range text {
		file, err := f.open(ctx, key)
		want(t, file, err, p)
	}
	if keys, err := f.keys(ctx); err != nil || !slices.Equal(keys, []string{"a", "f1", "feed"}) {
		t.Errorf("keys = %q, %v", keys, err)
	}
	if keys, err := l.MovieKeys(ctx); err != nil || len(keys) != 0 {
		t.Errorf("MovieKeys = %q, %v: they are no movies", keys, err)
	}
	for range 2 {
		if err := f.remove(ctx, "f1"); err != nil {
			t.Errorf("remove: %v", err)
		}
	}
	if _, err := f.open(ctx, "f1"); !errors.Is(err, media.ErrNotExist) {
		t.Errorf("a removed one: %v, want ErrNotExist", err)
	}
	for _, key := range BadKeys {
		_, open := f.open(ctx, key)
		for i, err := range []error{open, f.keep(ctx, key, nil), f.remove(ctx, key)} {
			if !errors.Is(err, media.ErrKey) {
				t.Errorf("call %d with key %q: %v, want ErrKey", i, key, err)
			}
		}
	}
	ctx, cancel := context.WithCancel(ctx)
	cancel()
	_, open := f.open(ctx, "feed")
	for i, err := range []error{open, f.keep(ctx, "b", nil), f.remove(ctx, "feed")} {
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
