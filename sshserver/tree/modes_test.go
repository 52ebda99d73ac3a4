//go:build unix

package tree_test

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"youku.example/sshserver/sftp/sftptest"
)

// asPerson runs a server's clients as an ordinary user: root may write whatever
// the modes say.
func asPerson(t *testing.T, s *sftptest.Server) {
	t.Helper()
	if os.Getuid() != 0 {
		return
	}
	const ordinary = 65534
	must(t, os.Chmod(filepath.Dir(s.Dir()), 0o755)) // made by the test alone, for itself
	must(t, filepath.WalkDir(s.Dir(), func(path string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Lchown(path, ordinary, ordinary)
	}))
	s.As = func(client *exec.Cmd) {
		client.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: ordinary, Gid: ordinary}}
	}
}

// Clients keep the modes that they are shown. Whatever was fetched can be
// fetched again over itself, and its folder be removed.
func TestModes_FetchedTwice(t *testing.T) {
	h := newTestLibrary(t)
	path := h.request(t, h.vip)
	s := h.serve(t, h.vip)
	asPerson(t, s)
	all := map[string]func() sftptest.Result{
		"scp -r":       func() sftptest.Result { return s.SCP(t, "-r", ":/downloads", "scp") },
		"scp -pr":      func() sftptest.Result { return s.SCP(t, "-pr", ":/downloads", "scp-p") },
		"scp -O -pr":   func() sftptest.Result { return s.SCP(t, "-O", "-pr", ":/downloads", "scp-O") },
		"sftp get -r":  func() sftptest.Result { return s.SFTP(t, "get -r /downloads got") },
		"sftp get -pr": func() sftptest.Result { return s.SFTP(t, "get -pr /downloads kept") },
		"sftp get -p":  func() sftptest.Result { return s.SFTP(t, "get -p "+path+" one.mp4") },
	}
	for name, fetch := range all {
		for time := range 2 {
			if r := fetch(); r.Exit != 0 {
				t.Errorf("%s, time %d: %+v", name, time+1, r)
			}
		}
	}
	if r := s.Run(t, "", "rm", "-r", "scp", "scp-p", "scp-O", "got", "kept", "one.mp4"); r.Exit != 0 {
		t.Errorf("what was fetched can't be removed: %+v", r)
	}
}
