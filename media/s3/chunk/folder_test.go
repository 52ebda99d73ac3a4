package chunk

import (
	"bytes"
	"encoding/binary"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
)

// A folder that is no cache is left as it is, but for chunks in it.
func TestFolder_Strangers(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"Own/file", "beef.mp4/x", "beef.mp4/-1", "beef.mp4/7"} {
		if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte("not so long"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c, err := OpenFolder(dir, 1<<30, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	c.close()
	if _, err := os.Stat(filepath.Join(dir, "Own/file")); err != nil {
		t.Error(err)
	}
	if f := c.open(ID{"beef.mp4", 7}, 3); f != nil {
		t.Error("a broken chunk was opened")
	}
}

// FuzzCheck: a chunk is right only when its sum is.
func FuzzCheck(f *testing.F) {
	f.Add([]byte("bytes"), []byte{1, 2, 3, 4, 1, 0, 0, 0})
	f.Fuzz(func(t *testing.T, content, sum []byte) {
		whole := append(bytes.Clone(content), sum...)
		err := check(bytes.NewReader(whole), int64(len(content)))
		right := len(sum) == sumLen && binary.LittleEndian.Uint64(sum) == sumOfChunk(content)
		if (err == nil) != right {
			t.Errorf("check = %v", err)
		}
	})
}
