package disk

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"youku.example/media"
)

// Covers are kept whole under their keys, are listed, and are no strays of the
// library; what is none is.
func TestCover(t *testing.T) {
	dir := t.TempDir()
	l, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	ctx := t.Context()
	for _, text := range []string{"one", "another text"} {
		if err := l.KeepCover(ctx, "abcdef", []byte(text)); err != nil {
			t.Fatal(err)
		}
		f, err := l.Cover(ctx, "abcdef")
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
	if keys, err := l.CoverKeys(ctx); err != nil || len(keys) != 1 || keys[0] != "abcdef" {
		t.Errorf("covers: %v, %v", keys, err)
	}
	stray := filepath.Join(dir, coversDir, "ab", "Thumbs.db")
	if err := os.WriteFile(stray, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if strays, err := l.Strays(ctx); err != nil || len(strays) != 1 || strays[0].Name != "covers/ab/Thumbs.db" {
		t.Errorf("a stray: %+v, %v", strays, err)
	}
	if keys, err := l.MovieKeys(ctx); err != nil || len(keys) != 0 {
		t.Errorf("movies: %v, %v", keys, err)
	}
	for range 2 {
		if err := l.RemoveCover(ctx, "abcdef"); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := l.Cover(ctx, "abcdef"); !errors.Is(err, media.ErrNotExist) {
		t.Errorf("a removed one: %v", err)
	}
	if err := l.KeepCover(ctx, "../x", nil); !errors.Is(err, media.ErrKey) {
		t.Errorf("a path: %v", err)
	}
}
