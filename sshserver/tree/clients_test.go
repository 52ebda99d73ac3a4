package tree_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"youku.example/media/demo"
	"youku.example/sshserver/sftp/sftptest"
	"youku.example/store"
	"youku.example/tui/words"
)

// serve shows a viewer's tree to real clients, with the sums by command.
func (h *testLibrary) serve(t *testing.T, a store.Actor) *sftptest.Server {
	t.Helper()
	s := sftptest.Start(t, h.tree(a))
	s.Exec = func(ctx context.Context, args []string, out, stderr io.Writer) int {
		algorithm, ok := strings.CutSuffix(args[0], "sum")
		switch {
		case !ok:
			return 2
		case len(args) == 1: // rclone looks whether the command works: nothing on stdin
			fmt.Fprintf(out, "%s  -\n", map[string]string{"md5": "d41d8cd98f00b204e9800998ecf8427e", "sha1": "da39a3ee5e6b4b0d3255bfef95601890afd80709"}[algorithm])
			return 0
		}
		sum, err := h.trees.Sum(ctx, a, words.En, words.Login{}, args[1], algorithm)
		if err != nil {
			return 1
		}
		fmt.Fprintf(out, "%s  %s\n", sum, args[1])
		return 0
	}
	return s
}

func TestOpenSSH_Downloads(t *testing.T) {
	h := newTestLibrary(t)
	path := h.request(t, h.vip)
	s := h.serve(t, h.vip)
	name := filepath.Base(path)
	s.Write(t, "half", h.data[:len(h.data)/2])
	if r := s.SFTP(t, "ls -l /downloads", "get /downloads/*", "reget "+path+" half"); r.Exit != 0 {
		t.Fatal("sftp failed")
	}
	if !bytes.Equal(s.Read(t, name), h.data) || !bytes.Equal(s.Read(t, "half"), h.data) {
		t.Error("other bytes arrived")
	}
	check := exec.Command("sha256sum", "-c", name+".sha256")
	check.Dir = s.Dir()
	if out, err := check.CombinedOutput(); err != nil {
		t.Errorf("sha256sum -c: %v: %s", err, out)
	}
	if r := s.SCP(t, "-O", ":/downloads/*.mp4", "old"); r.Exit != 0 || !bytes.Equal(s.Read(t, "old"), h.data) {
		t.Error("scp -O of a pattern failed")
	}
}

func TestOpenSSH_TooEarly(t *testing.T) {
	h := newTestLibrary(t)
	path := h.request(t, h.alice)
	s := h.serve(t, h.alice)
	r := s.SFTP(t, "get "+path+" early")
	if r.Exit == 0 || s.Read(t, "early") != nil || !strings.Contains(r.Stderr, "Not ready yet") {
		t.Errorf("%+v", r)
	}
	for _, flag := range []string{"-q", "-O"} {
		r := s.SCP(t, flag, ":"+path, "early")
		if r.Exit == 0 || len(s.Read(t, "early")) > 0 || !strings.Contains(r.Stderr, "Not ready yet") {
			t.Errorf("scp %s: %+v", flag, r)
		}
	}
	s.Write(t, "up.mp4", []byte("up"))
	if r := s.SFTP(t, "put up.mp4 /incoming/up.mp4"); r.Exit == 0 {
		t.Error("a user put something")
	}
}

func TestRclone_Check(t *testing.T) {
	sftptest.Need(t, "rclone")
	h := newTestLibrary(t)
	path := h.request(t, h.vip)
	s := h.serve(t, h.vip)
	if r := s.Rclone(t, "copy", "youku:/downloads", "down", "-v"); r.Exit != 0 {
		t.Fatal("rclone copy failed")
	}
	if !bytes.Equal(s.Read(t, "down/"+filepath.Base(path)), h.data) {
		t.Error("other bytes arrived")
	}
	if r := s.Rclone(t, "check", "-v", "youku:/downloads", "down"); r.Exit != 0 || strings.Contains(r.Stderr, "could not be checked") {
		t.Errorf("rclone check: %s", r.Stderr)
	}
}

func TestOpenSSH_Uploads(t *testing.T) {
	h := newTestLibrary(t)
	s := h.serve(t, h.boss)
	clip := demo.Clips()[5].Open()
	s.Write(t, "clip.mp4", clip)
	s.Write(t, "text.mp4", []byte("no movie"))
	s.Write(t, "same.mp4", h.data)
	if r := s.SFTP(t, "put -p clip.mp4 /incoming/", "-put text.mp4 /incoming/", "put same.mp4 /incoming/", "rename /incoming/clip.mp4 /incoming/水.mp4", "ls -l /incoming"); r.Exit != 0 {
		t.Fatal("put failed")
	}
	h.awaits(t, "水.mp4", store.Arrived)
	h.awaits(t, "text.mp4", store.Refused)
	if row := h.awaits(t, "same.mp4", store.Duplicate); row.DuplicateOf != h.movie.ID {
		t.Errorf("duplicate of %d", row.DuplicateOf)
	}
	put(t, h.tree(h.boss), "/incoming/half.mp4", clip[:len(clip)/2], false)
	if r := s.SFTP(t, "put -a clip.mp4 /incoming/half.mp4", "df /incoming", "get /incoming/half.mp4", "rm /incoming/half.mp4"); r.Exit != 0 {
		t.Fatal("put -a failed")
	}
	if !bytes.Equal(s.Read(t, "half.mp4"), clip) {
		t.Error("put -a made another file")
	}
	if r := s.SCP(t, "-O", "clip.mp4", ":/incoming/old.mp4"); r.Exit != 0 {
		t.Fatal("scp -O failed")
	}
	h.awaits(t, "old.mp4", store.Arrived)
	if r := s.SFTP(t, "rm /incoming/old.mp4", "rm /incoming/text.mp4", "get /movies/* back.mp4"); r.Exit != 0 {
		t.Fatal("rm or get failed")
	}
	if !bytes.Equal(s.Read(t, "back.mp4"), h.data) {
		t.Error("other bytes came back")
	}
	if got := names(t, h.tree(h.boss), "/incoming"); got != "-rw-r--r-- same.mp4, -rw-r--r-- 水.mp4" {
		t.Errorf("left: %q", got)
	}
}
