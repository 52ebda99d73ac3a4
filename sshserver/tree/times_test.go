package tree_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"youku.example/media/demo"
	"youku.example/sshserver/sftp"
	"youku.example/sshserver/sftp/sftptest"
	"youku.example/store"
)

var film = time.Date(1998, 12, 18, 20, 0, 0, 0, time.UTC)

// folder makes a folder of movies of 1998 on the client's side.
func folder(t *testing.T, s *sftptest.Server, name string) {
	t.Helper()
	for i, clip := range demo.Clips()[:2] {
		file := filepath.Join(name, string(rune('a'+i))+".mp4")
		s.Write(t, file, clip.Open())
		must(t, os.Chtimes(s.File(file), film, film))
	}
	must(t, os.Chtimes(s.File(name), film, film))
}

// kept checks that an upload has the time of its sender's file.
func kept(t *testing.T, h *testLibrary, what, path string) {
	t.Helper()
	if a, err := h.tree(h.boss).Stat(t.Context(), path); err != nil || !a.MTime.Equal(film) {
		t.Errorf("%s: %s is of %v, %v", what, path, a.MTime, err)
	}
}

func TestTimes_OpenSSH(t *testing.T) {
	h := newTestLibrary(t)
	s := h.serve(t, h.boss)
	folder(t, s, "up")
	for name, put := range map[string]func(name string) sftptest.Result{
		"sftp put -p": func(n string) sftptest.Result { return s.SFTP(t, "put -p up/a.mp4 /incoming/"+n) },
		"scp -p":      func(n string) sftptest.Result { return s.SCP(t, "-p", "up/a.mp4", ":/incoming/"+n) },
		"scp -O -p":   func(n string) sftptest.Result { return s.SCP(t, "-O", "-p", "up/a.mp4", ":/incoming/"+n) },
	} {
		file := strings.ReplaceAll(name, " ", "") + ".mp4"
		if r := put(file); r.Exit != 0 {
			t.Errorf("%s: %+v", name, r)
		}
		kept(t, h, name, "/incoming/"+file)
		h.awaits(t, file, store.Arrived)
		kept(t, h, name, "/incoming/"+file)
	}
	for _, args := range [][]string{{"-pr"}, {"-r"}, {"-O", "-pr"}} {
		for range 2 {
			if r := s.SCP(t, append(args, "up/.", ":/incoming")...); r.Exit != 0 || r.Stderr != "" {
				t.Errorf("scp %s of a folder's content: %+v", args, r)
			}
		}
	}
}

// Who copies a folder again with rclone sends nothing.
func TestTimes_Rclone(t *testing.T) {
	h := newTestLibrary(t)
	s := h.serve(t, h.boss)
	folder(t, s, "up")
	if r := s.Rclone(t, "sync", "-v", "up", "youku:/incoming"); r.Exit != 0 {
		t.Fatal("rclone sync failed")
	}
	kept(t, h, "rclone", "/incoming/a.mp4")
	r := s.Rclone(t, "sync", "-v", "up", "youku:/incoming")
	if r.Exit != 0 || !strings.Contains(r.Stderr, "There was nothing to transfer") {
		t.Errorf("the second time: %+v", r)
	}
}

// Who copies a folder again with rsync, onto a mount by sshfs, sends nothing.
func TestTimes_Rsync(t *testing.T) {
	sftptest.Need(t, "rsync")
	h := newTestLibrary(t)
	s := h.serve(t, h.boss)
	folder(t, s, "up")
	at := s.Mount(t)
	sync := func() string {
		out, err := exec.Command("rsync", "-rt", "--itemize-changes", s.File("up")+"/", at+"/incoming/").CombinedOutput()
		if err != nil {
			t.Fatalf("rsync: %v, %s", err, out)
		}
		return string(out)
	}
	if out := sync(); !strings.Contains(out, "a.mp4") {
		t.Errorf("rsync sent nothing: %s", out)
	}
	kept(t, h, "rsync", "/incoming/a.mp4")
	kept(t, h, "rsync", "/incoming")
	if out := sync(); out != "" {
		t.Errorf("the second time rsync says %s", out)
	}
}

// A folder takes a time, and stays as it is; what is read-only takes none.
func TestTimes_Refused(t *testing.T) {
	h := newTestLibrary(t)
	path := h.request(t, h.boss)
	tree := h.tree(h.boss)
	size := int64(3)
	for p, kind := range map[string]error{"/": nil, "/incoming": nil, "/movies": sftp.ErrDenied, "/downloads": sftp.ErrDenied, path: sftp.ErrDenied, "/incoming/none": sftp.ErrNoSuchFile} {
		is(t, tree.Setstat(t.Context(), p, sftp.Change{MTime: film}), kind)
	}
	is(t, tree.Setstat(t.Context(), "/incoming", sftp.Change{Size: &size}), sftp.ErrFailure)
	is(t, h.tree(h.alice).Setstat(t.Context(), "/", sftp.Change{MTime: film}), sftp.ErrDenied)
}

