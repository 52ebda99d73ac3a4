package s3

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"youku.example/media"
)

// content is bytes that repeat nowhere soon.
func content(n int, seed uint64) []byte {
	p := make([]byte, n)
	c := rand.NewChaCha8([32]byte{byte(seed), byte(seed >> 8)})
	_, _ = c.Read(p)
	return p
}

func receiveAt(t testing.TB, l *Library, key string, generation int64) *inbox {
	t.Helper()
	in, err := l.Receive(t.Context(), key, generation)
	if err != nil {
		t.Fatal(err)
	}
	return in.(*inbox)
}

// writeAll writes as SFTP does, in pieces of 32 KiB.
func writeAll(t testing.TB, w io.WriterAt, p []byte, off int64) {
	t.Helper()
	for len(p) > 0 {
		n := min(len(p), 32<<10)
		if _, err := w.WriteAt(p[:n], off); err != nil {
			t.Fatal(err)
		}
		p, off = p[n:], off+int64(n)
	}
}

func wantFile(t testing.TB, f media.File, err error, p []byte) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	got, err := io.ReadAll(io.NewSectionReader(f, 0, f.Size()))
	if err != nil || !bytes.Equal(got, p) {
		t.Fatalf("%d bytes, %v, want %d: %v", len(got), err, len(p), bytes.Equal(got, p))
	}
}

func hashOf(p []byte) string {
	sum := sha256.Sum256(p)
	return hex.EncodeToString(sum[:])
}

// An upload whose server is gone goes on at another one, behind its last whole part,
// with the hash that it had; and is published.
func TestReceive_ResumesOnAnotherServer(t *testing.T) {
	g := startedGateway(t)
	one := openAt(t, Config{Place: g.place()})
	p := content(2*leastPart+5_000_000, 1)
	in := receiveAt(t, one, "a1", 1)
	writeAll(t, in, p[:2*leastPart+1_000_000], 0)
	if err := in.landed(); err != nil {
		t.Fatal(err)
	}
	if got := in.Durable(); got != 2*leastPart {
		t.Errorf("Durable() = %d, want the whole parts", got)
	}

	other := openAt(t, Config{Place: one.bucket.place})
	f, err := other.Arrived(t.Context(), "a1")
	wantFile(t, f, err, p[:2*leastPart])
	again := receiveAt(t, other, "a1", 2)
	size, err := again.Size()
	if err != nil || size != 2*leastPart {
		t.Fatalf("Size() = %d, %v", size, err)
	}
	writeAll(t, again, p[size:], size)
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
	f, err = other.Arrived(t.Context(), "a1")
	if sum, serr := f.(media.Hashed).SHA256(t.Context()); serr != nil || sum != hashOf(p) {
		t.Errorf("SHA256() = %q, %v", sum, serr)
	}
	wantFile(t, f, err, p)
	key := hashOf(p) + ".mp4"
	last := int64(0)
	if err := other.Keep(t.Context(), "a1", key, func(done int64) { last = max(last, done) }); err != nil || last != int64(len(p)) {
		t.Fatalf("kept %d bytes, %v", last, err)
	}
	if err := other.Discard(t.Context(), "a1"); err != nil {
		t.Fatal(err)
	}
	f, err = one.Movie(t.Context(), key)
	wantFile(t, f, err, p)
	if strays, err := one.Strays(t.Context()); err != nil || len(strays) != 0 {
		t.Errorf("left over: %v, %v", strays, err)
	}
}

// What was sent of a part when a client left is there for the next one too.
func TestReceive_ResumesWithinAPart(t *testing.T) {
	g := startedGateway(t)
	l := openAt(t, Config{Place: g.place()})
	p := content(leastPart+3_000_000, 2)
	at := 0
	for generation, end := range []int{700_000, 5_000_000, leastPart + 100, len(p)} {
		in := receiveAt(t, l, "a1", int64(generation+1))
		if size, _ := in.Size(); size != int64(at) {
			t.Fatalf("writer %d: Size() = %d, want %d", generation+1, size, at)
		}
		writeAll(t, in, p[at:end], int64(at))
		if err := in.Close(); err != nil {
			t.Fatal(err)
		}
		at = end
	}
	f, err := l.Arrived(t.Context(), "a1")
	if sum, serr := f.(media.Hashed).SHA256(t.Context()); serr != nil || sum != hashOf(p) {
		t.Errorf("SHA256() = %q, %v", sum, serr)
	}
	wantFile(t, f, err, p)
	r, c, err := l.chainOf(t.Context(), "a1")
	if err != nil || len(c) != 2 || len(r.objects) != len(c)+1 {
		t.Errorf("%d parts in %d objects, %v: what was replaced is still there", len(c), len(r.objects), err)
	}
}

