package sftptest

import (
	"os"
	"os/exec"
	"testing"
)

// Mount mounts the server with sshfs until the test ends, and gives the folder.
// Where the machine mounts no FUSE file systems the test is skipped, as by Need.
func (s *Server) Mount(t testing.TB) string {
	t.Helper()
	Need(t, "sshfs")
	Need(t, "fusermount3")
	if fuse, err := os.OpenFile("/dev/fuse", os.O_RDWR, 0); err == nil {
		_ = fuse.Close()
	} else if os.Getenv("YOUKU_TEST_REQUIRE") == "all" {
		t.Fatalf("this machine mounts no FUSE file systems: %v", err)
	} else {
		t.Skipf("this machine mounts no FUSE file systems: %v", err)
	}
	at := s.File("mnt")
	if err := os.Mkdir(at, 0o700); err != nil {
		t.Fatal(err)
	}
	mount := s.Command(t.Context(), "sshfs", "-p", s.Port, "-o", "IdentityFile="+s.File("key"), "-F", "none", "-o",
		"StrictHostKeyChecking=no,UserKnownHostsFile=/dev/null,IdentitiesOnly=yes,LogLevel=ERROR", User+"@"+s.Host+":/", at)
	if out, err := mount.CombinedOutput(); err != nil {
		t.Fatalf("sshfs: %v, %s", err, out)
	}
	t.Cleanup(func() { _ = exec.Command("fusermount3", "-u", "-z", at).Run() })
	return at
}
