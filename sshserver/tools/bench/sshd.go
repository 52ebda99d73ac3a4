package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strings"
	"time"

	"youku.example/sshserver/tools/program"
)

// sshdLimits are raised so that none of them decides a figure.
var sshdLimits = []string{"MaxStartups 2000", "MaxSessions 2000", "LoginGraceTime 60"}

// openSshd starts OpenSSH's server on a free port of the loopback, with the
// faster of its two SFTP servers.
func (b *bench) openSshd(ctx context.Context) (*server, error) {
	sshd, err := find("sshd")
	if err != nil {
		return nil, missingError("sshd is not installed")
	}
	me, err := user.Current()
	if err != nil {
		return nil, err
	}
	if me.Uid == "0" { // it insists on this folder
		if err := os.MkdirAll("/run/sshd", 0o755); err != nil {
			return nil, err
		}
	}
	addr, err := freeAddress()
	if err != nil {
		return nil, err
	}
	host, port, _ := net.SplitHostPort(addr)
	config := strings.Join(append([]string{
		"ListenAddress " + host, "Port " + port,
		"HostKey " + filepath.Join(b.dir, "sshd_key"),
		"AuthorizedKeysFile " + b.key + ".pub",
		"PidFile none", "StrictModes no", "UsePAM no", "UseDNS no", "PrintMotd no", "LogLevel QUIET",
		"PermitRootLogin prohibit-password", "PasswordAuthentication no", "KbdInteractiveAuthentication no",
		"Subsystem sftp internal-sftp",
	}, sshdLimits...), "\n") + "\n"
	file := filepath.Join(b.dir, "sshd_config")
	if err := os.WriteFile(file, []byte(config), 0o600); err != nil {
		return nil, err
	}
	key := filepath.Join(b.dir, "sshd_key")
	if _, err := os.Stat(key); errors.Is(err, os.ErrNotExist) {
		if out, err := exec.CommandContext(ctx, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key).CombinedOutput(); err != nil {
			return nil, fmt.Errorf("make sshd's key: %w\n%s", err, out)
		}
	}
	s := &server{addr: addr, user: me.Username, file: b.movie, small: b.small, gone: make(chan struct{})}
	s.cmd = exec.Command(sshd, "-D", "-e", "-f", file)
	s.cmd.Stderr = b.log
	if err := s.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start sshd: %w", err)
	}
	go func() { _ = s.cmd.Wait(); close(s.gone) }()
	if err := s.await(ctx); err != nil {
		s.stop()
		return nil, fmt.Errorf("start sshd: %w", err)
	}
	return s, nil
}

// await returns when the server says hello.
func (s *server) await(ctx context.Context) error {
	return program.Await(ctx, "a server to listen", func() (bool, error) {
		select {
		case <-s.gone:
			return false, errors.New("the server ended")
		default:
		}
		c, err := net.DialTimeout("tcp", s.addr, time.Second)
		if err != nil {
			return false, nil
		}
		defer c.Close()
		_ = c.SetDeadline(time.Now().Add(time.Second))
		n, _ := c.Read(make([]byte, 4))
		return n == 4, nil
	})
}

func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}
