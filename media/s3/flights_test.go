package s3

import (
	"bytes"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"youku.example/media"
)

// ofPart reports whether a call sends the part that begins at a byte.
func ofPart(r *http.Request, off string) bool {
	return isPut(r) && strings.HasSuffix(r.URL.Path, "."+strings.Repeat("0", 15-len(off))+off)
}

// A part that arrives before the one in front of it counts once that has arrived; when
// that fails, the next writer goes on before both.
func TestFlights_Order(t *testing.T) {
	l, p, _, _ := faultyLibrary(t)
	const size = 100_000
	l.partSize = func(int64) int64 { return size }
	sent := content(3*size+5000, 21)
	for _, fails := range []bool{false, true} {
		first, second := make(chan struct{}), make(chan struct{})
		var once sync.Once
		p.set(func(r *http.Request) trouble {
			switch {
			case ofPart(r, "100000"):
				once.Do(func() { close(second) })
			case ofPart(r, "0"):
				<-first
				if fails {
					return trouble{status: 403, code: "AccessDenied"}
				}
			}
			return trouble{}
		})
		key := map[bool]string{false: "right", true: "wrong"}[fails]
		in := receiveAt(t, l, key, 1)
		writeAll(t, in, sent, 0)
		<-second
		if got := in.Durable(); got != 0 {
			t.Errorf("Durable() = %d before the first part arrived", got)
		}
		got := make([]byte, size)
		if n, err := in.ReadAt(got, 0); n != size || err != nil || !bytes.Equal(got, sent[:size]) {
			t.Errorf("ReadAt of what is on its way: %d, %v", n, err)
		}
		close(first)
		if err := in.Close(); errors.Is(err, media.ErrStoreDenied) != fails || err == nil == fails {
			t.Errorf("Close: %v", err)
		}
		p.set(nil)
		next := receiveAt(t, l, key, 2)
		at, _ := next.Size()
		if want := map[bool]int64{false: int64(len(sent)), true: 0}[fails]; at != want {
			t.Errorf("the next writer goes on at %d, want %d", at, want)
		}
		writeAll(t, next, sent[at:], at)
		if err := next.Close(); err != nil {
			t.Fatal(err)
		}
		f, err := l.Arrived(t.Context(), key)
		if sum, serr := f.(media.Hashed).SHA256(t.Context()); serr != nil || sum != hashOf(sent) {
			t.Errorf("SHA256() = %q, %v", sum, serr)
		}
		wantFile(t, f, err, sent)
		if err := l.Discard(t.Context(), key); err != nil {
			t.Fatal(err)
		}
	}
	if strays, err := l.Strays(t.Context()); err != nil || len(strays) != 0 {
		t.Errorf("left over: %v, %v", strays, err)
	}
	l.buffers.mu.Lock()
	defer l.buffers.mu.Unlock()
	if l.buffers.free != DefaultMemory {
		t.Errorf("%d bytes are not given back", DefaultMemory-l.buffers.free)
	}
}

// An upload has two parts on its way, and no more: a third waits for the first.
func TestFlights_Bounded(t *testing.T) {
	l, p, _, _ := faultyLibrary(t)
	come, arrived := make(chan struct{}), make(chan struct{}, 8)
	p.set(func(r *http.Request) trouble {
		if isPut(r) {
			arrived <- struct{}{}
			<-come
		}
		return trouble{}
	})
	sent := content(4*leastPart, 22)
	in := receiveAt(t, l, "b1", 1)
	wrote := make(chan struct{})
	go func() {
		defer close(wrote)
		writeAll(t, in, sent, 0)
	}()
	<-arrived
	<-arrived
	l.buffers.mu.Lock()
	held := DefaultMemory - l.buffers.free
	l.buffers.mu.Unlock()
	if held > 3*leastPart {
		t.Errorf("the upload holds %d bytes", held)
	}
	select {
	case <-arrived:
		t.Error("a third part is on its way")
	case <-wrote:
		t.Error("the client was not held up")
	default:
	}
	close(come)
	<-wrote
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := l.Arrived(t.Context(), "b1")
	wantFile(t, f, err, sent)
}

// A store that is away for a while holds up transfers, and they go on when it is back;
// an upload that is closed meanwhile does not wait for it.
func TestTransfers_StoreAway(t *testing.T) {
	l, p, key, movie := faultyLibrary(t)
	l.bucket.limits.away = time.Minute
	tried := make(chan struct{})
	away := func(*http.Request) trouble {
		select {
		case tried <- struct{}{}:
		case <-t.Context().Done():
		}
		return trouble{refuse: true}
	}
	sent := content(leastPart+1000, 23)
	in, left := receiveAt(t, l, "up", 1), receiveAt(t, l, "left", 1)
	f, err := l.Movie(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	p.set(away)
	writeAll(t, left, sent[:leastPart], 0)
	closed := make(chan error)
	go func() { closed <- left.Close() }()
	for open := true; open; {
		select {
		case <-tried:
		case err := <-closed:
			if open = false; !errors.Is(err, media.ErrStoreAway) {
				t.Errorf("closed while the store is away: %v", err)
			}
		}
	}
	writeAll(t, in, sent, 0)
	read := make(chan struct{})
	go func() {
		defer close(read)
		wantFile(t, f, nil, movie)
	}()
	for range 3 * attempts { // each has tried more than once
		<-tried
	}
	p.set(nil)
	go func() {
		for { // those that came before that
			select {
			case <-tried:
			case <-t.Context().Done():
				return
			}
		}
	}()
	<-read
	if err := in.Close(); err != nil {
		t.Errorf("Close of an upload that waited: %v", err)
	}
	f, err = l.Arrived(t.Context(), "up")
	wantFile(t, f, err, sent)
}
