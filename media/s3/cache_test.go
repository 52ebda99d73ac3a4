package s3

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"youku.example/media/s3/chunk"
)

// cached is a library with a movie behind a proxy, and a cache.
type cached struct {
	*Library
	dir   string // of the cache
	p     *proxy
	key   string
	movie []byte
}

func cachedLibrary(t *testing.T, most int64) cached {
	t.Helper()
	l, p, key, movie := faultyLibrary(t)
	dir := filepath.Join(t.TempDir(), "cache")
	c := cached{openAt(t, Config{Place: l.bucket.place, Cache: dir, CacheBytes: most}), dir, p, key, movie}
	p.take()
	return c
}

// again is what another process makes of the folder later.
func (c cached) again(t *testing.T) *Library {
	t.Helper()
	l := openAt(t, Config{Place: c.bucket.place, Cache: c.dir, CacheBytes: 64 << 20})
	l.Cached() // once it has looked what is there
	c.p.take()
	return l
}

func readMovie(t *testing.T, l *Library, key string, want []byte) {
	t.Helper()
	f, err := l.Movie(t.Context(), key)
	wantFile(t, f, err, want)
	l.chunks.Wait()
}

// fillCache reads a movie as often as it takes to be kept.
func fillCache(t *testing.T, l *Library, key string, want []byte) {
	t.Helper()
	readMovie(t, l, key, want)
	readMovie(t, l, key, want)
}

// files are the chunks in the folder of a cache.
func files(t *testing.T, dir string) (names []string, bytes int64) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		names, bytes = append(names, name), bytes+info.Size()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names, bytes
}

// What was fetched twice is not fetched again, by this process or the next; what was
// fetched once is not written.
func TestCache_Kept(t *testing.T) {
	c := cachedLibrary(t, 64<<20)
	for _, want := range []struct{ files int }{{0}, {4}} {
		readMovie(t, c.Library, c.key, c.movie)
		if n := count(c.p.take(), "GET"); n == 0 {
			t.Fatal("nothing was fetched")
		}
		if names, _ := files(t, c.dir); len(names) != want.files {
			t.Errorf("%d chunks are kept, want %d", len(names), want.files)
		}
	}
	readMovie(t, c.Library, c.key, c.movie)
	if n := count(c.p.take(), "GET"); n != 0 {
		t.Errorf("%d calls for what is in the cache", n)
	}
	readMovie(t, c.again(t), c.key, c.movie)
	if n := count(c.p.take(), "GET"); n != 0 {
		t.Errorf("%d calls for what is in the cache of an earlier process", n)
	}
}

