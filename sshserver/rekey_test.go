package sshserver

import (
	"os"
	"path/filepath"
	"testing"
)

// TestOpenSSH_RekeyLimit: a client that makes new keys for each megabyte is not
// held up, up or down. Were each exchange paced, these 60 would take longer
// than the client is given.
func TestOpenSSH_RekeyLimit(t *testing.T) {
	h := newTestServer(t, Config{})
	o := newOpenSSH(t, h, "")
	key := o.addKey(t, true)
	boss := h.admin("boss", key)
	h.ready("alice", o.addKey(t, true), boss, h.bigMovie(boss, 60<<20).ID)
	out, said, exit := o.run(t, "alice", []string{"-o", "RekeyLimit=1M"}, "get", "1")
	if exit != 0 || len(out) != 60<<20 {
		t.Errorf("down: exit %d, %d bytes, %q", exit, len(out), said)
	}
	up, movie := filepath.Join(o.dir, "up.mp4"), make([]byte, 60<<20)
	copy(movie, bigHead(int64(len(movie))))
	if err := os.WriteFile(up, movie, 0o600); err != nil {
		t.Fatal(err)
	}
	if said, err := o.copy(t, []string{"-o", "RekeyLimit=1M"}, up, "boss@:/incoming/up.mp4"); err != nil {
		t.Errorf("up: %v, %s", err, said)
	}
}
