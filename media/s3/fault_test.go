package s3

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"youku.example/media"
	"youku.example/media/s3/chunk"
)

// hasty are limits that a test can wait for. To open is not what they are about, and a
// busy machine takes its time.
var hasty = limits{
	call: 3 * time.Second, part: 3 * time.Second, copy: 3 * time.Second, open: usual.open,
	stall: time.Second, away: 3 * time.Second,
}

// faultyLibrary is a library behind a proxy, with a movie of some chunks.
func faultyLibrary(t *testing.T) (*Library, *proxy, string, []byte) {
	t.Helper()
	return faultyAtOpen(t, nil)
}

// faultyAtOpen is one with a fault from the first call on.
func faultyAtOpen(t *testing.T, fault func(*http.Request) trouble) (*Library, *proxy, string, []byte) {
	t.Helper()
	g := startedGateway(t)
	p := startProxy(t, g)
	p.set(fault)
	l := openAt(t, Config{Place: p.place(g), limits: &hasty})
	movie := content(3*chunk.Size+1000, 9)
	in := receiveAt(t, l, "a0", 1)
	writeAll(t, in, movie, 0)
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
	key := hashOf(movie) + ".mp4"
	if err := l.Keep(t.Context(), "a0", key, nil); err != nil {
		t.Fatal(err)
	}
	return l, p, key, movie
}

// What passes is not seen by those who read.
func TestRead_Faults(t *testing.T) {
	l, p, key, movie := faultyLibrary(t)
	for what, f := range map[string]trouble{
		"busy":              {status: 503, code: "SlowDown"},
		"broken":            {status: 500, code: "InternalError"},
		"refused":           {refuse: true},
		"cut in the middle": {cut: 700_000},
		"slow":              {stall: 700_000},
		"slow at once":      {hang: true},
	} {
		t.Run(what, func(t *testing.T) {
			p.set(times(2, f, isGet))
			defer p.set(nil)
			file, err := l.Movie(t.Context(), key)
			wantFile(t, file, err, movie)
		})
	}
}

// What stays is one error, in bounded time, and no byte of it is wrong.
func TestRead_Fails(t *testing.T) {
	l, p, key, movie := faultyLibrary(t)
	for what, c := range map[string]struct {
		fault trouble
		want  error
	}{
		"busy":              {trouble{status: 503, code: "SlowDown"}, media.ErrStoreBusy},
		"refused":           {trouble{refuse: true}, media.ErrStoreAway},
		"hanging":           {trouble{hang: true}, media.ErrStoreAway},
		"cut at once":       {trouble{cut: 1}, media.ErrStoreAway},
		"gone":              {trouble{status: 404, code: "NoSuchKey"}, media.ErrNotExist},
		"other bytes now":   {trouble{status: 412, code: "PreconditionFailed"}, media.ErrStoreChanged},
		"fewer than said":   {trouble{shorter: true}, media.ErrStoreChanged},
		"the bucket gone":   {trouble{status: 404, code: "NoSuchBucket"}, media.ErrStoreBucket},
		"the keys refused":  {trouble{status: 403, code: "InvalidAccessKeyId"}, media.ErrStoreKeys},
		"the keys too weak": {trouble{status: 403, code: "AccessDenied"}, media.ErrStoreDenied},
	} {
		t.Run(what, func(t *testing.T) {
			file, err := l.Movie(t.Context(), key)
			if err != nil {
				t.Fatal(err)
			}
			defer file.Close()
			p.set(func(r *http.Request) trouble {
				if isGet(r) {
					return c.fault
				}
				return trouble{}
			})
			defer p.set(nil)
			got := make([]byte, 2*chunk.Size)
			n, err := file.ReadAt(got, chunk.Size/2)
			if !bytes.Equal(got[:n], movie[chunk.Size/2:][:n]) || !errors.Is(err, c.want) {
				t.Errorf("ReadAt = %d, %v, want %v", n, err, c.want)
			}
		})
	}
}

