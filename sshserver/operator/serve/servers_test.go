package serve

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"net"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/store"
)

// listening serves a library, and returns where.
func listening(t *testing.T, lib *openedLibrary) (addr string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- lib.server.Serve(ctx, l) }()
	lib.onClose(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return l.Addr().String()
}

// dial logs in as a person does who has a password.
func dial(t *testing.T, addr, name, password string) (*gossh.Client, error) {
	t.Helper()
	c, err := gossh.Dial("tcp", addr, &gossh.ClientConfig{
		User: name, Auth: []gossh.AuthMethod{gossh.Password(password)}, HostKeyCallback: gossh.InsecureIgnoreHostKey(), Timeout: time.Minute,
	})
	if err == nil {
		t.Cleanup(func() { c.Close() })
	}
	return c, err
}

// until waits for what another server is to hear of.
func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !is(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal(what)
		}
	}
}

// admin vouches for a key in the rows and makes its account.
func admin(t *testing.T, lib *openedLibrary) gossh.Signer {
	t.Helper()
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	key, err := gossh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	line := string(bytes.TrimSpace(gossh.MarshalAuthorizedKey(key.PublicKey()))) + " boss"
	fingerprint := gossh.FingerprintSHA256(key.PublicKey())
	vouched := store.AdminKey{Fingerprint: fingerprint, Name: "boss", Line: line}
	if err := lib.admins.(adminsRows).AddAdmin(t.Context(), vouched, func(bool) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if _, err := lib.shop.Register(t.Context(), store.Actor{Role: store.RoleGuest, Key: fingerprint, KeyLine: line, Vouched: "boss"}, store.Registration{Name: "boss"}); err != nil {
		t.Fatal(err)
	}
	return key
}

// as runs a command of an admin, and returns what it answers.
func as(t *testing.T, boss gossh.Signer, addr, command string) string {
	t.Helper()
	c, err := gossh.Dial("tcp", addr, &gossh.ClientConfig{User: "boss", Auth: []gossh.AuthMethod{gossh.PublicKeys(boss)}, HostKeyCallback: gossh.InsecureIgnoreHostKey()})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	session, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	out, err := session.CombinedOutput(command)
	if err != nil {
		t.Fatalf("%s: %v: %s", command, err, out)
	}
	return string(out)
}

// Who guesses at one server is held back at all of them, and at one that starts later;
// lifting it holds for all too.
func TestServers_Bans(t *testing.T) {
	serve := onPostgres(t, "bans")
	one, two := serve("bans", t.TempDir()), serve("bans", t.TempDir())
	if _, err := one.shop.Register(t.Context(), store.Actor{Role: store.RoleGuest}, store.Registration{Name: "alice", Password: "correct horse"}); err != nil {
		t.Fatal(err)
	}
	boss := admin(t, one)
	at := []string{listening(t, one), listening(t, two)}
	if _, err := dial(t, at[1], "alice", "correct horse"); err != nil {
		t.Fatal(err)
	}
	for i := range 4 { // in turn: each server alone would not mind two
		if _, err := dial(t, at[i%2], "alice", "wrong horse"); err == nil {
			t.Fatal("a wrong password opened the account")
		}
	}
	banned := func(addr string, want bool) func() bool {
		return func() bool { return strings.Contains(as(t, boss, addr, "bans --json"), "127.0.0.1/32") == want }
	}
	until(t, "the guesser is not banned at the first server", banned(at[0], true))
	until(t, "the guesser is not banned at the second server", banned(at[1], true))
	at = append(at, listening(t, serve("bans", t.TempDir())))
	if !banned(at[2], true)() {
		t.Error("a server that starts knows of no ban")
	}
	for _, addr := range at {
		if _, err := dial(t, addr, "alice", "correct horse"); err == nil {
			t.Error("a banned source had its password heard")
		}
	}
	as(t, boss, at[2], "bans lift 127.0.0.1")
	for _, addr := range at {
		until(t, "a lifted ban holds on", banned(addr, false))
	}
	if _, err := dial(t, at[0], "alice", "correct horse"); err != nil {
		t.Errorf("after it was lifted: %v", err)
	}
}

// The bound of an account's connections is that of all servers together.
func TestServers_Connections(t *testing.T) {
	serve := onPostgres(t, "connections") // two at once
	one, two := serve("connections", t.TempDir()), serve("connections", t.TempDir())
	account, err := one.shop.Register(t.Context(), store.Actor{Role: store.RoleGuest}, store.Registration{Name: "alice", Password: "correct horse"})
	if err != nil {
		t.Fatal(err)
	}
	here, there := listening(t, one), listening(t, two)
	var open []*gossh.Client
	for range 2 {
		c, err := dial(t, here, "alice", "correct horse")
		if err != nil {
			t.Fatal(err)
		}
		open = append(open, c)
	}
	elsewhere := func(want int) func() bool {
		return func() bool {
			n, err := two.shop.ConnectionsElsewhere(t.Context(), account.ID)
			return err == nil && n == want
		}
	}
	until(t, "the other server does not hear of the connections", elsewhere(2))
	if _, err := dial(t, there, "alice", "correct horse"); err == nil {
		t.Error("a third connection came in at the other server")
	}
	open[0].Close()
	until(t, "the other server does not hear that one has left", elsewhere(1))
	if _, err := dial(t, there, "alice", "correct horse"); err != nil {
		t.Errorf("there is a place again: %v", err)
	}
}
