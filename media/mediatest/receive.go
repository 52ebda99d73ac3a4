package mediatest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"testing"

	"youku.example/media"
)

func content(n int, salt byte) []byte {
	p := make([]byte, n)
	for i := range p {
		p[i] = byte(i*7) ^ salt ^ byte(i>>8)
	}
	return p
}

// receive sends bytes into the library.
func receive(t *testing.T, l Library, key string, p []byte) {
	t.Helper()
	in, err := l.Receive(t.Context(), key, next())
	if err != nil {
		t.Fatalf("Receive(%q): %v", key, err)
	}
	if _, err := in.WriteAt(p, 0); err != nil {
		t.Fatal(err)
	}
	if err := in.Sync(); err != nil {
		t.Fatal(err)
	}
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
}

// want reads a file whole and compares it.
func want(t *testing.T, f media.File, err error, p []byte) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if f.Size() != int64(len(p)) {
		t.Fatalf("Size() = %d, want %d", f.Size(), len(p))
	}
	got := make([]byte, len(p)+1)
	n, err := f.ReadAt(got, 0)
	if !errors.Is(err, io.EOF) || !bytes.Equal(got[:n], p) {
		t.Fatalf("ReadAt = %d, %v, want %d bytes and io.EOF", n, err, len(p))
	}
}

func testReceive(t *testing.T, e Engine) {
	l := e.Open(t)
	in, err := l.Receive(t.Context(), "a1", next())
	if err != nil {
		t.Fatal(err)
	}
	p := content(10_000, 1)
	for _, part := range [][2]int{{4000, 10_000}, {0, 2000}, {2000, 4000}} { // out of order
		if n, err := in.WriteAt(p[part[0]:part[1]], int64(part[0])); err != nil || n != part[1]-part[0] {
			t.Fatalf("WriteAt = %d, %v", n, err)
		}
	}
	if n, err := in.Size(); err != nil || n != int64(len(p)) {
		t.Fatalf("Size() = %d, %v", n, err)
	}
	got := make([]byte, 100)
	if _, err := in.ReadAt(got, 3950); err != nil || !bytes.Equal(got, p[3950:4050]) {
		t.Fatalf("reading what is being received: %v", err)
	}
	if err := in.Truncate(9000); err != nil {
		t.Fatal(err)
	}
	if err := in.Sync(); err != nil {
		t.Fatal(err)
	}
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := l.Arrived(t.Context(), "a1")
	want(t, f, err, p[:9000])
}

func testResume(t *testing.T, e Engine) {
	l := e.Open(t)
	p := content(50_000, 2)
	receive(t, l, "a2", p[:20_000])
	l = e.Again(t, l)
	in, err := l.Receive(t.Context(), "a2", next())
	if err != nil {
		t.Fatal(err)
	}
	if n, err := in.Size(); err != nil || n != 20_000 {
		t.Fatalf("Size() = %d, %v, want what was sent before", n, err)
	}
	if _, err := in.WriteAt(p[20_000:], 20_000); err != nil {
		t.Fatal(err)
	}
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := l.Arrived(t.Context(), "a2")
	want(t, f, err, p)
}

func testMissing(t *testing.T, e Engine) {
	l := e.Open(t)
	if _, err := l.Arrived(t.Context(), "none"); !errors.Is(err, media.ErrNotExist) {
		t.Errorf("Arrived: %v, want ErrNotExist", err)
	}
	if _, err := l.Movie(t.Context(), "none.mp4"); !errors.Is(err, media.ErrNotExist) {
		t.Errorf("Movie: %v, want ErrNotExist", err)
	}
	if err := l.Keep(t.Context(), "none", "none.mp4", nil); !errors.Is(err, media.ErrNotExist) {
		t.Errorf("Keep: %v, want ErrNotExist", err)
	}
	if keys, err := l.MovieKeys(t.Context()); err != nil || len(keys) != 0 {
		t.Errorf("MovieKeys = %q, %v, want none", keys, err)
	}
}

func testKeys(t *testing.T, e Engine) {
	l := e.Open(t)
	for _, key := range []string{"c3", "a1", "b2"} {
		receive(t, l, key, []byte(key))
	}
	if err := l.Keep(t.Context(), "b2", "feed.mp4", nil); err != nil {
		t.Fatal(err)
	}
	if err := l.Keep(t.Context(), "a1", "f.mkv", nil); err != nil {
		t.Fatal(err)
	}
	in, err := l.IncomingKeys(t.Context())
	if err != nil || !slices.Equal(in, []string{"a1", "b2", "c3"}) {
		t.Errorf("IncomingKeys = %q, %v", in, err)
	}
	movies, err := l.MovieKeys(t.Context())
	if err != nil || !slices.Equal(movies, []string{"f.mkv", "feed.mp4"}) {
		t.Errorf("MovieKeys = %q, %v", movies, err)
	}
}

// BadKeys are names that no library may take.
var BadKeys = []string{
	"", ".", "..", "/", "a/b", "../a", "/etc/passwd", "a\x00", "A", "ä", "a b", "a-b", "a_b", `a\b`,
	".a", "a.", "a..b", "-a", "a\n", "流", string(make([]byte, 200)), fmt.Sprintf("%0129d", 1),
}

func testBadKeys(t *testing.T, e Engine) {
	l := e.Open(t)
	ctx := t.Context()
	receive(t, l, "good", []byte("x"))
	for _, key := range BadKeys {
		_, e1 := l.Receive(ctx, key, next())
		_, e2 := l.Arrived(ctx, key)
		_, e3 := l.Movie(ctx, key)
		for i, err := range []error{e1, e2, e3, l.Discard(ctx, key), l.Remove(ctx, key), l.Keep(ctx, key, "good", nil), l.Keep(ctx, "good", key, nil)} {
			if !errors.Is(err, media.ErrKey) {
				t.Errorf("call %d with key %q: %v, want ErrKey", i, key, err)
			}
		}
	}
}

func testCancelled(t *testing.T, e Engine) {
	l := e.Open(t)
	receive(t, l, "a1", []byte("x"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, e1 := l.Receive(ctx, "a2", next())
	_, e2 := l.Arrived(ctx, "a1")
	for i, err := range []error{e1, e2, l.Keep(ctx, "a1", "f.mp4", nil), l.Discard(ctx, "a1")} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("call %d: %v, want context.Canceled", i, err)
		}
	}
	if keys, _ := l.MovieKeys(t.Context()); len(keys) != 0 {
		t.Errorf("a cancelled Keep kept %q", keys)
	}
}

func testSpace(t *testing.T, e Engine) {
	l := e.Open(t)
	free, total, err := l.Space(t.Context())
	if errors.Is(err, errors.ErrUnsupported) {
		return
	}
	if err != nil || total == 0 || free > total {
		t.Errorf("Space = %d of %d, %v", free, total, err)
	}
}

func testParallel(t *testing.T, e Engine) {
	l := e.Open(t)
	p := content(400_000, 9)
	in, err := l.Receive(t.Context(), "a1", next())
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for off := 0; off < len(p); off += 10_000 {
		wg.Go(func() {
			if _, err := in.WriteAt(p[off:off+10_000], int64(off)); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := l.Arrived(t.Context(), "a1")
	want(t, f, err, p)
}
