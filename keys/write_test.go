//go:build unix

package keys

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

func ownerOf(t *testing.T, path string) (uid uint32, mode fs.FileMode) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Sys().(*syscall.Stat_t).Uid, info.Mode().Perm()
}

// What is rewritten keeps its owner, its mode and the link that leads to it.
func TestAdmins_Rewritten(t *testing.T) {
	a, path, _ := opened(t, aKey(t)+" boss\n")
	real := filepath.Join(t.TempDir(), "keys.of.all")
	if err := os.Rename(path, real); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(real, path); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(real, 0o640); err != nil {
		t.Fatal(err)
	}
	want := uint32(os.Geteuid())
	if want == 0 {
		want = 4321
		if err := os.Chown(real, 4321, 4321); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.Add("wang", parsed(t, aKey(t)), always); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Remove("boss"); err != nil {
		t.Fatal(err)
	}
	if uid, mode := ownerOf(t, real); uid != want || mode != 0o640 {
		t.Errorf("it belongs to %d with mode %o, want %d and 640", uid, mode, want)
	}
	if info, err := os.Lstat(path); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link was replaced: %v, %v", info, err)
	}
	if data, err := os.ReadFile(real); err != nil || !strings.Contains(string(data), "wang") || strings.Contains(string(data), "boss") {
		t.Errorf("it has %q, %v", data, err)
	}
}

// What root makes new in another user's folder is that user's.
func TestKeys_NewOwner(t *testing.T) {
	if os.Geteuid() != 0 {
		if os.Getenv("YOUKU_TEST_REQUIRE") == "all" {
			t.Fatal("needs the rights of root")
		}
		t.Skip("needs the rights of root")
	}
	a, path, _ := opened(t, "")
	dir := filepath.Dir(path)
	if err := os.Chown(dir, 4321, 4321); err != nil {
		t.Fatal(err)
	}
	if err := a.Add("boss", parsed(t, aKey(t)), always); err != nil {
		t.Fatal(err)
	}
	if _, err := HostKeys(dir, true); err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 8 {
		t.Errorf("%d files, %v; want the admins' keys, their lock and three pairs of host keys", len(files), err)
	}
	for _, f := range files {
		if uid, _ := ownerOf(t, filepath.Join(dir, f.Name())); uid != 4321 {
			t.Errorf("%s belongs to %d", f.Name(), uid)
		}
	}
}

// A file that could not be read is taken up when it can be, also where nothing
// that a stat shows has changed.
func TestAdmins_ReadableAgain(t *testing.T) {
	a, path, _ := opened(t, aKey(t)+" boss\n")
	if err := os.WriteFile(path, []byte(aKey(t)+" wang\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o622); err != nil { // refused, for root too
		t.Fatal(err)
	}
	if err := a.reload(); err == nil {
		t.Fatal("a file that others may write was read")
	}
	old := time.Now().Add(-time.Hour)
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(path, old, old); err != nil {
		t.Fatal(err)
	}
	a.seen = stampOf(path) // so nothing to see has changed since the failure
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	a.Watch(ctx, time.Millisecond, func(removed []Line) {
		if len(removed) != 1 || removed[0].Comment != "boss" {
			t.Errorf("removed %v, want boss", removed)
		}
		cancel()
	})
	if list := a.List(); len(list) != 1 || list[0].Comment != "wang" {
		t.Errorf("the list is %v, want wang alone", list)
	}
}
