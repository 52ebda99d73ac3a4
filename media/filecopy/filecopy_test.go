package filecopy_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"youku.example/media"
	"youku.example/media/disk"
	"youku.example/media/filecopy"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func sumOf(p []byte) string {
	sum := sha256.Sum256(p)
	return hex.EncodeToString(sum[:])
}

// two are a library with a movie of a few steps, and an empty one.
func two(t *testing.T) (from, to *disk.Library, dir string, movie filecopy.File, content []byte) {
	t.Helper()
	var err error
	from, err = disk.Open(t.TempDir())
	must(t, err)
	dir = t.TempDir()
	to, err = disk.Open(dir)
	must(t, err)
	t.Cleanup(func() { must(t, errors.Join(from.Close(), to.Close())) })
	content = make([]byte, 5<<20+7)
	for i := range content {
		content[i] = byte(i * i >> 7)
	}
	movie = filecopy.File{Kind: filecopy.Movie, Key: sumOf(content) + ".mp4", Size: int64(len(content)), SHA256: sumOf(content), Name: "movie 1"}
	receive(t, from, "up", content)
	must(t, from.Keep(t.Context(), "up", movie.Key, nil))
	return from, to, dir, movie, content
}

func receive(t *testing.T, l *disk.Library, key string, content []byte) {
	t.Helper()
	in, err := l.Receive(t.Context(), key, 1)
	must(t, err)
	_, err = in.WriteAt(content, 0)
	must(t, errors.Join(err, in.Sync(), in.Close()))
}

func copied(ctx context.Context, c *filecopy.Copier, files ...filecopy.File) error {
	list := make(chan filecopy.File, len(files))
	for _, f := range files {
		list <- f
	}
	close(list)
	return c.All(ctx, list)
}

func holds(t *testing.T, open func(context.Context, string) (media.File, error), key string, content []byte) {
	t.Helper()
	f, err := open(t.Context(), key)
	must(t, err)
	p, err := io.ReadAll(io.NewSectionReader(f, 0, f.Size()))
	if err := errors.Join(err, f.Close()); err != nil || !bytes.Equal(p, content) {
		t.Errorf("%s has %d bytes, want %d, or others: %v", key, len(p), len(content), err)
	}
}

// A copy that was cut off goes on behind what is there; where that is not the movie's
// beginning, it begins anew.
func TestCopier_GoesOn(t *testing.T) {
	from, to, dir, movie, content := two(t)
	ctx, cancel := context.WithCancel(t.Context())
	steps := 0
	c := &filecopy.Copier{From: from, To: to, Run: 1, At: func(step string) {
		if steps++; steps == 2 {
			cancel()
		}
	}}
	if err := copied(ctx, c, movie); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	part := filepath.Join(dir, "incoming", "moving."+movie.Key)
	if info, err := os.Stat(part); err != nil || info.Size() != 2<<20 {
		t.Fatalf("of a movie that was cut off there is %v, %v", info, err)
	}
	var steady, read int64
	c = &filecopy.Copier{From: from, To: to, Run: 2, Copied: func(n int64) {
		if read == 0 {
			steady = n
		}
		read += n
	}}
	must(t, copied(t.Context(), c, movie))
	if steady != 2<<20 || read != movie.Size || c.Files() != 1 {
		t.Errorf("it went on behind %d bytes, to %d", steady, read)
	}
	holds(t, to.Movie, movie.Key, content)
	must(t, to.Remove(t.Context(), movie.Key))
	must(t, os.WriteFile(part, bytes.Repeat([]byte("x"), 3<<20), 0o600))
	must(t, copied(t.Context(), &filecopy.Copier{From: from, To: to, Run: 3}, movie))
	holds(t, to.Movie, movie.Key, content)
	if keys, err := to.IncomingKeys(t.Context()); err != nil || len(keys) > 0 {
		t.Errorf("left: %v, %v", keys, err)
	}
}

// What the source lacks, or has other bytes of, is named and not copied, and the rest is.
func TestCopier_Missing(t *testing.T) {
	from, to, _, movie, content := two(t)
	other, absent := movie, movie
	other.SHA256, other.Key = sumOf(nil), "other.mp4"
	absent.Key = "absent.mp4"
	receive(t, from, "up2", content)
	must(t, from.Keep(t.Context(), "up2", other.Key, nil))
	must(t, from.KeepCover(t.Context(), "cover", []byte("picture")))
	cover := filecopy.File{Kind: filecopy.Cover, Key: "cover", Size: 7, SHA256: sumOf([]byte("pictures")), Name: "cover 1"}
	c := &filecopy.Copier{From: from, To: to, Run: 1}
	must(t, copied(t.Context(), c, other, absent, cover, movie))
	if len(c.Missing()) != 3 {
		t.Errorf("missing: %v", c.Missing())
	}
	for _, m := range c.Missing() {
		if want := m.Key == absent.Key; errors.Is(m.Why, media.ErrNotExist) != want || errors.Is(m.Why, filecopy.ErrDamaged) == want {
			t.Errorf("%s: %v", m.Key, m.Why)
		}
	}
	keys, err := filecopy.KeysIn(t.Context(), to)
	must(t, err)
	if len(keys[filecopy.Movie]) != 1 || len(keys[filecopy.Cover]) != 0 || len(keys[filecopy.Upload]) != 0 {
		t.Errorf("at the target: %v", keys)
	}
}

// An upload keeps its key; one that changed since is copied anew, and one that no byte
// came of yet is none.
func TestCopier_Uploads(t *testing.T) {
	from, to, _, _, content := two(t)
	receive(t, from, "whole", content)
	receive(t, from, "empty", nil)
	files := []filecopy.File{
		{Kind: filecopy.Upload, Key: "whole", SHA256: sumOf(content), Generation: 1, Name: "whole"},
		{Kind: filecopy.Upload, Key: "empty", Generation: 1, Name: "empty"},
		{Kind: filecopy.Upload, Key: "none", Generation: 1, Name: "none"},
	}
	for range 2 {
		c := &filecopy.Copier{From: from, To: to, Run: 1}
		must(t, copied(t.Context(), c, files...))
		if len(c.Missing()) != 0 {
			t.Errorf("missing: %v", c.Missing())
		}
		holds(t, to.Arrived, "whole", content)
		holds(t, to.Arrived, "empty", nil)
		receive(t, to, "whole", []byte("other")) // the next call finds other bytes
	}
	keys, err := to.IncomingKeys(t.Context())
	if err != nil || len(keys) != 2 {
		t.Errorf("uploads: %v, %v", keys, err)
	}
}

// What no row names any more is removed.
func TestSweep(t *testing.T) {
	from, to, _, movie, content := two(t)
	receive(t, to, "moving.gone", content)
	must(t, to.KeepSubtitle(t.Context(), "gone", []byte("text")))
	must(t, to.KeepCover(t.Context(), "kept", []byte("text")))
	must(t, copied(t.Context(), &filecopy.Copier{From: from, To: to, Run: 1}, movie))
	keep := filecopy.Keys{filecopy.Cover: {"kept": true}}
	must(t, filecopy.Sweep(t.Context(), to, keep))
	keys, err := filecopy.KeysIn(t.Context(), to)
	must(t, err)
	if len(keys[filecopy.Cover]) != 1 || len(keys[filecopy.Movie])+len(keys[filecopy.Subtitle])+len(keys[filecopy.Upload]) != 0 {
		t.Errorf("left: %v", keys)
	}
}