// An upload goes on through what passes, and what is stored is what was sent.
func TestWrite_Faults(t *testing.T) {
	l, p, _, _ := faultyLibrary(t)
	sent := content(300_000, 10)
	for i, f := range []trouble{
		{status: 503, code: "SlowDown"}, {status: 409, code: "OperationAborted"}, {status: 500, code: "InternalError"}, {refuse: true},
	} {
		t.Run(fmt.Sprintf("%+v", f), func(t *testing.T) {
			p.set(times(2, f, isPut))
			defer p.set(nil)
			key := fmt.Sprint("w", i)
			in := receiveAt(t, l, key, 1)
			writeAll(t, in, sent, 0)
			if err := in.Close(); err != nil {
				t.Fatal(err)
			}
			file, err := l.Arrived(t.Context(), key)
			wantFile(t, file, err, sent)
		})
	}
}

// What stays is an error, and the next writer goes on where the store is.
func TestWrite_Fails(t *testing.T) {
	t.Run("compared", func(t *testing.T) {
		l, p, _, _ := faultyLibrary(t)
		testWriteFails(t, l, p)
	})
	t.Run("signed", func(t *testing.T) {
		l, p, _, _ := faultyAtOpen(t, withChecksum(trouble{status: 501, code: "NotImplemented"}))
		testWriteFails(t, l, p)
	})
}

func testWriteFails(t *testing.T, l *Library, p *proxy) {
	l.partSize = func(int64) int64 { return 100_000 }
	sent := content(350_000, 11)
	for what, c := range map[string]struct {
		fault trouble
		want  error
	}{
		"busy":        {trouble{status: 503, code: "SlowDown"}, media.ErrStoreBusy},
		"refused":     {trouble{refuse: true}, media.ErrStoreAway},
		"hanging":     {trouble{hang: true}, media.ErrStoreAway},
		"wrong bytes": {trouble{flip: true}, media.ErrStoreChanged},
		"full":        {trouble{status: 507, code: "XMinioStorageFull"}, media.ErrNoSpace},
		"denied":      {trouble{status: 403, code: "AccessDenied"}, media.ErrStoreDenied},
	} {
		t.Run(what, func(t *testing.T) {
			key := strings.ReplaceAll(what, " ", ".")
			in := receiveAt(t, l, key, 1)
			writeAll(t, in, sent[:250_000], 0)
			if err := in.Sync(); err != nil {
				t.Fatal(err)
			}
			p.set(func(r *http.Request) trouble {
				if isPut(r) {
					return c.fault
				}
				return trouble{}
			})
			_, _ = in.WriteAt(sent[250_000:], 250_000)
			if err := in.Sync(); !errors.Is(err, c.want) {
				t.Errorf("Sync: %v, want %v", err, c.want)
			}
			if err := in.Truncate(in.Durable()); err != nil {
				t.Errorf("back to what is durable: %v", err)
			}
			if size, _ := in.Size(); size != 250_000 {
				t.Errorf("Size() = %d", size)
			}
			_ = in.Close()
			p.set(nil)
			next := receiveAt(t, l, key, 2)
			size, _ := next.Size()
			if size != 250_000 {
				t.Errorf("the next writer's Size() = %d", size)
			}
			writeAll(t, next, sent[size:], size)
			if err := next.Close(); err != nil {
				t.Fatal(err)
			}
			file, err := l.Arrived(t.Context(), key)
			wantFile(t, file, err, sent)
		})
	}
}

