package disk

import (
	"errors"
	"io"
	"testing"

	"youku.example/media"
)

// Subtitles are kept whole under their keys, and are no strays of the library.
func TestSubtitle(t *testing.T) {
	l, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	ctx := t.Context()
	for _, text := range []string{"one", "another text"} {
		if err := l.KeepSubtitle(ctx, "abcdef", []byte(text)); err != nil {
			t.Fatal(err)
		}
		f, err := l.Subtitle(ctx, "abcdef")
		if err != nil {
			t.Fatal(err)
		}
		p, err := io.ReadAll(io.NewSectionReader(f, 0, f.Size()))
		if err != nil || string(p) != text {
			t.Errorf("%q, %v, want %q", p, err, text)
		}
		_ = f.Close()
	}
	if strays, err := l.Strays(ctx); err != nil || len(strays) != 0 {
		t.Errorf("strays: %+v, %v", strays, err)
	}
	if keys, err := l.MovieKeys(ctx); err != nil || len(keys) != 0 {
		t.Errorf("movies: %v, %v", keys, err)
	}
	for range 2 {
		if err := l.RemoveSubtitle(ctx, "abcdef"); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := l.Subtitle(ctx, "abcdef"); !errors.Is(err, media.ErrNotExist) {
		t.Errorf("a removed one: %v", err)
	}
	if err := l.KeepSubtitle(ctx, "../x", nil); !errors.Is(err, media.ErrKey) {
		t.Errorf("a path: %v", err)
	}
}
