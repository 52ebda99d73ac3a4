package sqlite

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// A backup gets its name on a disk without links too, and replaces nothing.
func TestPlace(t *testing.T) {
	noLinks := func(from, to string) error { return &os.LinkError{Op: "link", Old: from, New: to, Err: syscall.EPERM} }
	for name, link := range map[string]func(string, string) error{"Links": os.Link, "NoLinks": noLinks} {
		t.Run(name, func(t *testing.T) {
			part, file := filepath.Join(t.TempDir(), "part"), filepath.Join(t.TempDir(), "file")
			if err := os.WriteFile(part, []byte("copy"), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := place(part, file, link); err != nil {
				t.Fatal(err)
			}
			if b, err := os.ReadFile(file); string(b) != "copy" {
				t.Errorf("%q, %v", b, err)
			}
			if err := os.Remove(part); err != nil && !errors.Is(err, os.ErrNotExist) {
				t.Fatal(err)
			}
			if err := os.WriteFile(part, []byte("later"), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := place(part, file, link); !errors.Is(err, os.ErrExist) {
				t.Errorf("over another file: %v", err)
			}
			if b, _ := os.ReadFile(file); string(b) != "copy" {
				t.Error("the backup before was replaced")
			}
		})
	}
}