// What an older writer writes or completes fails, and changes nothing.
func TestReceive_OlderWriter(t *testing.T) {
	g := startedGateway(t)
	one := openAt(t, Config{Place: g.place()})
	other := openAt(t, Config{Place: one.bucket.place})
	p, q := content(leastPart+1000, 3), content(leastPart+1000, 4)
	old := receiveAt(t, one, "a1", 1)
	writeAll(t, old, p[:leastPart], 0)
	if err := old.landed(); err != nil {
		t.Fatal(err)
	}
	in := receiveAt(t, other, "a1", 2)
	if size, _ := in.Size(); size != leastPart {
		t.Fatalf("Size() = %d", size)
	}
	writeAll(t, old, p[leastPart:], leastPart) // it is in memory: it hears with its part
	if err := old.Sync(); !errors.Is(err, media.ErrTakenOver) {
		t.Errorf("the older one's Sync: %v", err)
	}
	if _, err := old.WriteAt([]byte("x"), int64(len(p))); !errors.Is(err, media.ErrTakenOver) {
		t.Errorf("the older one's WriteAt: %v", err)
	}
	if err := old.Truncate(0); !errors.Is(err, media.ErrTakenOver) {
		t.Errorf("the older one's Truncate: %v", err)
	}
	if err := old.Close(); !errors.Is(err, media.ErrTakenOver) {
		t.Errorf("the older one's Close: %v", err)
	}
	writeAll(t, in, q[leastPart:], leastPart)
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := one.Arrived(t.Context(), "a1")
	wantFile(t, f, err, append(p[:leastPart:leastPart], q[leastPart:]...))
	for _, generation := range []int64{0, 1, 2} {
		if _, err := one.Receive(t.Context(), "a1", generation); !errors.Is(err, media.ErrTakenOver) {
			t.Errorf("a writer of generation %d: %v", generation, err)
		}
	}
}

func TestReceive_Order(t *testing.T) {
	g := startedGateway(t)
	l := openAt(t, Config{Place: g.place()})
	p := content(leastPart+2_000_000, 5)
	in := receiveAt(t, l, "a1", 1)
	const hole = leastPart - 40_000
	writeAll(t, in, p[:hole], 0)
	writeAll(t, in, p[hole+20_000:leastPart+300_000], hole+20_000) // across the end of the part
	if _, err := in.WriteAt(p[leastPart+300_000:], leastPart+1_200_000); !errors.Is(err, media.ErrAhead) {
		t.Errorf("far ahead: %v", err)
	}
	got := make([]byte, 1000)
	if _, err := in.ReadAt(got, leastPart+500); err != nil || !bytes.Equal(got, p[leastPart+500:leastPart+1500]) {
		t.Errorf("what is ahead of a gap reads wrong: %v", err)
	}
	writeAll(t, in, p[hole:hole+20_000], hole)
	if _, err := in.WriteAt([]byte("other"), 0); !errors.Is(err, media.ErrSent) {
		t.Errorf("behind a part that was sent: %v", err)
	}
	writeAll(t, in, p[leastPart+300_000:], leastPart+300_000)
	for _, off := range []int{0, 1000, hole, leastPart - 10, leastPart + 299_000, len(p) - 1000} {
		if _, err := in.ReadAt(got, int64(off)); err != nil || !bytes.Equal(got, p[off:off+1000]) {
			t.Errorf("at %d: %v", off, err)
		}
	}
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := l.Arrived(t.Context(), "a1")
	wantFile(t, f, err, p)
}

// Whatever one does to a file that is being received, it is what a file in memory
// would be; also when writers are cut off, and after each Sync for the next one.
func TestReceive_IsAFile(t *testing.T) {
	g := startedGateway(t)
	for seed := range uint64(15) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			l := openAt(t, Config{Place: g.place()})
			l.partSize = func(off int64) int64 {
				if off < 5000 {
					return 1000
				}
				return 2000
			}
			model{t: t, l: l, rnd: rand.New(rand.NewPCG(seed, 1))}.run()
		})
	}
}

type model struct {
	t   *testing.T
	l   *Library
	rnd *rand.Rand
}

