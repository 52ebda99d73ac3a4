//go:build unix

package disk

import (
	"errors"
	"os"
	"os/exec"
	"syscall"
	"testing"

	"youku.example/media"
)

// The test binary runs again under a bound on the size of files, which is a
// full disk as far as a write can tell.
func TestReceive_Full(t *testing.T) {
	const bound = 1 << 20
	if dir := os.Getenv("YOUKU_TEST_FULL_DIR"); dir != "" {
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: bound, Max: bound}); err != nil {
			t.Fatal(err)
		}
		fillUp(t, dir, bound)
		return
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self, "-test.run=^TestReceive_Full$", "-test.v")
	cmd.Env = append(os.Environ(), "YOUKU_TEST_FULL_DIR="+t.TempDir())
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

func fillUp(t *testing.T, dir string, bound int64) {
	l := open(t, dir)
	in, err := l.Receive(t.Context(), "a1", 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := in.WriteAt(make([]byte, bound), 0); err != nil {
		t.Fatal(err)
	}
	if _, err := in.WriteAt([]byte("x"), bound); !errors.Is(err, media.ErrNoSpace) {
		t.Errorf("WriteAt on a full disk: %v, want ErrNoSpace", err)
	}
	if err := in.Truncate(2 * bound); !errors.Is(err, media.ErrNoSpace) {
		t.Errorf("Truncate on a full disk: %v, want ErrNoSpace", err)
	}
	if n, err := in.Size(); err != nil || n != bound {
		t.Errorf("Size = %d, %v: what was received is lost", n, err)
	}
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := l.Arrived(t.Context(), "a1")
	if err != nil {
		t.Fatal(err)
	}
	_ = f.Close()
}

// Keeping by copy on a full disk leaves no movie and no piece of one.
func TestKeep_Full(t *testing.T) {
	const bound = 1 << 20
	dir := os.Getenv("YOUKU_TEST_KEEP_DIR")
	if dir == "" {
		dir = t.TempDir()
		in, err := open(t, dir).Receive(t.Context(), "a1", 1)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := in.WriteAt(make([]byte, 2*bound), 0); err != nil {
			t.Fatal(err)
		}
		_ = in.Close()
		self, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.CommandContext(t.Context(), self, "-test.run=^TestKeep_Full$", "-test.v")
		cmd.Env = append(os.Environ(), "YOUKU_TEST_KEEP_DIR="+dir)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: bound, Max: bound}); err != nil {
		t.Fatal(err)
	}
	l := open(t, dir)
	l.link = func(string, string) error { return syscall.EXDEV }
	if err := l.Keep(t.Context(), "a1", "feed.mp4", nil); !errors.Is(err, media.ErrNoSpace) {
		t.Errorf("Keep on a full disk: %v, want ErrNoSpace", err)
	}
	entries, err := os.ReadDir(dir + "/movies/fe")
	if err != nil || len(entries) != 0 {
		t.Errorf("left over: %v, %v", entries, err)
	}
}

// A copy leaves the database its room, since the rows may be on the same disk, and
// so do posters. A second name takes none.
func TestKeep_LeavesRoom(t *testing.T) {
	l := open(t, t.TempDir())
	in, err := l.Receive(t.Context(), "a1", 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := in.WriteAt(make([]byte, 100_000), 0); err != nil {
		t.Fatal(err)
	}
	_ = in.Close()
	free, link := uint64(149_999), l.link
	l.room = func(string) (uint64, uint64, error) { return free, 1_000_000, nil }
	l.link = func(string, string) error { return syscall.EXDEV }
	if err := l.Keep(t.Context(), "a1", "feed.mp4", nil); !errors.Is(err, media.ErrNoSpace) {
		t.Errorf("a copy: %v, want ErrNoSpace", err)
	}
	if keys, err := l.MovieKeys(t.Context()); err != nil || len(keys) != 0 {
		t.Errorf("kept %q, %v", keys, err)
	}
	l.link = link
	if err := l.Keep(t.Context(), "a1", "beef.mp4", nil); err != nil {
		t.Errorf("a second name: %v", err)
	}
	l.link = func(string, string) error { return syscall.EXDEV }
	free++
	if err := l.Keep(t.Context(), "a1", "feed.mp4", nil); err != nil {
		t.Errorf("a copy that leaves the room: %v", err)
	}
	free = 50_001
	if err := l.KeepPoster(t.Context(), "feed.mp4", make([]byte, 2)); !errors.Is(err, media.ErrNoSpace) {
		t.Errorf("a poster: %v, want ErrNoSpace", err)
	}
	if err := l.KeepPoster(t.Context(), "feed.mp4", make([]byte, 1)); err != nil {
		t.Errorf("a poster that leaves the room: %v", err)
	}
}
