//go:build unix

package owner_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"youku.example/keys/owner"
)

func TestGiveNew(t *testing.T) {
	if os.Geteuid() != 0 {
		if os.Getenv("YOUKU_TEST_REQUIRE") == "all" {
			t.Fatal("needs the rights of root")
		}
		t.Skip("needs the rights of root")
	}
	dir := filepath.Join(t.TempDir(), "theirs")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(dir, 4321, 4322); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(filepath.Join(dir, "new"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := owner.GiveNew(f); err != nil {
		t.Fatal(err)
	}
	if err := owner.MkdirAll(filepath.Join(dir, "a", "b"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"new", "a", "a/b"} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if st := info.Sys().(*syscall.Stat_t); st.Uid != 4321 || st.Gid != 4322 {
			t.Errorf("%s belongs to %d:%d, want the folder's owner", name, st.Uid, st.Gid)
		}
	}
}

// A folder that is there stays as it is, and a file in the way is an error.
func TestMkdirAll(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := owner.MkdirAll(dir, 0o700); err != nil {
		t.Error(err)
	}
	if err := owner.MkdirAll(filepath.Join(file, "below"), 0o700); err == nil {
		t.Error("a folder was made below a file")
	}
	if err := owner.MkdirAll(file, 0o700); err == nil {
		t.Error("a file counts as a folder")
	}
}