func (m model) run() {
	generation := int64(1)
	in := receiveAt(m.t, m.l, "a1", generation)
	var file []byte
	states := [][]byte{nil} // since it was synced
	for step := range 60 {
		k := m.rnd.IntN(20)
		switch {
		case k < 10: // on
			p := content(1+m.rnd.IntN(700), uint64(step))
			if n, err := in.WriteAt(p, int64(len(file))); err != nil || n != len(p) {
				m.t.Fatalf("WriteAt = %d, %v", n, err)
			}
			file = append(file, p...)
		case k < 12 && len(file) > 0: // again, where it may
			off := max(len(file)-m.rnd.IntN(400)-1, 0)
			p := content(1+m.rnd.IntN(len(file)-off), uint64(step))
			n, err := in.WriteAt(p, int64(off))
			if err != nil && !errors.Is(err, media.ErrSent) {
				m.t.Fatal(err)
			}
			copy(file[off:], p[:n])
		case k < 14:
			size := m.rnd.IntN(len(file) + 1)
			if err := in.Truncate(int64(size)); err != nil {
				m.t.Fatal(err)
			}
			file = file[:size]
		case k < 16:
			if err := in.Sync(); err != nil {
				m.t.Fatal(err)
			}
			states = nil
			if got := in.Durable(); got != int64(len(file)) {
				m.t.Fatalf("step %d: Durable() = %d of %d", step, got, len(file))
			}
		case k < 17:
			in.spill()
		case k < 18: // the next writer
			if err := in.Close(); err != nil {
				m.t.Fatal(err)
			}
			generation++
			in = receiveAt(m.t, m.l, "a1", generation)
			states = nil
		case k < 19: // cut off: whole parts may be there that were not synced
			if err := in.landed(); err != nil {
				m.t.Fatal(err)
			}
			generation++
			in = receiveAt(m.t, m.l, "a1", generation)
			size, _ := in.Size()
			got := make([]byte, size)
			if n, err := in.ReadAt(got, 0); int64(n) != size {
				m.t.Fatal(err)
			}
			if !slices.ContainsFunc(states, func(was []byte) bool { return bytes.HasPrefix(was, got) }) {
				m.t.Fatalf("step %d: %d bytes are left that it never began with since it was synced", step, size)
			}
			file, states = got, nil
		}
		if os.Getenv("DBG") != "" {
			m.t.Logf("%d: k%d len %d: off %d have %v dirty %v stored %v err %v", step, k, len(file), in.filling.off, in.filling.have, in.dirty, in.stored, in.err)
		}
		states = append(states, bytes.Clone(file))
		m.same(step, in, file)
	}
	if err := in.Close(); err != nil {
		m.t.Fatal(err)
	}
	f, err := m.l.Arrived(m.t.Context(), "a1")
	if sum, serr := f.(media.Hashed).SHA256(m.t.Context()); serr != nil || sum != hashOf(file) {
		m.t.Errorf("SHA256() = %q, %v", sum, serr)
	}
	wantFile(m.t, f, err, file)
	if err := m.l.Discard(m.t.Context(), "a1"); err != nil {
		m.t.Fatal(err)
	}
	if keys, err := m.l.IncomingKeys(m.t.Context()); err != nil || len(keys) != 0 {
		m.t.Errorf("left: %q, %v", keys, err)
	}
}

func (m model) same(step int, in *inbox, file []byte) {
	m.t.Helper()
	if size, err := in.Size(); err != nil || size != int64(len(file)) {
		m.t.Fatalf("step %d: Size() = %d, %v, want %d", step, size, err, len(file))
	}
	if m.rnd.IntN(4) > 0 {
		return
	}
	got := make([]byte, len(file)+1)
	n, err := in.ReadAt(got, 0)
	if !errors.Is(err, io.EOF) || !bytes.Equal(got[:n], file) {
		m.t.Fatalf("step %d: ReadAt = %d, %v, want the %d bytes that were written", step, n, err, len(file))
	}
}

// A gap with bytes behind it is zeros, whatever the memory held before.
func TestReceive_Gaps(t *testing.T) {
	g := startedGateway(t)
	l := openAt(t, Config{Place: g.place()})
	for _, used := range []bool{true, false} {
		p := content(leastPart+400_000, 6)
		key := fmt.Sprint("a", used)
		in := receiveAt(t, l, key, 1)
		if used {
			writeAll(t, in, p, 0)
		} else {
			clear(p[1000 : leastPart-1000])
			clear(p[leastPart+1000:])
			for _, at := range []int{0, leastPart - 1000, leastPart} {
				writeAll(t, in, p[at:at+1000], int64(at))
			}
			p = p[:leastPart+1000]
			if err := in.Sync(); err != nil {
				t.Fatal(err)
			}
		}
		if err := in.Close(); err != nil {
			t.Fatal(err)
		}
		f, err := l.Arrived(t.Context(), key)
		wantFile(t, f, err, p)
	}
}

func TestReceive_Closed(t *testing.T) {
	g := startedGateway(t)
	l := openAt(t, Config{Place: g.place()})
	in := receiveAt(t, l, "a1", 1)
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
	_, e1 := in.WriteAt([]byte("x"), 0)
	_, e2 := in.ReadAt(make([]byte, 1), 0)
	for i, err := range []error{e1, e2, in.Truncate(0), in.Sync(), in.Close()} {
		if !errors.Is(err, os.ErrClosed) {
			t.Errorf("call %d: %v, want os.ErrClosed", i, err)
		}
	}
	f, err := l.Arrived(t.Context(), "a1")
	if sum, serr := f.(media.Hashed).SHA256(t.Context()); serr != nil || sum != hashOf(nil) {
		t.Errorf("SHA256() = %q, %v", sum, serr)
	}
	wantFile(t, f, err, nil)
}
