package sshserver

import (
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"
)

// TestExchanges: new keys wait by what was moved between them. No one waits
// who moves half a megabyte; who moves nothing is held to the pace, also one who
// has moved much before.
func TestExchanges(t *testing.T) {
	for _, c := range []struct {
		name   string
		times  int
		before int64 // bytes that were moved before all
		bytes  int64 // that are moved between two
		least  time.Duration
		most   time.Duration
	}{
		{"Megabytes", 10_000, 0, 1 << 20, 0, 0},
		{"HalfMegabytes", 10_000, 0, 512<<10 - 16<<10, 0, 0},
		{"Nothing", 216, 0, 0, 100 * time.Second, 100 * time.Second},
		{"NothingAfterMuch", 216, 1 << 40, 0, 100 * time.Second, 100 * time.Second},
		{"Little", 216, 0, 1 << 10, 99 * time.Second, 100 * time.Second},
		{"HalfPaid", 216, 0, 128 << 10, 46 * time.Second, 51 * time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				e, began, moved := newRekeyPacer(nil), time.Now(), c.before
				for range c.times {
					time.Sleep(e.wait(moved))
					moved += c.bytes
				}
				if took := time.Since(began); took < c.least || took > c.most {
					t.Errorf("%d exchanges took %v, want %v to %v", c.times, took, c.least, c.most)
				}
			})
		})
	}
}

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
