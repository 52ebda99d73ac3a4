package sftptest

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/anmitsu/go-shlex"
	"golang.org/x/crypto/ssh"

	"youku.example/sshserver/scp"
	"youku.example/sshserver/sftp"
)

// The one account of a test server.
const (
	User     = "alice"
	Password = "correct horse"
)

// Server shows a file system to real clients, over real SSH.
type Server struct {
	FS   sftp.FS
	Exec func(ctx context.Context, words []string, out, stderr io.Writer) (exit int) // commands beside scp; nil: none
	As   func(client *exec.Cmd)                                                      // as whom the clients run; nil: as who tests

	Host, Port  string
	Fingerprint string // SHA256:… of the host key
	dir         string // the client's own directory, with its key in it

	mu    sync.Mutex
	conns []net.Conn
}

// Start serves fs on a free port until the test ends.
func Start(t testing.TB, fs sftp.FS) *Server {
	t.Helper()
	s := &Server{FS: fs, dir: t.TempDir()}
	config := &ssh.ServerConfig{
		PasswordCallback: func(c ssh.ConnMetadata, password []byte) (*ssh.Permissions, error) {
			if c.User() != User || string(password) != Password {
				return nil, os.ErrPermission
			}
			return nil, nil
		},
	}
	own := newKey(t)
	config.PublicKeyCallback = func(c ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
		if c.User() != User || ssh.FingerprintSHA256(key) != ssh.FingerprintSHA256(own.PublicKey()) {
			return nil, os.ErrPermission
		}
		return nil, nil
	}
	writeKey(t, filepath.Join(s.dir, "key"), own.private)
	host := newKey(t)
	config.AddHostKey(host)
	s.Fingerprint = ssh.FingerprintSHA256(host.PublicKey())

	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.Host, s.Port, _ = net.SplitHostPort(l.Addr().String())
	ctx, cancel := context.WithCancel(context.Background())
	var serving sync.WaitGroup
	t.Cleanup(func() {
		_ = l.Close()
		cancel()
		s.Cut()
		serving.Wait()
	})
	serving.Go(func() {
		for {
			nc, err := l.Accept()
			if err != nil {
				return
			}
			s.mu.Lock()
			s.conns = append(s.conns, nc)
			s.mu.Unlock()
			serving.Go(func() { s.serve(ctx, nc, config) })
		}
	})
	return s
}

// Cut loses all connections, as a cable does.
func (s *Server) Cut() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.conns {
		_ = c.Close()
	}
	s.conns = nil
}

func (s *Server) serve(ctx context.Context, nc net.Conn, config *ssh.ServerConfig) {
	defer nc.Close()
	conn, channels, requests, err := ssh.NewServerConn(nc, config)
	if err != nil {
		return
	}
	defer conn.Close()
	go ssh.DiscardRequests(requests)
	var serving sync.WaitGroup
	defer serving.Wait()
	for n := range channels {
		if n.ChannelType() != "session" {
			_ = n.Reject(ssh.UnknownChannelType, "no")
			continue
		}
		ch, in, err := n.Accept()
		if err != nil {
			return
		}
		serving.Go(func() { s.session(ctx, ch, in) })
	}
}

// session runs the first subsystem or command that is asked for.
func (s *Server) session(ctx context.Context, ch ssh.Channel, in <-chan *ssh.Request) {
	defer ch.Close()
	for r := range in {
		var what struct{ Line string }
		_ = ssh.Unmarshal(r.Payload, &what)
		switch {
		case r.Type == "subsystem" && what.Line == "sftp":
			_ = r.Reply(true, nil)
			go ssh.DiscardRequests(in)
			exit(ch, s.sftp(ctx, ch))
			return
		case r.Type == "exec":
			_ = r.Reply(true, nil)
			go ssh.DiscardRequests(in)
			exit(ch, s.exec(ctx, ch, what.Line))
			return
		default:
			_ = r.Reply(false, nil)
		}
	}
}

func (s *Server) sftp(ctx context.Context, ch ssh.Channel) int {
	if sftp.Serve(ctx, ch, s.FS, sftp.Options{Stderr: ch.Stderr()}) != nil {
		return 1
	}
	return 0
}

func (s *Server) exec(ctx context.Context, ch ssh.Channel, line string) int {
	words, err := shlex.Split(line, true)
	if err != nil {
		return 2
	}
	if r, ok := scp.Parse(words); ok {
		return scp.Serve(ctx, ch, s.FS, r, sftp.Options{Stderr: ch.Stderr()})
	}
	if s.Exec == nil {
		return 2
	}
	return s.Exec(ctx, words, ch, ch.Stderr())
}

func exit(ch ssh.Channel, status int) {
	_, _ = ch.SendRequest("exit-status", false, ssh.Marshal(struct{ Status uint32 }{uint32(status)}))
}

type key struct {
	ssh.Signer
	private ed25519.PrivateKey
}

func newKey(t testing.TB) key {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := ssh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return key{signer, private}
}

func writeKey(t testing.TB, file string, private ed25519.PrivateKey) {
	t.Helper()
	block, err := ssh.MarshalPrivateKey(private, "")
	if err == nil {
		err = os.WriteFile(file, pem.EncodeToMemory(block), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}
