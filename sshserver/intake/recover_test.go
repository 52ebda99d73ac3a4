//go:build unix

package intake

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"youku.example/store"
)

// Rows and files come from different moments, as from a backup and a copy of
// the folder that was made later. The rows say what is whole; a client that
// resumes at the size it is told finds that end in the file too.
func TestRecover_OtherSizes(t *testing.T) {
	for name, c := range map[string]struct {
		whole bool
		disk  int64
		want  int64
	}{
		"a partial one went on": {false, 60_000, 40_000},
		"a partial one is less": {false, 30_000, 30_000},
		"a whole one is less":   {true, 30_000, 30_000},
	} {
		t.Run(name, func(t *testing.T) {
			dir := tempDir(t)
			h := start(t, dir, nil)
			u := h.create(t, "a.mp4")
			if p := clip(0); c.whole {
				write(t, u, p, 0)
			} else {
				write(t, u, p[:40_000], 0)
			}
			if err := u.Close(c.whole); err != nil {
				t.Fatal(err)
			}
			row := h.settled(t, "a.mp4")
			h.close(t)
			if err := os.Truncate(filepath.Join(dir, "media", "incoming", row.File), c.disk); err != nil {
				t.Fatal(err)
			}
			h = start(t, dir, nil)
			looked(t, h, "a.mp4", store.Partial, c.want)
			h.resume(t, "a.mp4")
			if !bytes.Equal(h.read(t, "a.mp4"), clip(0)) {
				t.Error("resumed, it has other bytes")
			}
			h.close(t)
			h.sound(t)
		})
	}
}

// The bytes of an upload are not there at all: the rows were restored alone.
func TestPublish_FileIsMissing(t *testing.T) {
	dir := tempDir(t)
	h := start(t, dir, nil)
	row := h.arrive(t, "a.mp4", clip(0))
	h.close(t)
	if err := os.Remove(filepath.Join(dir, "media", "incoming", row.File)); err != nil {
		t.Fatal(err)
	}
	h = start(t, dir, nil)
	if _, err := h.intake.Publish(t.Context(), boss, "a.mp4", free, nil); !errors.Is(err, store.ErrPartial) {
		t.Errorf("Publish: %v, want ErrPartial", err)
	}
	h.arrive(t, "a.mp4", clip(0)) // sent again, it is there
	h.close(t)
	h.sound(t)
}
