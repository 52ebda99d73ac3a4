package sshserver

import (
	"context"
	"crypto/ed25519"
	"errors"
	"log/slog"
	"net"
	"sync"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/sshserver/intake"
	"youku.example/store"
	"youku.example/store/names"
)

// testServer is a server on loopback over a real shop.
type testServer struct {
	t      testing.TB
	server *Server
	shop   *watchedShop
	rows   store.DB
	movies *watchedMovies
	intake *intake.Intake
	admins *admins
	addr   string
	dir    string // of the data
	log    *logged
}

// admins vouches for keys in memory.
type admins struct {
	mu   sync.Mutex
	keys map[string]string
}

func (a *admins) AdminOf(_ context.Context, key gossh.PublicKey) (string, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.keys[string(key.Marshal())], nil
}

// vouches reports whether a key is still vouched for under a folded name.
func (a *admins) vouches(fingerprint, folded string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	for marshalled, name := range a.keys {
		key, err := gossh.ParsePublicKey([]byte(marshalled))
		if err == nil && gossh.FingerprintSHA256(key) == fingerprint && names.Fold(name) == folded {
			return true
		}
	}
	return false
}

func (h *testServer) vouch(name string, key gossh.Signer) {
	h.admins.mu.Lock()
	defer h.admins.mu.Unlock()
	h.admins.keys[string(key.PublicKey().Marshal())] = name
}

func (h *testServer) unvouch(key gossh.Signer) {
	h.admins.mu.Lock()
	defer h.admins.mu.Unlock()
	delete(h.admins.keys, string(key.PublicKey().Marshal()))
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

func keysOf(k ...gossh.Signer) []gossh.AuthMethod { return []gossh.AuthMethod{gossh.PublicKeys(k...)} }

func fingerprint(k gossh.Signer) string { return gossh.FingerprintSHA256(k.PublicKey()) }

func keyLine(k gossh.Signer) string { return string(gossh.MarshalAuthorizedKey(k.PublicKey())) }

// newTestServer serves on loopback until the test ends, with a host key and others
// beside it.
func newTestServer(t testing.TB, c Config, hostKeys ...gossh.Signer) *testServer {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return newTestServerOn(t, c, l, hostKeys...)
}

func newTestServerOn(t testing.TB, c Config, l net.Listener, hostKeys ...gossh.Signer) *testServer {
	t.Helper()
	h := &testServer{t: t, admins: &admins{keys: map[string]string{}}, log: &logged{}}
	h.furnish()
	var err error
	h.server, err = New(c, Deps{
		Shop: h.shop, Intake: h.intake, Movies: h.movies, Admins: h.admins, HostKeys: append(hostKeys, newKey(t)),
		Log: slog.New(slog.NewTextHandler(h.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	})
	if err != nil {
		t.Fatal(err)
	}
	h.addr = l.Addr().String()
	served := make(chan error, 1)
	go func() { served <- h.server.Serve(context.Background(), l) }()
	t.Cleanup(func() {
		_ = h.server.Shutdown(canceled())
		if err := <-served; err != nil {
			t.Errorf("serve: %v", err)
		}
	})
	return h
}

// user makes an account with what it is given of a password and a key.
func (h *testServer) user(name, password string, key gossh.Signer) store.Account {
	h.t.Helper()
	a := store.Actor{Role: store.RoleGuest}
	if key != nil {
		a.Key, a.KeyLine = fingerprint(key), keyLine(key)
	}
	if password == "" && key == nil {
		password = "never typed anywhere"
	}
	account, err := h.shop.Register(context.Background(), a, store.Registration{
		Name: name, Password: password, WithKey: key != nil,
	})
	if err != nil {
		h.t.Fatalf("make %s: %v", name, err)
	}
	return account
}

// admin makes an account whose key is vouched for.
func (h *testServer) admin(name string, key gossh.Signer) store.Actor {
	h.t.Helper()
	h.vouch(name, key)
	a := store.Actor{Role: store.RoleGuest, Key: fingerprint(key), KeyLine: keyLine(key), Vouched: name}
	account, err := h.shop.Register(context.Background(), a, store.Registration{Name: name, WithKey: true})
	if err != nil {
		h.t.Fatalf("make %s: %v", name, err)
	}
	return store.Actor{Account: account.ID, Name: name, Role: store.RoleAdmin, Key: a.Key}
}

func (h *testServer) client(name string, with ...gossh.AuthMethod) *gossh.ClientConfig {
	return &gossh.ClientConfig{
		User: name, Auth: with, HostKeyCallback: gossh.InsecureIgnoreHostKey(), Timeout: 10 * time.Second,
	}
}

// dial logs in.
func (h *testServer) dial(name string, with ...gossh.AuthMethod) (*gossh.Client, error) {
	h.t.Helper()
	c, err := gossh.Dial("tcp", h.addr, h.client(name, with...))
	if err == nil {
		h.t.Cleanup(func() { _ = c.Close() })
	}
	return c, err
}

func (h *testServer) in(name string, with ...gossh.AuthMethod) *gossh.Client {
	h.t.Helper()
	c, err := h.dial(name, with...)
	if err != nil {
		h.t.Fatalf("log in as %s: %v", name, err)
	}
	return c
}

// actor logs in, opens a session and answers who the server takes it for.
func (h *testServer) actor(name string, with ...gossh.AuthMethod) (store.Actor, error) {
	h.t.Helper()
	return h.actorOf(h.client(name, with...))
}

// actorAs is actor with a name that changes after the first method was tried.
func (h *testServer) actorAs(as *flip, with ...gossh.AuthMethod) (store.Actor, error) {
	h.t.Helper()
	c := h.client(as.name(), with...)
	c.AuthCallback = func(a *gossh.ClientAuthContext) (gossh.AuthMethod, error) {
		if len(a.TriedMethods) > 1 { // none, and the first of ours
			as.now()
		}
		return nil, nil
	}
	return h.actorOf(c)
}

func (h *testServer) actorOf(c *gossh.ClientConfig) (store.Actor, error) {
	h.t.Helper()
	client, err := gossh.Dial("tcp", h.addr, c)
	if err != nil {
		return store.Actor{}, err
	}
	defer client.Close()
	s, err := client.NewSession()
	if err != nil {
		return store.Actor{}, err
	}
	defer s.Close()
	var exit *gossh.ExitError
	if err := s.Run("help"); err != nil && !errors.As(err, &exit) {
		return store.Actor{}, err
	}
	return h.shop.lastActor(), nil
}

// logged is what the server wrote to its log.
type logged struct {
	mu    sync.Mutex
	lines []byte
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines = append(l.lines, p...)
	return len(p), nil
}

func (l *logged) text() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return string(l.lines)
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