// A folder of a show goes in by every client with its folders, what belongs to
// the movies and what systems leave; sent again it is the same.
func TestFolders_Clients(t *testing.T) {
	h := newTestLibrary(t)
	s := h.serve(t, h.boss)
	clips := demo.Clips()
	for name, data := range map[string][]byte{
		"S1/S01E01.mp4": clips[0].Open(), "S1/S01E01.zh.srt": []byte("1\n00:00:01,000 --> 00:00:02,000\n你好\n"),
		"S1/poster.jpg": []byte("\xff\xd8\xff"), "tvshow.nfo": []byte("<tvshow/>"), ".DS_Store": []byte("Bud1"),
		"S1/._S01E01.mp4": []byte("x"), "read.txt": []byte("hello"), "S2/S02E01.mp4": clips[1].Open(),
	} {
		s.Write(t, filepath.Join("show", name), data)
		must(t, os.Chtimes(s.File(filepath.Join("show", name)), film, film))
	}
	for _, dir := range []string{"show/S1", "show/S2", "show"} {
		must(t, os.Chtimes(s.File(dir), film, film))
	}
	for what, send := range map[string]func(to string) sftptest.Result{
		"scp":    func(to string) sftptest.Result { return s.SCP(t, "-pr", "show", ":/incoming/"+to) },
		"scp-O":  func(to string) sftptest.Result { return s.SCP(t, "-O", "-pr", "show", ":/incoming/"+to) },
		"root":   func(to string) sftptest.Result { return s.SCP(t, "-pr", "show", ":/"+to) },
		"rclone": func(to string) sftptest.Result { return s.Rclone(t, "copy", "-v", "show", "youku:/incoming/"+to) },
		"lftp": func(to string) sftptest.Result {
			return s.LFTP(t, "mirror -R "+s.File("show")+" /incoming/"+to)
		},
		"sftp": func(to string) sftptest.Result {
			return s.SFTP(t, "-mkdir /incoming/"+to, "put -pr show/. /incoming/"+to)
		},
	} {
		for again := range 2 {
			if r := send(what); r.Exit != 0 {
				t.Fatalf("%s, %d: %+v", what, again, r)
			}
			if what == "scp" || what == "scp-O" || what == "root" {
				break // the folder would go into itself
			}
		}
		h.awaits(t, what+"/S1/S01E01.mp4", store.Arrived)
		h.awaits(t, what+"/S1/S01E01.zh.srt", store.Sidecar)
		h.awaits(t, what+"/S1/poster.jpg", store.Sidecar)
		h.awaits(t, what+"/tvshow.nfo", store.Sidecar)
		h.awaits(t, what+"/S1/._S01E01.mp4", store.Refused)
		for _, p := range []string{"/S1/S01E01.mp4", "/tvshow.nfo", "", "/S1", "/S2"} {
			if (what == "rclone" || what == "lftp") && !strings.Contains(p, ".") {
				continue // these set no times of folders
			}
			kept(t, h, what, "/incoming/"+what+p)
		}
	}
	if r := s.Rclone(t, "check", "show", "youku:/incoming/rclone"); r.Exit != 0 {
		t.Errorf("rclone check: %+v", r)
	}
	r := s.Rclone(t, "sync", "-v", "show", "youku:/incoming/rclone")
	if r.Exit != 0 || !strings.Contains(r.Stderr, "There was nothing to transfer") {
		t.Errorf("rclone sync again: %+v", r)
	}
}

// One file that is refused keeps no other from coming.
func TestFolders_OneRefused(t *testing.T) {
	h := newTestLibrary(t)
	s := h.serve(t, h.boss)
	s.Write(t, "up/a.mp4", demo.Clips()[0].Open())
	s.Write(t, "up/b.mov", append([]byte("\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00qt  "), make([]byte, 300_000)...))
	s.Write(t, "up/b2.jpg", append([]byte("\xff\xd8\xff\xe0"), make([]byte, 300_000)...))
	s.Write(t, "up/c.mp4", demo.Clips()[1].Open())
	for what, r := range map[string]sftptest.Result{
		"scp":    s.SCP(t, "-r", "up", ":/incoming/scp"),
		"scp-O":  s.SCP(t, "-O", "-r", "up", ":/incoming/scp-O"),
		"sftp":   s.SFTP(t, "mkdir sftp", "put -r up/. sftp"),
		"rclone": s.Rclone(t, "copy", "--retries", "1", "up", "youku:/incoming/rclone"),
	} {
		if r.Exit == 0 || !strings.Contains(r.Stderr, "no movie") && what != "rclone" {
			t.Errorf("%s says nothing of it: %+v", what, r)
		}
		for _, name := range []string{"/a.mp4", "/c.mp4"} {
			if _, err := h.tree(h.boss).Stat(t.Context(), "/incoming/"+what+name); err != nil {
				t.Errorf("%s: %s did not come: %v", what, name, err)
			}
		}
	}
}

// A mount by sshfs makes, fills, moves and removes folders.
func TestFolders_SSHFS(t *testing.T) {
	sftptest.Need(t, "rsync")
	h := newTestLibrary(t)
	s := h.serve(t, h.boss)
	s.Write(t, "up/S1/a.mp4", demo.Clips()[0].Open())
	s.Write(t, "up/S1/a.srt", []byte("1\n00:00:01,000 --> 00:00:02,000\nhi\n"))
	at := s.Mount(t)
	script := "set -e; cd " + at + "/incoming; mkdir -p x/y; rsync -rt --exclude lost+found " + s.File("up") + "/ x/; mv x/S1 x/y/二季; " +
		"! rmdir x 2>/dev/null; mkdir z; rmdir z; mv x/y/二季/a.srt x/b.srt; rm x/b.srt; ls -R x"
	if out, err := exec.Command("bash", "-c", script).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	h.awaits(t, "x/y/二季/a.mp4", store.Arrived)
	if got := names(t, h.tree(h.boss), "/incoming/x"); got != "drwxr-xr-x y" {
		t.Errorf("left: %q", got)
	}
}
