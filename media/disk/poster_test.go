package disk

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"youku.example/media"
)

// keep makes a movie of a few bytes.
func keep(t *testing.T, l *Library, key string) {
	t.Helper()
	in, err := l.Receive(t.Context(), "in"+key, 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := in.WriteAt([]byte(key), 0); err != nil {
		t.Fatal(err)
	}
	_ = in.Close()
	if err := l.Keep(t.Context(), "in"+key, key, nil); err != nil {
		t.Fatal(err)
	}
}

// A poster lives beside its movie, is no movie, and goes with it.
func TestPoster_Life(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	keep(t, l, "feed.mp4")
	if _, err := l.Poster(t.Context(), "feed.mp4"); !errors.Is(err, media.ErrNotExist) {
		t.Fatalf("before there is one: %v", err)
	}
	for _, picture := range []string{"one", "another"} {
		if err := l.KeepPoster(t.Context(), "feed.mp4", []byte(picture)); err != nil {
			t.Fatal(err)
		}
		if p, err := l.Poster(t.Context(), "feed.mp4"); err != nil || string(p) != picture {
			t.Fatalf("%q, %v, want %q", p, err, picture)
		}
	}
	if keys, err := l.MovieKeys(t.Context()); err != nil || len(keys) != 1 || keys[0] != "feed.mp4" {
		t.Errorf("the movies are %v, %v", keys, err)
	}
	info, err := os.Stat(filepath.Join(dir, "posters", "fe", "feed.mp4.jpg"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is %v, %v", info, err)
	}
	if err := l.DropPoster(t.Context(), "feed.mp4"); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Poster(t.Context(), "feed.mp4"); !errors.Is(err, media.ErrNotExist) {
		t.Errorf("after it was dropped: %v", err)
	}
	if err := l.KeepPoster(t.Context(), "feed.mp4", []byte("again")); err != nil {
		t.Fatal(err)
	}
	if err := l.Remove(t.Context(), "feed.mp4"); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Poster(t.Context(), "feed.mp4"); !errors.Is(err, media.ErrNotExist) {
		t.Errorf("after its movie was removed: %v", err)
	}
	if err := l.KeepPoster(t.Context(), "feed.mp4", []byte("late")); !errors.Is(err, media.ErrNotExist) {
		t.Errorf("a poster of a movie that is gone: %v", err)
	}
}

func TestPoster_Refused(t *testing.T) {
	l := open(t, t.TempDir())
	keep(t, l, "feed.mp4")
	if err := l.KeepPoster(t.Context(), "../feed.mp4", nil); !errors.Is(err, media.ErrKey) {
		t.Errorf("a path: %v", err)
	}
	if _, err := l.Poster(t.Context(), "a/b"); !errors.Is(err, media.ErrKey) {
		t.Errorf("a path: %v", err)
	}
	if err := l.KeepPoster(t.Context(), "feed.mp4", bytes.Repeat([]byte{0}, maxPoster+1)); err == nil {
		t.Error("a huge picture was kept")
	}
}
