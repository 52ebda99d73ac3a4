package s3

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"youku.example/media"
	"youku.example/media/disk"
)

const (
	benchSize = 256 << 20
	sftpRead  = 256 << 10
	sftpWrite = 32 << 10
)

// benchMovie keeps a movie in both engines.
func benchMovie(b *testing.B) (onDisk *disk.Library, inStore *Library, key string) {
	b.Helper()
	g := startedGateway(b)
	onDisk, err := disk.Open(filepath.Join(b.TempDir(), "media"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = onDisk.Close() })
	inStore = openAt(b, Config{Place: g.place()})
	movie := content(benchSize, 1)
	key = hashOf(movie) + ".mp4"
	for _, l := range []interface {
		receiver
		keeper
	}{onDisk, inStore} {
		put(b, l, movie)
		if err := l.Keep(b.Context(), "bench", key, nil); err != nil {
			b.Fatal(err)
		}
	}
	return onDisk, inStore, key
}

type receiver interface {
	Receive(ctx context.Context, key string, generation int64) (media.Inbox, error)
	Discard(ctx context.Context, keys ...string) error
}

type keeper interface {
	Keep(ctx context.Context, from, to string, progress func(int64)) error
}

func put(b *testing.B, l receiver, p []byte) {
	b.Helper()
	in, err := l.Receive(b.Context(), "bench", 1)
	if err != nil {
		b.Fatal(err)
	}
	for off := 0; off < len(p); off += sftpWrite {
		if _, err := in.WriteAt(p[off:min(off+sftpWrite, len(p))], int64(off)); err != nil {
			b.Fatal(err)
		}
	}
	if err := errors.Join(in.Sync(), in.Close()); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkGet reads a movie front to back, as a download does.
func BenchmarkGet(b *testing.B) {
	onDisk, inStore, key := benchMovie(b)
	cached := openAt(b, Config{Place: inStore.bucket.place, Cache: filepath.Join(b.TempDir(), "cache"), CacheBytes: 1 << 30})
	for _, c := range []struct {
		name string
		open func(context.Context, string) (media.File, error)
	}{{"disk", onDisk.Movie}, {"s3", inStore.Movie}, {"kept", unkept(cached)}, {"cached", cached.Movie}} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(benchSize)
			buf := make([]byte, sftpRead)
			read := func() {
				f, err := c.open(b.Context(), key)
				if err != nil {
					b.Fatal(err)
				}
				defer f.Close()
				for off := int64(0); off < benchSize; off += sftpRead {
					if n, err := f.ReadAt(buf, off); n < sftpRead {
						b.Fatal(err)
					}
				}
			}
			read()
			for b.Loop() {
				read()
			}
		})
	}
}

// unkept opens a movie of which the cache has nothing and that was read before, so that
// it is kept.
func unkept(l *Library) func(context.Context, string) (media.File, error) {
	return func(ctx context.Context, key string) (media.File, error) {
		l.chunks.Wait()
		l.Forget(key)
		return l.Movie(ctx, key)
	}
}

// BenchmarkPut receives a movie, as an upload does, and reports the most memory that
// a transfer took.
func BenchmarkPut(b *testing.B) {
	g := startedGateway(b)
	onDisk, err := disk.Open(filepath.Join(b.TempDir(), "media"))
	if err != nil {
		b.Fatal(err)
	}
	defer onDisk.Close()
	movie := content(benchSize, 2)
	for _, c := range []struct {
		name string
		l    receiver
	}{{"disk", onDisk}, {"s3", openAt(b, Config{Place: g.place()})}} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(benchSize)
			runtime.GC()
			var before runtime.MemStats
			runtime.ReadMemStats(&before)
			stop := make(chan struct{})
			var most atomic.Uint64
			go watch(stop, &most)
			for b.Loop() {
				put(b, c.l, movie)
				b.StopTimer()
				if err := c.l.Discard(b.Context(), "bench"); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
			}
			close(stop)
			b.ReportMetric(float64(int64(most.Load())-int64(before.HeapInuse))/(1<<20), "MiB-held")
		})
	}
}

func watch(stop chan struct{}, most *atomic.Uint64) {
	var m runtime.MemStats
	for {
		select {
		case <-stop:
			return
		case <-time.After(20 * time.Millisecond):
			runtime.ReadMemStats(&m)
			most.Store(max(most.Load(), m.HeapInuse))
		}
	}
}

// BenchmarkSeek jumps in a movie and reads, as a player does, and reports how long
// the first bytes took at most for 99 of 100.
func BenchmarkSeek(b *testing.B) {
	onDisk, inStore, key := benchMovie(b)
	for _, c := range []struct {
		name string
		open func(context.Context, string) (media.File, error)
	}{{"disk", onDisk.Movie}, {"s3", inStore.Movie}} {
		b.Run(c.name, func(b *testing.B) {
			f, err := c.open(b.Context(), key)
			if err != nil {
				b.Fatal(err)
			}
			defer f.Close()
			buf := make([]byte, sftpWrite)
			rnd := rand.New(rand.NewPCG(1, 1))
			var took []time.Duration
			for b.Loop() {
				off := rnd.Int64N(benchSize - sftpWrite)
				began := time.Now()
				if _, err := f.ReadAt(buf, off); err != nil && err != io.EOF {
					b.Fatal(err)
				}
				took = append(took, time.Since(began))
				for range 8 { // and on
					off += sftpWrite
					_, _ = f.ReadAt(buf, min(off, benchSize-sftpWrite))
				}
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "ms-p99")
			if testing.Verbose() {
				fmt.Println(c.name, "median", took[len(took)/2])
			}
		})
	}
}
