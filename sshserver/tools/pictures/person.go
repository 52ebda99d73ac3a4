package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"fmt"
	"net"
	"strings"
	"sync"
	"time"

	"golang.org/x/crypto/ssh"
)

// person is someone with a key and an SSH client.
type person struct {
	name   string
	server *server
	key    ssh.Signer
	mu     sync.Mutex // of what follows
	conns  []*ssh.Client
}

func newPerson(s *server, name string) (*person, error) {
	_, secret, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	key, err := ssh.NewSignerFromKey(secret)
	return &person{name: name, server: s, key: key}, err
}

// line is the public key as an authorized_keys file has it.
func (p *person) line() string {
	return strings.TrimSpace(string(ssh.MarshalAuthorizedKey(p.key.PublicKey()))) + " " + p.name + "\n"
}

// dial logs in by a name: the person's own, new or guest. The host's key must
// be one that the program printed when it began.
func (p *person) dial(as string) (*ssh.Client, error) {
	config := &ssh.ClientConfig{
		User: as, Timeout: 10 * time.Second,
		HostKeyCallback: func(_ string, _ net.Addr, key ssh.PublicKey) error {
			if f := ssh.FingerprintSHA256(key); !p.server.known(f) {
				return fmt.Errorf("the host's key %s is not the one that was printed", f)
			}
			return nil
		},
	}
	if as != "guest" {
		config.Auth = []ssh.AuthMethod{ssh.PublicKeys(p.key)}
	}
	c, err := ssh.Dial("tcp", p.server.addr, config)
	if err != nil {
		return nil, fmt.Errorf("ssh %s@: %w", as, err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.conns = append(p.conns, c)
	return c, nil
}

// does runs a command, as ssh NAME@host COMMAND does.
func (p *person) does(command string) (string, error) { return p.doesAs(p.name, command) }

func (p *person) doesAs(as, command string) (string, error) {
	c, err := p.dial(as)
	if err != nil {
		return "", err
	}
	defer c.Close()
	s, err := c.NewSession()
	if err != nil {
		return "", err
	}
	defer s.Close()
	var stdout, stderr bytes.Buffer
	s.Stdout, s.Stderr = &stdout, &stderr
	if err := s.Run(command); err != nil {
		return "", fmt.Errorf("%s: %s: %w: %s", as, command, err, strings.TrimSpace(stderr.String()))
	}
	return stdout.String(), nil
}

// leave closes everything that the person opened.
func (p *person) leave() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.conns {
		c.Close()
	}
}
