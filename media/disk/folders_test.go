//go:build unix

package disk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"youku.example/media"
	"youku.example/media/mediatest"
)

// linked opens a library whose three folders are links to other places.
func linked(t *testing.T) *Library {
	dir := t.TempDir()
	for _, name := range []string{incomingDir, moviesDir, postersDir} {
		if err := os.Symlink(t.TempDir(), filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	outer := filepath.Join(t.TempDir(), "media")
	if err := os.Symlink(dir, outer); err != nil {
		t.Fatal(err)
	}
	return open(t, outer)
}

func TestLibrary_LinkedFolders(t *testing.T) {
	mediatest.Run(t, mediatest.Engine{
		Open:  func(t *testing.T) mediatest.Library { return linked(t) },
		Again: func(t *testing.T, l mediatest.Library) mediatest.Library { return open(t, l.(*Library).dir) },
	})
}

// A link among the movies themselves still leads nowhere.
func TestLibrary_LinkBelow(t *testing.T) {
	l := linked(t)
	if err := os.Symlink(t.TempDir(), filepath.Join(l.dir, moviesDir, "fe")); err != nil {
		t.Fatal(err)
	}
	receiveAll(t, l, "a1", []byte("whole"))
	if err := l.Keep(t.Context(), "a1", "feed.mp4", nil); err == nil {
		t.Error("a movie was kept outside of its folder")
	}
}

func TestOpen_LeadsNowhere(t *testing.T) {
	for _, name := range []string{incomingDir, moviesDir, postersDir} {
		dir := t.TempDir()
		if err := os.Symlink(filepath.Join(dir, "gone"), filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
		if l, err := Open(dir); !errors.Is(err, media.ErrLeadsNowhere) {
			t.Errorf("%s: %v, %v; want ErrLeadsNowhere", name, l, err)
		}
		if _, err := os.Lstat(filepath.Join(dir, "gone")); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: where the link leads was made: %v", name, err)
		}
	}
}

// A snapshot made of links (cp -al) keeps its bytes, and an upload that is in
// it can be resumed, emptied and written anew.
func TestReceive_Snapshot(t *testing.T) {
	dir, snapshot := t.TempDir(), filepath.Join(t.TempDir(), "snapshot")
	l := open(t, dir)
	receiveAll(t, l, "a1", []byte("first half, "))
	shot := func() {
		_ = os.Remove(snapshot)
		if err := os.Link(filepath.Join(dir, incomingDir, "a1"), snapshot); err != nil {
			t.Fatal(err)
		}
	}
	for _, step := range []struct {
		name, want string
		change     func(media.Inbox) error
	}{
		{"resumed", "first half, second half", func(in media.Inbox) error { _, err := in.WriteAt([]byte("second half"), 12); return err }},
		{"changed", "FIRST half, second half", func(in media.Inbox) error { _, err := in.WriteAt([]byte("FIRST"), 0); return err }},
		{"cut", "FIRST", func(in media.Inbox) error { return in.Truncate(5) }},
		{"emptied", "", func(in media.Inbox) error { return in.Truncate(0) }},
	} {
		shot()
		before, err := os.ReadFile(snapshot)
		if err != nil {
			t.Fatal(err)
		}
		in, err := l.Receive(t.Context(), "a1", 1)
		if err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		if err := errors.Join(step.change(in), in.Close()); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		if now, err := os.ReadFile(filepath.Join(dir, incomingDir, "a1")); err != nil || string(now) != step.want {
			t.Errorf("%s: %q, %v; want %q", step.name, now, err, step.want)
		}
		if after, err := os.ReadFile(snapshot); err != nil || string(after) != string(before) {
			t.Errorf("%s: the snapshot has %q, %v; want %q as before", step.name, after, err, before)
		}
	}
	if names, err := os.ReadDir(filepath.Join(dir, incomingDir)); err != nil || len(names) != 1 {
		t.Errorf("left over: %v, %v", names, err)
	}
}

// What root makes in the folder of another user is that user's.
func TestLibrary_Owner(t *testing.T) {
	if os.Geteuid() != 0 {
		if os.Getenv("YOUKU_TEST_REQUIRE") == "all" {
			t.Fatal("needs the rights of root")
		}
		t.Skip("needs the rights of root")
	}
	const uid = 4321
	for name, link := range map[string]error{"Links": nil, "Copies": syscall.EXDEV} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.Chown(dir, uid, uid); err != nil {
				t.Fatal(err)
			}
			l := open(t, dir)
			if link != nil {
				l.link = func(string, string) error { return link }
			}
			receiveAll(t, l, "a1", []byte("whole"))
			if err := l.Keep(t.Context(), "a1", "feed.mp4", nil); err != nil {
				t.Fatal(err)
			}
			if err := l.KeepPoster(t.Context(), "feed.mp4", []byte("jpg")); err != nil {
				t.Fatal(err)
			}
			files := 0
			err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
				if err != nil {
					return err
				}
				info, err := d.Info()
				if err != nil {
					return err
				}
				if st := info.Sys().(*syscall.Stat_t); st.Uid != uid || st.Gid != uid {
					t.Errorf("%s belongs to %d:%d", path, st.Uid, st.Gid)
				}
				files++
				return nil
			})
			if err != nil || files != 11 {
				t.Errorf("%d files and folders, %v; want 11", files, err)
			}
		})
	}
}

func receiveAll(t *testing.T, l *Library, key string, p []byte) {
	t.Helper()
	in, err := l.Receive(t.Context(), key, 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := in.WriteAt(p, 0); err != nil {
		t.Fatal(err)
	}
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
}

// A disk that is mounted on the folder of the movies, or a folder that is put
// back, is seen without opening the library anew.
func TestMovie_FolderReplaced(t *testing.T) {
	dir := t.TempDir()
	l, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	movies := filepath.Join(dir, moviesDir)
	if err := os.Rename(movies, filepath.Join(dir, "unmounted")); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Movie(t.Context(), "aa.mp4"); !errors.Is(err, media.ErrNotExist) {
		t.Errorf("while there is no folder: %v", err)
	}
	if err := os.MkdirAll(filepath.Join(movies, "aa"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(movies, "aa", "aa.mp4"), []byte("bytes"), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := l.Movie(t.Context(), "aa.mp4")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if f.Size() != 5 {
		t.Errorf("%d bytes", f.Size())
	}
}
