package wire

import (
	"bytes"
	"crypto/ed25519"
	"io"
	"net"
	"sync"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// written is a network connection that counts what is written to it.
type written struct {
	net.Conn
	calls int
	bytes bytes.Buffer
}

func (w *written) Write(p []byte) (int, error) {
	w.calls++
	return w.bytes.Write(p)
}

func TestWriteCoalescer(t *testing.T) {
	var s writeCoalescer
	to := &written{}
	write := func(n int, fill byte) {
		t.Helper()
		p := bytes.Repeat([]byte{fill}, n)
		if got, err := s.Write(to, p); got != n || err != nil {
			t.Fatalf("%d bytes: %d, %v", n, got, err)
		}
		clear(p) // the writer reuses its buffer
	}
	holds := func(n int) {
		t.Helper()
		if (s.held != nil) != (n > 0) {
			t.Fatalf("something is held: %v, want %d bytes", s.held != nil, n)
		}
	}
	write(coalesceSize, 'a') // off
	holds(0)
	s.on.Store(true)
	write(coalesceSize-1, 'b')
	write(coalesceSize+1, 'c')
	write(1, 'd')
	holds(0)
	write(coalesceSize, 'e')
	holds(coalesceSize)
	write(30_000, 'f')
	holds(0)
	write(coalesceSize, 'g')
	write(coalesceSize, 'h') // never two
	holds(0)
	var want []byte
	for _, w := range []struct {
		fill byte
		n    int
	}{{'a', coalesceSize}, {'b', coalesceSize - 1}, {'c', coalesceSize + 1}, {'d', 1}, {'e', coalesceSize}, {'f', 30_000}, {'g', coalesceSize}, {'h', coalesceSize}} {
		want = append(want, bytes.Repeat([]byte{w.fill}, w.n)...)
	}
	if !bytes.Equal(to.bytes.Bytes(), want) {
		t.Error("the bytes are not what was written, in its order")
	}
}

// watchedCoalescer is a connection of a server, and counts its writes.
type watchedCoalescer struct {
	net.Conn
	coalescer *writeCoalescer

	mu       sync.Mutex
	in, held int
}

// holding reports whether a write waits for the one after it.
func (w *watchedCoalescer) holding() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.coalescer.held != nil
}

func (w *watchedCoalescer) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	n, err := w.coalescer.Write(w.Conn, p)
	if w.in++; w.coalescer.held != nil {
		w.held++
	}
	return n, err
}

// Whatever the size of a packet, its end is never held: the client has all of
// it before it says a word, with new keys every few packets too.
func TestWriteCoalescer_EveryPacketArrives(t *testing.T) {
	for _, cipher := range fastCiphers {
		t.Run(cipher, func(t *testing.T) {
			ours, theirs := tcpPair(t)
			w := &watchedCoalescer{Conn: ours, coalescer: &writeCoalescer{}}
			served := make(chan error, 1)
			key := newKey(t)
			go func() { served <- serveSizes(w, cipher, key) }()
			config := &gossh.ClientConfig{HostKeyCallback: gossh.InsecureIgnoreHostKey()}
			config.Ciphers, config.RekeyThreshold = []string{cipher}, 256<<10
			cc, chans, reqs, err := gossh.NewClientConn(theirs, "", config)
			if err != nil {
				t.Fatal(err)
			}
			client := gossh.NewClient(cc, chans, reqs)
			defer client.Close()
			ch, in, err := client.OpenChannel("sizes", nil)
			if err != nil {
				t.Fatal(err)
			}
			go gossh.DiscardRequests(in)
			buf := make([]byte, 40<<10)
			for _, n := range sizes() {
				if _, err := io.ReadFull(ch, buf[:n]); err != nil {
					t.Fatalf("a packet of %d bytes: %v", n, err)
				}
				if _, err := ch.Write(buf[:1]); err != nil { // only now the next one
					t.Fatal(err)
				}
			}
			client.Close()
			<-served
			// What the connection says last may be between its two writes still.
			eventually(t, 10*time.Second, "nothing is held at the end", func() bool { return !w.holding() })
			if w.held < len(sizes())/3 {
				t.Errorf("only %d of %d writes were held", w.held, w.in)
			}
		})
	}
}

// sizes are those around every place where a buffer or a block is full.
func sizes() []int {
	var list []int
	for _, around := range []int{0, coalesceSize, 2 * coalesceSize, 3 * coalesceSize, 32 << 10} {
		for n := around - 60; n <= around+20; n++ {
			if n > 0 && n <= 32<<10 {
				list = append(list, n)
			}
		}
	}
	return list
}

// serveSizes sends a packet of each size and waits for a word after each.
func serveSizes(w *watchedCoalescer, cipher string, key gossh.Signer) error {
	config := &gossh.ServerConfig{NoClientAuth: true}
	config.Ciphers, config.RekeyThreshold = []string{cipher}, 256<<10
	config.AddHostKey(key)
	_, chans, reqs, err := gossh.NewServerConn(w, config)
	if err != nil {
		return err
	}
	w.coalescer.on.Store(true)
	go gossh.DiscardRequests(reqs)
	for nc := range chans {
		ch, in, err := nc.Accept()
		if err != nil {
			return err
		}
		go gossh.DiscardRequests(in)
		word := make([]byte, 1)
		for _, n := range sizes() {
			if _, err := ch.Write(make([]byte, n)); err != nil {
				return err
			}
			if _, err := io.ReadFull(ch, word); err != nil {
				return err
			}
		}
	}
	return nil
}

func tcpPair(t testing.TB) (ours, theirs net.Conn) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if theirs, err = net.Dial("tcp", l.Addr().String()); err != nil {
		t.Fatal(err)
	}
	if ours, err = l.Accept(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ours.Close(); _ = theirs.Close() })
	return ours, theirs
}

// sunk takes everything.
type sunk struct{ net.Conn }

func (sunk) Write(p []byte) (int, error) { return len(p), nil }

// What holding a write costs, beside the system call that it saves.
func BenchmarkWriteCoalescer(b *testing.B) {
	var s writeCoalescer
	s.on.Store(true)
	first, rest := make([]byte, coalesceSize), make([]byte, 28_708)
	b.ReportAllocs()
	for b.Loop() {
		_, _ = s.Write(sunk{}, first)
		_, _ = s.Write(sunk{}, rest)
	}
}

func newKey(t testing.TB) gossh.Signer {
	t.Helper()
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := gossh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// eventually waits for what another goroutine is about to do.
func eventually(t testing.TB, within time.Duration, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(within); !is(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("not within %v: %s", within, what)
		}
	}
}
