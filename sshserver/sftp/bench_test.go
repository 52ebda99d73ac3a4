package sftp_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"testing"
	"time"

	"youku.example/sshserver/sftp"
)

// endless is a channel whose client asks for the same again and again, as
// often as the benchmark wants, and reads nothing of what comes.
type endless struct {
	hello, again []byte
	left         *bytes.Reader
	more         func() bool
	writes       int
}

func (e *endless) Read(p []byte) (int, error) {
	if e.left == nil {
		e.left = bytes.NewReader(e.hello)
	}
	if e.left.Len() == 0 {
		if !e.more() {
			return 0, io.EOF
		}
		e.left.Reset(e.again)
	}
	return e.left.Read(p)
}

func (e *endless) Write(p []byte) (int, error) { e.writes++; return len(p), nil }

// still is a file that costs nothing to read or write.
type still struct{ size int64 }

func (s still) ReadAt(p []byte, off int64) (int, error)  { return len(p), nil }
func (s still) WriteAt(p []byte, off int64) (int, error) { return len(p), nil }
func (s still) Stat() (sftp.Attr, error)                 { return sftp.Attr{Size: s.size, Mode: 0o644}, nil }
func (s still) Truncate(int64) error                     { return nil }
func (s still) SetTime(time.Time) error                  { return nil }
func (s still) Sync() error                              { return nil }
func (s still) Close(bool) error                         { return nil }

// stillFS has one such file under every name.
type stillFS struct{ sftp.FS }

func (stillFS) Open(context.Context, string, sftp.Flags) (sftp.File, error) {
	return still{1 << 40}, nil
}

// bench opens a file and sends a packet again and again, eight at a time as
// clients do.
func bench(b *testing.B, packet []byte, bytesEach int) {
	e := &endless{
		hello: append(append([]byte{}, hello...), frame(fxOpen, uint32(1), "/movie", uint32(sftp.Read|sftp.Write), uint32(0))...),
		again: bytes.Repeat(packet, 8),
	}
	n := 0
	e.more = func() bool { n++; return n <= (b.N+7)/8 }
	b.SetBytes(int64(bytesEach))
	b.ReportAllocs()
	b.ResetTimer()
	if err := sftp.Serve(context.Background(), e, stillFS{}, sftp.Options{}); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(e.writes)/float64(b.N), "writes/op")
}

// What the protocol costs of a read: parsing, the frame, the writes.
func BenchmarkServe_Read(b *testing.B) {
	for _, n := range []int{32 << 10, 255 << 10} {
		b.Run(fmt.Sprintf("%dKiB", n>>10), func(b *testing.B) {
			bench(b, frame(fxRead, uint32(2), "\x00\x00\x00\x01", uint64(1<<20), uint32(n)), n)
		})
	}
}

func BenchmarkServe_Write(b *testing.B) {
	for _, n := range []int{32 << 10, 255 << 10} {
		b.Run(fmt.Sprintf("%dKiB", n>>10), func(b *testing.B) {
			bench(b, frame(fxWrite, uint32(2), "\x00\x00\x00\x01", uint64(1<<20), make([]byte, n)), n)
		})
	}
}
