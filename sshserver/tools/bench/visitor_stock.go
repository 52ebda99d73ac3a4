package main

import (
	"context"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"
)

// stock is a person with OpenSSH's own programs.
type stock struct {
	*visitor
	key string // its file
}

// withKey writes the key down for OpenSSH.
func (v *visitor) withKey() (*stock, error) {
	block, err := ssh.MarshalPrivateKey(v.secret, v.name)
	if err != nil {
		return nil, err
	}
	s := &stock{v, filepath.Join(v.p.fleet.dir, v.name)}
	return s, os.WriteFile(s.key, pem.EncodeToMemory(block), 0o600)
}

// program runs one of OpenSSH's.
func (s *stock) program(name, stdin string, args ...string) (string, error) {
	host, port, _ := net.SplitHostPort(s.p.fleet.balancer.addr)
	portFlag := "-p"
	if name != "ssh" {
		portFlag = "-P"
	}
	ctx, cancel := context.WithTimeout(context.Background(), longestAnswer)
	defer cancel()
	full := append([]string{"-F", "none", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR",
		"-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none", "-o", "BatchMode=yes", "-o", "BindAddress=" + source(s.number).IP.String(),
		"-i", s.key, portFlag, port}, args...)
	for i, a := range full {
		full[i] = strings.ReplaceAll(a, "@", s.name+"@"+host)
	}
	cmd := exec.CommandContext(ctx, name, full...)
	cmd.Stdin = strings.NewReader(stdin)
	var said strings.Builder
	cmd.Stderr = &said
	began := time.Now()
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w: %s", name, strings.Join(args, " "), err, strings.TrimSpace(said.String()))
	}
	s.p.did("OpenSSH's "+name, time.Since(began))
	return string(out), nil
}

// evening is one movie from the search to the file.
func (s *stock) evening(ctx context.Context) error {
	m := s.oneOf(false)
	if _, err := s.program("ssh", "", "@", "movies", "--search", m.title); err != nil {
		return err
	}
	out, err := s.program("ssh", "", "@", "get", fmt.Sprint(m.id))
	if err != nil {
		return err
	}
	piped := newSum()
	_, _ = piped.Write([]byte(out))
	if err := piped.is(m); err != nil {
		return err
	}
	s.think(ctx)
	if out, err = s.program("ssh", "", "@", "request", fmt.Sprint(m.id), "--json"); err != nil {
		return err
	}
	var g struct{ Path string }
	if err := json.Unmarshal([]byte(out), &g); err != nil {
		return fmt.Errorf("request: %w: %q", err, out)
	}
	file := filepath.Join(s.p.fleet.dir, s.name+".mp4")
	defer os.Remove(file)
	if s.rand.IntN(2) == 0 {
		_, err = s.program("sftp", "get "+g.Path+" "+file+"\n", "-q", "-b", "-", "@")
	} else {
		_, err = s.program("scp", "", "-q", "@:"+g.Path, file)
	}
	if err != nil {
		return err
	}
	got := film{}
	if err := got.measure(file); err != nil {
		return err
	}
	if got.sum != m.sum {
		return fmt.Errorf("%s came with the hash %s, want %s", g.Path, got.sum, m.sum)
	}
	return nil
}
