package sshserver

import (
	"encoding/binary"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"youku.example/store"
)

// Offsets, lengths and sizes that no file has are answered, cost nothing, and
// make no upload whole: what is not there was not received.
func TestOffsets_Impossible(t *testing.T) {
	h := newTestServer(t, Config{})
	boss := newKey(t)
	h.user("boss", "", boss)
	h.vouch("boss", boss)
	c := h.in("boss", keysOf(boss)...)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)

	const (
		ok      = 0
		failure = 4
		either  = -1
	)
	s := newRawSFTP(t, c)
	write := func(off uint64, data string) []byte { return s.packet(6, str(string(s.open)), u64(off), str(data)) }
	read := func(off uint64, n uint32) []byte { return s.packet(5, str(string(s.open)), u64(off), u32(n)) }
	truncate := func(n uint64) []byte { return s.packet(10, str(string(s.open)), u32(1), u64(n)) }
	for _, r := range []struct {
		what   string
		packet func() []byte
		status int // of the answer
	}{
		{"the beginning", func() []byte { return write(0, "bytes") }, ok},
		{"a gap of a GiB", func() []byte { return write(1<<30, "x") }, ok},
		{"read far away", func() []byte { return read(1<<62, 1<<20) }, either},
		{"read at the end of numbers", func() []byte { return read(1<<64-1, 1<<32-1) }, either},
		{"read everything at once", func() []byte { return read(0, 1<<32-1) }, either},
		{"grow by setstat", func() []byte { return truncate(1 << 31) }, ok},
		{"shrink again", func() []byte { return truncate(5) }, ok},
		{"a size of 2^62", func() []byte { return truncate(1 << 62) }, failure},
		{"a size below zero", func() []byte { return truncate(1<<64 - 1) }, failure},
		{"the largest size", func() []byte { return truncate(1<<63 - 1) }, failure},
		{"write at 2^62", func() []byte { return write(1<<62, "x") }, failure},
		{"write at 2^63-1", func() []byte { return write(1<<63-1, "xx") }, failure},
		{"write at 2^63", func() []byte { return write(1<<63, "x") }, failure},
		{"write at 2^64-1", func() []byte { return write(1<<64-1, "xx") }, failure},
	} {
		reply := s.ask(r.packet())
		if reply == nil {
			t.Fatalf("%s ended the session", r.what)
		}
		if status := int(binary.BigEndian.Uint32(reply[5:])); r.status != either && (reply[0] != 101 || status != r.status) {
			t.Errorf("%s was answered by %x, want status %d", r.what, reply[:min(len(reply), 40)], r.status)
		}
	}
	if !s.answered(s.packet(4, str(string(s.open)))) {
		t.Error("close was not answered")
	}
	var row store.Incoming
	eventually(t, 10*time.Second, "the upload has settled", func() bool {
		rows, err := h.intake.Incoming(t.Context(), store.Operator())
		if err != nil || len(rows) != 1 {
			t.Fatal(rows, err)
		}
		row = rows[0] // the others come later
		return row.State != store.Receiving && row.State != store.Hashing
	})
	if row.State == store.Arrived || row.Size > 1<<46 {
		t.Errorf("%+v", row)
	}

	// A packet that claims to be longer than any, and strings longer than theirs.
	for _, p := range [][]byte{
		u32(1<<32 - 1), u32(0), u32(1 << 20), append(u32(9), 3, 0, 0, 0, 1, 0xff, 0xff, 0xff, 0xff),
		append(u32(13), 6, 0, 0, 0, 1, 0x7f, 0xff, 0xff, 0xff, 0, 0, 0, 0),
	} {
		t.Run(fmt.Sprintf("%.8x", p), func(t *testing.T) {
			bad := newRawSFTP(t, c)
			_, _ = bad.ch.Write(p)
			_, _ = bad.ch.Write([]byte(strings.Repeat("\xff", 4096)))
		})
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 32<<20 {
		t.Errorf("%d bytes are held", grown)
	}
	if _, err := runLine(c, "whoami"); err != nil { // the others on this connection never noticed
		t.Error(err)
	}
}