// A copy within the store that fails leaves no movie, and nothing that a repair
// would not find; the next try goes well.
func TestKeep_Fails(t *testing.T) {
	l, p, _, _ := faultyLibrary(t)
	sent := content(leastPart+100_000, 12)
	in := receiveAt(t, l, "k1", 1)
	writeAll(t, in, sent, 0)
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
	key := hashOf(sent) + ".mp4"
	for _, what := range []string{"PUT upload", "COPY", "POST upload"} {
		p.set(func(r *http.Request) trouble {
			is := whatIs(r)
			if r.Header.Get("x-amz-copy-source") != "" {
				is = "COPY"
			}
			if is == what {
				return trouble{refuse: true}
			}
			return trouble{}
		})
		err := l.Keep(t.Context(), "k1", key, nil)
		p.set(nil)
		if what == "PUT upload" { // a copied piece says COPY
			if err != nil {
				t.Fatal(err)
			}
			if err := l.Remove(t.Context(), key); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if !errors.Is(err, media.ErrStoreAway) {
			t.Errorf("%s refused: %v", what, err)
		}
		if _, err := l.Movie(t.Context(), key); !errors.Is(err, media.ErrNotExist) {
			t.Errorf("%s refused, and there is a movie: %v", what, err)
		}
	}
	if strays, err := l.Strays(t.Context()); err != nil || len(strays) != 0 {
		t.Errorf("left over: %v, %v", strays, err)
	}
	if err := l.Keep(t.Context(), "k1", key, nil); err != nil {
		t.Fatal(err)
	}
	f, err := l.Movie(t.Context(), key)
	wantFile(t, f, err, sent)
}

// Bytes that are not those of the name are not published.
func TestKeep_WrongHash(t *testing.T) {
	l, _, key, _ := faultyLibrary(t)
	in := receiveAt(t, l, "k2", 1)
	writeAll(t, in, []byte("others"), 0)
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{strings.Repeat("a", 64) + ".mp4", key} {
		if err := l.Keep(t.Context(), "k2", key, nil); !errors.Is(err, media.ErrStoreChanged) {
			t.Errorf("Keep(%q): %v", key, err)
		}
	}
}

// A call that its caller gives up ends at once, and leaves nothing half done.
func TestKeep_GivenUp(t *testing.T) {
	l, p, _, _ := faultyLibrary(t)
	sent := content(leastPart+100_000, 13)
	in := receiveAt(t, l, "k3", 1)
	writeAll(t, in, sent, 0)
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	p.set(func(r *http.Request) trouble {
		if r.Header.Get("x-amz-copy-source") != "" {
			cancel()
			return trouble{hang: true}
		}
		return trouble{}
	})
	defer p.set(nil)
	if err := l.Keep(ctx, "k3", hashOf(sent), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("Keep: %v", err)
	}
	if strays, err := l.Strays(t.Context()); err != nil || len(strays) != 0 {
		t.Errorf("left over: %v, %v", strays, err)
	}
}

// withChecksum is a fault of the calls that have a checksum.
func withChecksum(f trouble) func(*http.Request) trouble {
	return func(r *http.Request) trouble {
		if r.Header.Get(checksumHeader) != "" {
			return f
		}
		return trouble{}
	}
}

const checksumHeader = "x-amz-checksum-crc32c"

// No call has a checksum that is not required, and none asks for one: but what is put
// into a store on this machine that proved that it compares.
func TestHeaders(t *testing.T) {
	for what, c := range map[string]struct {
		fault    func(*http.Request) trouble
		compares bool
	}{
		"compares":    {nil, true},
		"refuses one": {withChecksum(trouble{status: 501, code: "NotImplemented"}), false},
		"takes any":   {withChecksum(trouble{status: 200}), false},
	} {
		t.Run(what, func(t *testing.T) {
			l, p, key, movie := faultyAtOpen(t, c.fault)
			p.set(nil)
			p.take()
			list := callsOf(t, l, p, key, movie)
			checkHeaders(t, list, c.compares)
		})
	}
}

// callsOf makes calls of each kind.
func callsOf(t *testing.T, l *Library, p *proxy, key string, movie []byte) []asked {
	t.Helper()
	for _, call := range []func() error{
		func() error { return l.KeepCover(t.Context(), "c1", []byte("picture")) },
		func() error { f, err := l.Movie(t.Context(), key); wantFile(t, f, err, movie); return nil },
		func() error { _, err := l.Strays(t.Context()); return err },
		func() error { return l.TakeBack(t.Context(), key, "b1") },
		func() error {
			in := receiveAt(t, l, "h1", 1)
			writeAll(t, in, content(leastPart+10, 1), 0)
			return in.Close()
		},
		func() error { return l.Keep(t.Context(), "h1", "beef", nil) },
		func() error { return l.Discard(t.Context(), "b1", "h1") },
		func() error { return l.Remove(t.Context(), "beef") },
	} {
		if err := call(); err != nil {
			t.Fatal(err)
		}
	}
	list := p.take()
	if count(list, "PUT") == 0 || count(list, "COPY") == 0 || count(list, "POST upload") == 0 || count(list, "DELETE") == 0 || count(list, "GET") == 0 {
		t.Fatalf("only %d calls were seen", len(list))
	}
	return list
}

func checkHeaders(t *testing.T, list []asked, compares bool) {
	t.Helper()
	for _, a := range list {
		summed := compares && a.what == "PUT"
		if has := a.header.Get(checksumHeader) != ""; has != summed {
			t.Errorf("%s has a checksum: %t", a.what, has)
		}
		if signed := a.header.Get("x-amz-content-sha256") != unsigned; signed == summed {
			t.Errorf("%s is signed with its bytes: %t", a.what, signed)
		}
		for name := range a.header {
			switch name = strings.ToLower(name); {
			case name == checksumHeader: // seen above
			case strings.HasPrefix(name, "x-amz-checksum"), strings.HasPrefix(name, "x-amz-sdk-checksum"), name == "x-amz-trailer",
				name == "content-md5", name == "expect", name == "content-encoding":
				t.Errorf("%s has the header %s: %s", a.what, name, a.header.Get(name))
			}
		}
	}
}

// A small upload is one call, and one more that sees that there is no newer writer.
func TestReceive_Small(t *testing.T) {
	l, p, _, _ := faultyLibrary(t)
	p.take()
	in := receiveAt(t, l, "s1", 1)
	writeAll(t, in, content(200_000, 14), 0)
	if err := errors.Join(in.Sync(), in.Close()); err != nil {
		t.Fatal(err)
	}
	list := p.take()
	if count(list, "PUT") != 1 || count(list, "LIST") != 2 || len(list) != 3 {
		t.Errorf("%d calls, %d of them PUT: %v", len(list), count(list, "PUT"), list)
	}
}

// Each way in which a store can be wrong is an error of its own at the start.
func TestOpen_Faults(t *testing.T) {
	g := startedGateway(t)
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = closed.Close()
	page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte("<!doctype html><title>a page</title>"))
	}))
	defer page.Close()
	p := startProxy(t, g)
	for what, c := range map[string]struct {
		place func(*Place)
		env   map[string]string
		fault trouble
		want  error
	}{
		"no server":      {place: func(p *Place) { p.Endpoint = "http://" + closed.Addr().String() }, want: media.ErrStoreAway},
		"no such host":   {place: func(p *Place) { p.Endpoint = "http://nowhere.invalid" }, want: media.ErrStoreAway},
		"a web page":     {place: func(p *Place) { p.Endpoint = page.URL }, want: media.ErrStoreAnswers},
		"no bucket":      {place: func(p *Place) { p.Bucket = "none-such" }, want: media.ErrStoreBucket},
		"a wrong key":    {env: map[string]string{"AWS_ACCESS_KEY_ID": "other"}, want: media.ErrStoreKeys},
		"a wrong secret": {env: map[string]string{"AWS_SECRET_ACCESS_KEY": "other"}, want: media.ErrStoreKeys},
		"no key":         {env: map[string]string{"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}, want: media.ErrStoreNoKeys},
		"no rights":      {fault: trouble{status: 403, code: "AccessDenied"}, want: media.ErrStoreDenied},
		"busy":           {fault: trouble{status: 503, code: "SlowDown"}, want: media.ErrStoreBusy},
		"another region": {fault: trouble{status: 301, code: "PermanentRedirect"}, want: media.ErrStoreRegion},
		"a wrong clock":  {fault: trouble{status: 403, code: "RequestTimeTooSkewed"}, want: media.ErrStoreClock},
		"slow":           {fault: trouble{hang: true}, want: media.ErrStoreAway},
	} {
		t.Run(what, func(t *testing.T) {
			place := p.place(g)
			if c.place != nil {
				c.place(&place)
			}
			for name, value := range c.env {
				t.Setenv(name, value)
			}
			p.set(func(*http.Request) trouble { return c.fault })
			defer p.set(nil)
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
			defer cancel()
			limits := usual
			if c.fault.hang {
				limits.open = time.Second
			}
			l, err := Open(ctx, Config{Place: place, limits: &limits})
			if err == nil {
				_ = l.Close()
			}
			if !errors.Is(err, c.want) {
				t.Errorf("Open: %v, want %v", err, c.want)
			}
		})
	}
}
