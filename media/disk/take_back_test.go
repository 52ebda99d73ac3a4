package disk

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"youku.example/media"
)

// A movie that is taken back is an incoming file, and no movie any more; a
// crash between the two is gone on with.
func TestTakeBack(t *testing.T) {
	for _, crashed := range []bool{false, true} {
		dir := t.TempDir()
		l, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		from, to := filepath.Join(dir, moviesDir, "aa", "aabb.mp4"), filepath.Join(dir, incomingDir, "aabb")
		if err := os.MkdirAll(filepath.Dir(from), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(from, []byte("bytes"), 0o600); err != nil {
			t.Fatal(err)
		}
		if crashed {
			if err := os.Link(from, to); err != nil {
				t.Fatal(err)
			}
		}
		if err := l.TakeBack(t.Context(), "aabb.mp4", "aabb"); err != nil {
			t.Fatal(err)
		}
		if _, err := l.Movie(t.Context(), "aabb.mp4"); !errors.Is(err, media.ErrNotExist) {
			t.Errorf("the movie: %v", err)
		}
		if got, err := os.ReadFile(to); err != nil || string(got) != "bytes" {
			t.Errorf("incoming: %q, %v", got, err)
		}
	}
}
