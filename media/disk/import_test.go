//go:build unix

package disk

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"youku.example/media"
)

func source(t *testing.T, dir string, data []byte) *os.File {
	t.Helper()
	name := filepath.Join(dir, "source.mp4")
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// A copy is hashed as it is written, becomes a movie by its name alone, and what
// no movie was made of goes.
func TestCopyIn(t *testing.T) {
	l := open(t, t.TempDir())
	data := bytes.Repeat([]byte("movie "), 500_000)
	src := source(t, t.TempDir(), data)
	var done int64
	sums, err := l.CopyIn(t.Context(), src, "1.1", func(n int64) { done = n })
	if err != nil {
		t.Fatal(err)
	}
	want := sha256.Sum256(data)
	sampled, _ := media.SampledMD5(bytes.NewReader(data), int64(len(data)))
	if sums.SHA256 != hex.EncodeToString(want[:]) || sums.SampledMD5 != sampled || sums.Size != int64(len(data)) || done != sums.Size {
		t.Errorf("%+v, %d", sums, done)
	}
	if keys, err := l.MovieKeys(t.Context()); err != nil || len(keys) > 0 {
		t.Errorf("a movie without a name: %q, %v", keys, err)
	}
	if found, err := l.Strays(t.Context()); err != nil || len(found) != 1 || !found[0].Partial {
		t.Errorf("strays: %v, %v", found, err)
	}
	if err := errors.Join(l.NameCopy(t.Context(), "1.1", "feed.mp4"), l.SyncMovies(t.Context(), []string{"feed.mp4"})); err != nil {
		t.Fatal(err)
	}
	f, err := l.Movie(t.Context(), "feed.mp4")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	got := make([]byte, len(data))
	if _, err := f.ReadAt(got, 0); err != nil || !bytes.Equal(got, data) {
		t.Errorf("other bytes, %v", err)
	}
	// The same content again is used up; another one is not put in its place.
	if _, err := l.CopyIn(t.Context(), src, "1.2", nil); err != nil {
		t.Fatal(err)
	}
	if err := l.NameCopy(t.Context(), "1.2", "feed.mp4"); err != nil {
		t.Error(err)
	}
	if _, err := l.CopyIn(t.Context(), source(t, t.TempDir(), []byte("other")), "1.3", nil); err != nil {
		t.Fatal(err)
	}
	if err := l.NameCopy(t.Context(), "1.3", "feed.mp4"); err == nil {
		t.Error("other bytes were put in the place of a movie")
	}
	if err := l.DropCopies(t.Context(), "1"); err != nil {
		t.Fatal(err)
	}
	if found, err := l.Strays(t.Context()); err != nil || len(found) > 0 {
		t.Errorf("strays: %v, %v", found, err)
	}
}

func TestCopyIn_NoRoom(t *testing.T) {
	l := open(t, t.TempDir())
	l.room = func(string) (uint64, uint64, error) { return 10, 1 << 40, nil }
	if _, err := l.CopyIn(t.Context(), source(t, t.TempDir(), []byte("movie")), "1.1", nil); !errors.Is(err, media.ErrNoSpace) {
		t.Errorf("%v, want ErrNoSpace", err)
	}
}

// A second name changes neither owner nor mode, and knows the times of the file
// with it; a file that was put in the place of the one that was read gets none.
func TestLinkIn(t *testing.T) {
	base := t.TempDir()
	l := open(t, filepath.Join(base, "library"))
	src := source(t, base, []byte("movie"))
	folder, err := os.Open(base)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	modified, changed, err := l.LinkIn(t.Context(), src, folder, "source.mp4", "feed.mp4")
	if err != nil {
		t.Fatal(err)
	}
	f, err := l.Movie(t.Context(), "feed.mp4")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if m, c := f.(media.Timed).Times(); !m.Equal(modified) || !c.Equal(changed) || c.IsZero() {
		t.Errorf("times %v %v, later %v %v", modified, changed, m, c)
	}
	info, err := os.Stat(src.Name())
	if err != nil || info.Mode() != 0o644 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if same, canBeOwn, err := l.Near(src); err != nil || !same || canBeOwn {
		t.Errorf("near: %v, %v, %v", same, canBeOwn, err)
	}
	if m, c, err := l.LinkIn(t.Context(), src, folder, "source.mp4", "feed.mp4"); err != nil || !m.Equal(modified) || !c.Equal(changed) {
		t.Errorf("again: %v %v %v; it can be changed by the other name still", m, c, err)
	}
	own := source(t, t.TempDir(), []byte("movie two"))
	if _, err := l.CopyIn(t.Context(), own, "1.1", nil); err != nil {
		t.Fatal(err)
	}
	if err := l.NameCopy(t.Context(), "1.1", "feed3.mp4"); err != nil {
		t.Fatal(err)
	}
	if m, c, err := l.LinkIn(t.Context(), own, folder, "none", "feed3.mp4"); err != nil || !m.IsZero() || !c.IsZero() {
		t.Errorf("of bytes that the library has for itself: %v %v %v", m, c, err)
	}
	if err := os.Rename(src.Name(), filepath.Join(base, "elsewhere")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("elsewhere", src.Name()); err != nil {
		t.Fatal(err)
	}
	if _, _, err := l.LinkIn(t.Context(), src, folder, "source.mp4", "feed2.mp4"); err == nil {
		t.Error("a link to elsewhere became a movie")
	}
	if err := os.Remove(src.Name()); err != nil {
		t.Fatal(err)
	}
	source(t, base, []byte("other"))
	if _, _, err := l.LinkIn(t.Context(), src, folder, "source.mp4", "feed2.mp4"); !errors.Is(err, media.ErrOtherFile) {
		t.Errorf("%v, want ErrOtherFile", err)
	}
	if _, err := l.Movie(t.Context(), "feed2.mp4"); !errors.Is(err, media.ErrNotExist) {
		t.Errorf("it is here: %v", err)
	}
	if err := l.Adopt(t.Context(), "feed.mp4"); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(filepath.Join(base, "elsewhere")); err != nil || info.Mode() != 0o600 {
		t.Errorf("adopted: %v, %v", info.Mode(), err)
	}
}

func TestLinkIn_OtherDisk(t *testing.T) {
	other, err := os.MkdirTemp("/dev/shm", "youku-link-")
	if errors.Is(err, fs.ErrNotExist) {
		noOtherDisk(t)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(other)
	l := open(t, t.TempDir())
	src := source(t, other, []byte("movie"))
	folder, err := os.Open(other)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	same, _, err := l.Near(src)
	if err != nil {
		t.Fatal(err)
	}
	if same {
		noOtherDisk(t)
	}
	if _, _, err := l.LinkIn(t.Context(), src, folder, "source.mp4", "feed.mp4"); !errors.Is(err, media.ErrOtherDisk) {
		t.Errorf("%v, want ErrOtherDisk", err)
	}
}

// noOtherDisk ends a test that needs /dev/shm beside the folder for temporary files.
func noOtherDisk(t *testing.T) {
	t.Helper()
	if os.Getenv("YOUKU_TEST_REQUIRE") == "all" {
		t.Fatal("/dev/shm is no other disk")
	}
	t.Skip("/dev/shm is no other disk")
}
