package disk

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"youku.example/media"
	"youku.example/media/mediatest"
)

func open(t *testing.T, dir string) *Library {
	t.Helper()
	l, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}

func TestLibrary(t *testing.T) {
	mediatest.Run(t, mediatest.Engine{
		Open:  func(t *testing.T) mediatest.Library { return open(t, filepath.Join(t.TempDir(), "media")) },
		Again: func(t *testing.T, l mediatest.Library) mediatest.Library { return open(t, l.(*Library).dir) },
	})
}

// copying opens a folder whose movies are on another disk.
func copying(dir string, t *testing.T) *Library {
	l := open(t, dir)
	l.link = func(string, string) error { return syscall.EXDEV }
	return l
}

// A file system without links keeps by copying.
func TestLibrary_WithoutLinks(t *testing.T) {
	mediatest.Run(t, mediatest.Engine{
		Open:  func(t *testing.T) mediatest.Library { return copying(t.TempDir(), t) },
		Again: func(t *testing.T, l mediatest.Library) mediatest.Library { return copying(l.(*Library).dir, t) },
	})
}

func TestOpen_Modes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "media")
	l := open(t, dir)
	in, err := l.Receive(t.Context(), "a1", 1)
	if err != nil {
		t.Fatal(err)
	}
	_ = in.Close()
	if err := l.Keep(t.Context(), "a1", "feed.mp4", nil); err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		want := fs.FileMode(0o600)
		if d.IsDir() {
			want = 0o700
		}
		if info.Mode().Perm() != want {
			t.Errorf("%s has mode %o, want %o", path, info.Mode().Perm(), want)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "movies", "fe", "feed.mp4")); err != nil {
		t.Error(err)
	}
}

// What was put into the folder by hand stays, and leads nowhere.
func TestLibrary_Strangers(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(dir, "incoming", "link")); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(filepath.Join(dir, "incoming", "pipe"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "incoming", "folder"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"link", "pipe", "folder"} {
		if f, err := l.Arrived(t.Context(), key); err == nil {
			t.Errorf("Arrived(%q) opened %v", key, f)
		}
		if _, err := l.Receive(t.Context(), key, 1); err == nil {
			t.Errorf("Receive(%q) opened it", key)
		}
	}
	if keys, err := l.IncomingKeys(t.Context()); err != nil || len(keys) != 0 {
		t.Errorf("IncomingKeys = %q, %v, want none", keys, err)
	}
}

// A crash in the middle of a copy leaves a piece that is listed nowhere, is
// used up by the next try and goes with the movie.
func TestKeep_AfterCrash(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	l.link = func(string, string) error { return syscall.EPERM }
	part := filepath.Join(dir, "movies", "fe", ".feed.mp4.part")
	if err := os.MkdirAll(filepath.Dir(part), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(part, []byte("half and more"), 0o600); err != nil {
		t.Fatal(err)
	}
	if keys, _ := l.MovieKeys(t.Context()); len(keys) != 0 {
		t.Errorf("MovieKeys = %q, want none", keys)
	}
	in, err := l.Receive(t.Context(), "a1", 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := in.WriteAt([]byte("whole"), 0); err != nil {
		t.Fatal(err)
	}
	_ = in.Close()
	if err := l.Keep(t.Context(), "a1", "feed.mp4", nil); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(dir, "movies", "fe", "feed.mp4"))
	if err != nil || string(got) != "whole" {
		t.Errorf("kept %q, %v", got, err)
	}
	if err := os.WriteFile(part, []byte("left"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := l.Remove(t.Context(), "feed.mp4"); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(part); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the piece is still there: %v", err)
	}
}

func TestTold(t *testing.T) {
	for _, full := range []error{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG} {
		if err := withNoSpace(&fs.PathError{Err: full}); !errors.Is(err, media.ErrNoSpace) || !errors.Is(err, full) {
			t.Errorf("withNoSpace(%v) = %v", full, err)
		}
	}
	if err := withNoSpace(syscall.EIO); errors.Is(err, media.ErrNoSpace) {
		t.Errorf("withNoSpace(EIO) = %v", err)
	}
}

// A copy reports how far it is, and holds up what has another key as little as
// what is removed meanwhile.
func TestKeep_OthersMeanwhile(t *testing.T) {
	l := copying(t.TempDir(), t)
	ctx := t.Context()
	for _, key := range []string{"a1", "a2"} {
		in, err := l.Receive(ctx, key, 1)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(in.Truncate(5<<20), in.Close()); err != nil {
			t.Fatal(err)
		}
	}
	last := int64(0)
	err := l.Keep(ctx, "a1", "feed.mp4", func(done int64) {
		if done <= last || done > 5<<20 {
			t.Errorf("%d bytes after %d", done, last)
		}
		if last = done; done > copyStep {
			return
		}
		if err := l.Keep(ctx, "a2", "beef.mp4", nil); err != nil {
			t.Error(err)
		}
		if err := l.Remove(ctx, "beef.mp4"); err != nil {
			t.Error(err)
		}
		impatient, leave := context.WithCancel(ctx)
		leave()
		if err := l.Remove(impatient, "feed.mp4"); !errors.Is(err, context.Canceled) {
			t.Errorf("removed what is being copied: %v", err)
		}
	})
	if err != nil || last != 5<<20 {
		t.Errorf("%d bytes copied, %v", last, err)
	}
}
