package s3

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"sync"
	"testing"
)

// proxy stands between the library and the server, notes what is asked, and does
// what a bad network or a bad store does.
type proxy struct {
	server *httptest.Server
	to     *httputil.ReverseProxy

	mu    sync.Mutex
	asked []asked
	fault func(r *http.Request) trouble // nil: none
}

type asked struct {
	what   string // the method and what the path and the query say of the call
	header http.Header
}

// trouble is what goes wrong with a call. The zero one is nothing.
type trouble struct {
	status  int    // is answered
	code    string // of the error, with status
	hang    bool   // nothing is answered until the caller leaves
	refuse  bool   // the connection ends
	cut     int64  // the answer's body ends behind so many bytes
	stall   int64  // nothing comes behind so many bytes, until the caller leaves
	flip    bool   // a byte of what is sent is another
	shorter bool   // the answer says that it has a byte less, and has
}

func startProxy(t *testing.T, g *gateway) *proxy {
	t.Helper()
	target, err := url.Parse(g.url)
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{}
	p.to = &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(target)
			r.Out.Host = r.In.Host // it is signed
		},
		ErrorHandler: func(http.ResponseWriter, *http.Request, error) { panic(http.ErrAbortHandler) },
	}
	p.server = httptest.NewServer(p)
	p.server.Config.ErrorLog = nil
	t.Cleanup(p.server.Close)
	return p
}

func (p *proxy) place(g *gateway) Place {
	place := g.place()
	place.Endpoint = p.server.URL
	return place
}

// set says what goes wrong from now on.
func (p *proxy) set(f func(r *http.Request) trouble) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.fault = f
}

// times makes a fault of the first n calls that a function is for.
func times(n int, f trouble, of func(r *http.Request) bool) func(*http.Request) trouble {
	var mu sync.Mutex
	return func(r *http.Request) trouble {
		mu.Lock()
		defer mu.Unlock()
		if n > 0 && of(r) {
			n--
			return f
		}
		return trouble{}
	}
}

func isGet(r *http.Request) bool {
	return r.Method == http.MethodGet && r.URL.Query().Get("list-type") == ""
}

// put is PutObject, of which a part has a body.
func isPut(r *http.Request) bool {
	return r.Method == http.MethodPut && r.Header.Get("x-amz-copy-source") == "" && r.ContentLength > 0
}

// take returns what was asked since the last time.
func (p *proxy) take() []asked {
	p.mu.Lock()
	defer p.mu.Unlock()
	list := p.asked
	p.asked = nil
	return list
}

// count returns how many of the calls were one of these.
func count(list []asked, what string) (n int) {
	for _, a := range list {
		if a.what == what {
			n++
		}
	}
	return n
}

func whatIs(r *http.Request) string {
	q := r.URL.Query()
	switch {
	case q.Get("list-type") != "":
		return "LIST"
	case q.Has("uploads") || q.Has("uploadId"):
		return r.Method + " upload"
	case r.Header.Get("x-amz-copy-source") != "":
		return "COPY"
	}
	return r.Method
}

func (p *proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	p.asked = append(p.asked, asked{whatIs(r), r.Header.Clone()})
	fault := p.fault
	p.mu.Unlock()
	f := trouble{}
	if fault != nil {
		f = fault(r) // it may wait
	}
	switch {
	case f.refuse:
		panic(http.ErrAbortHandler)
	case f.hang:
		_, _ = io.Copy(io.Discard, r.Body) // before that it does not see that the caller leaves
		<-r.Context().Done()
		panic(http.ErrAbortHandler)
	case f.status != 0:
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "application/xml")
		w.WriteHeader(f.status)
		_, _ = io.WriteString(w, "<Error><Code>"+f.code+"</Code><Message>as the test wants it</Message></Error>")
		return
	case f.flip:
		body, _ := io.ReadAll(r.Body)
		body[len(body)/2] ^= 1
		r.Body = io.NopCloser(bytes.NewReader(body))
	case f.cut > 0 || f.stall > 0:
		w = &cutting{ResponseWriter: w, left: f.cut + f.stall, stall: f.stall > 0, r: r}
	case f.shorter:
		w = &shortening{w}
	}
	p.to.ServeHTTP(w, r)
}

// cutting lets so many bytes of a body through.
type cutting struct {
	http.ResponseWriter
	left  int64
	stall bool
	r     *http.Request
}

func (c *cutting) Write(p []byte) (int, error) {
	if int64(len(p)) <= c.left {
		c.left -= int64(len(p))
		return c.ResponseWriter.Write(p)
	}
	_, _ = c.ResponseWriter.Write(p[:c.left])
	_ = http.NewResponseController(c.ResponseWriter).Flush()
	if c.stall {
		<-c.r.Context().Done()
	}
	panic(http.ErrAbortHandler)
}

// shortening answers with the status of a call that went well and no body.
type shortening struct{ http.ResponseWriter }

func (s *shortening) WriteHeader(code int) {
	s.Header().Set("Content-Length", "1")
	s.ResponseWriter.WriteHeader(code)
}

func (s *shortening) Write(p []byte) (int, error) {
	_, _ = s.ResponseWriter.Write(p[:1])
	return len(p), nil
}