// A chunk that a crash left unfinished, or a disk spoiled, is fetched again.
func TestCache_Broken(t *testing.T) {
	c := cachedLibrary(t, 64<<20)
	fillCache(t, c.Library, c.key, c.movie)
	names, _ := files(t, c.dir)
	if len(names) != 4 {
		t.Fatalf("%d chunks are kept: %q", len(names), names)
	}
	for i, spoil := range []func(p []byte) []byte{
		func(p []byte) []byte { return p[:len(p)/2] },
		func(p []byte) []byte { p[100] ^= 1; return p },
		func(p []byte) []byte { clear(p); return p },
		func(p []byte) []byte { return nil },
	} {
		content, err := os.ReadFile(names[i])
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(names[i], spoil(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(names[0]+".part", []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	again := c.again(t)
	readMovie(t, again, c.key, c.movie)
	if n := count(c.p.take(), "GET"); n == 0 {
		t.Error("broken chunks were not fetched again")
	}
	readMovie(t, again, c.key, c.movie)
	if names, _ := files(t, c.dir); len(names) != 4 {
		t.Errorf("left: %q", names)
	}
}

// The cache stays within its bound, and what was used last stays in it.
func TestCache_Evicts(t *testing.T) {
	c := cachedLibrary(t, 4*chunk.Size)
	fillCache(t, c.Library, c.key, c.movie)
	small := openAt(t, Config{Place: c.bucket.place, Cache: c.dir, CacheBytes: 2*chunk.Size + 4000})
	small.Cached()
	if names, bytes := files(t, c.dir); bytes > 2*chunk.Size+4000+3*8 || len(names) != 3 {
		t.Errorf("%d bytes in %q", bytes, names)
	}
	f, err := small.Movie(t.Context(), c.key)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	c.p.take()
	if _, err := f.ReadAt(make([]byte, 10), 3*chunk.Size); err != nil || count(c.p.take(), "GET") != 0 {
		t.Errorf("what was used last was not kept: %v", err)
	}
	if _, err := f.ReadAt(make([]byte, 10), 0); err != nil || count(c.p.take(), "GET") != 1 {
		t.Errorf("what was used first is still there: %v", err)
	}
}

// With a movie its chunks go, here and where another server removed it.
func TestCache_Forgets(t *testing.T) {
	c := cachedLibrary(t, 64<<20)
	l, key, dir := c.Library, c.key, filepath.Join(t.TempDir(), "other")
	other := openAt(t, Config{Place: l.bucket.place, Cache: dir, CacheBytes: 64 << 20})
	fillCache(t, l, key, c.movie)
	fillCache(t, other, key, c.movie)
	if got := other.Cached(); len(got) != 1 || got[0] != key {
		t.Errorf("Cached() = %q", got)
	}
	if err := l.Remove(t.Context(), key); err != nil {
		t.Fatal(err)
	}
	if names, _ := files(t, c.dir); len(names) != 0 {
		t.Errorf("left: %q", names)
	}
	if _, err := other.Movie(t.Context(), key); err == nil {
		t.Error("the other server opens it")
	}
	if names, _ := files(t, dir); len(names) != 0 {
		t.Errorf("left at the other: %q", names)
	}
}

// Readers of one movie fetch each chunk once between them.
func TestChunks_Shared(t *testing.T) {
	c := cachedLibrary(t, 64<<20)
	l, p, key, movie := c.Library, c.p, c.key, c.movie
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			f, err := l.Movie(t.Context(), key)
			if err != nil {
				t.Error(err)
				return
			}
			defer f.Close()
			got := make([]byte, len(movie))
			if n, err := f.ReadAt(got, 0); n != len(movie) || !bytes.Equal(got, movie) {
				t.Errorf("%d bytes, %v", n, err)
			}
		})
	}
	wg.Wait()
	fetched := int64(0)
	for _, a := range p.take() {
		if a.what == "GET" {
			fetched += rangeOf(t, a.header.Get("Range"))
		}
	}
	if fetched > int64(len(movie))*2 {
		t.Errorf("%d bytes were asked for, the movie has %d", fetched, len(movie))
	}
}

// A reader that leaves in the middle of a chunk takes it from no other.
func TestChunks_LeftBehind(t *testing.T) {
	l, p, key, movie := faultyLibrary(t)
	p.set(times(1, trouble{stall: 1000}, isGet))
	first, err := l.Movie(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := first.ReadAt(make([]byte, 100), 0); err != nil {
		t.Fatal(err)
	}
	second, err := l.Movie(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	read := make(chan []byte)
	go func() {
		got := make([]byte, len(movie))
		n, _ := second.ReadAt(got, 0)
		read <- got[:n]
	}()
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if got := <-read; !bytes.Equal(got, movie) {
		t.Errorf("%d bytes", len(got))
	}
}

// Reads in any order, by many at once, are those of the file.
func TestRead_AnyOrder(t *testing.T) {
	c := cachedLibrary(t, 2<<20)
	l, key, movie := c.Library, c.key, c.movie
	f, err := l.Movie(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var wg sync.WaitGroup
	for seed := range uint64(4) {
		wg.Go(func() {
			rnd := rand.New(rand.NewPCG(seed, 2))
			for range 100 {
				off := rnd.IntN(len(movie))
				got := make([]byte, rnd.IntN(100_000)+1)
				n, _ := f.ReadAt(got, int64(off))
				if n != min(len(got), len(movie)-off) || !bytes.Equal(got[:n], movie[off:off+n]) {
					t.Errorf("%d bytes at %d are wrong", n, off)
					return
				}
			}
		})
	}
	wg.Wait()
}

// Reading on takes few calls: never one a read.
func TestRead_FewCalls(t *testing.T) {
	l, p, key, movie := faultyLibrary(t)
	f, err := l.Movie(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	p.take()
	buf := make([]byte, 32<<10)
	for off := int64(0); off < int64(len(movie)); off += 64 << 10 { // as a client with reads under way: out of order
		for _, at := range []int64{off + 32<<10, off} {
			if n, _ := f.ReadAt(buf, at); at < int64(len(movie)) && !bytes.Equal(buf[:n], movie[at:at+int64(n)]) {
				t.Fatalf("wrong bytes at %d", at)
			}
		}
	}
	if n := count(p.take(), "GET"); n > 3 {
		t.Errorf("%d calls", n)
	}
}

func rangeOf(t *testing.T, header string) int64 {
	t.Helper()
	var begin, end int64
	if n, err := fmt.Sscanf(header, "bytes=%d-%d", &begin, &end); n != 2 {
		t.Fatalf("the range %q: %v", header, err)
	}
	return end - begin + 1
}
