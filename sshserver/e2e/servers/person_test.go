package servers

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"
)

// person is someone who uses the library over connections through the balancer, a new
// one after each that was lost.
type person struct {
	c      *cluster
	name   string
	key    ssh.Signer
	from   int // which of the people's addresses
	port   int // of the balancer
	client *ssh.Client
}

func (c *cluster) person(name string, from, port int) *person {
	c.mu.Lock()
	defer c.mu.Unlock()
	return &person{c: c, name: name, key: c.keys[name], from: from, port: port}
}

// lost says that a connection could not be made, or ended before the answer was whole:
// it is not known whether what was asked for was done.
type lost struct{ err error }

func (l lost) Error() string { return "the connection was lost: " + l.err.Error() }

// refused is a command that ended with a sentence, or a login that was refused with one.
type refused struct {
	line   string
	status int
	said   string
}

func (r refused) Error() string { return fmt.Sprintf("%s: exit %d: %s", r.line, r.status, r.said) }

// mostPatient is how long a person waits for one answer.
const mostPatient = 45 * time.Second

// connect makes a connection if there is none.
func (p *person) connect() error {
	if p.client != nil {
		return nil
	}
	from := net.TCPAddrFromAddrPort(netip.AddrPortFrom(p.c.net.person(p.from), 0))
	dialer := net.Dialer{LocalAddr: from, Timeout: 10 * time.Second}
	conn, err := dialer.Dial("tcp", fmt.Sprintf("%v:%d", p.c.net.balancer, p.port))
	if err != nil {
		return lost{err}
	}
	conn.SetDeadline(time.Now().Add(mostPatient))
	var banner strings.Builder
	sc, chans, reqs, err := ssh.NewClientConn(conn, "youku", &ssh.ClientConfig{
		User: p.name, Auth: []ssh.AuthMethod{ssh.PublicKeys(p.key)}, HostKeyCallback: p.c.sameHost,
		BannerCallback: func(text string) error { banner.WriteString(text); return nil },
	})
	switch {
	case err != nil && strings.Contains(err.Error(), "unable to authenticate"):
		conn.Close()
		return refused{"log in as " + p.name, 255, strings.TrimSpace(banner.String())}
	case err != nil:
		conn.Close()
		return lost{err}
	}
	conn.SetDeadline(time.Time{})
	p.client = ssh.NewClient(sc, chans, reqs)
	return nil
}

// sameHost holds that all servers are one host.
func (c *cluster) sameHost(_ string, _ net.Addr, key ssh.PublicKey) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.host == nil {
		c.host = key.Marshal()
	}
	if !bytes.Equal(c.host, key.Marshal()) {
		c.t.Errorf("a server has another host key: %s", ssh.FingerprintSHA256(key))
	}
	return nil
}

func (p *person) leave() {
	if p.client != nil {
		p.client.Close()
		p.client = nil
	}
}

// run runs a command; what follows " < " it gets to read. An error is refused or lost.
func (p *person) run(line string) (string, error) {
	if err := p.connect(); err != nil {
		return "", err
	}
	hung := time.AfterFunc(mostPatient, func() { p.client.Close() })
	out, err := p.try(line)
	if !hung.Stop() {
		p.c.t.Errorf("%s: %s: no answer within %v", p.name, line, mostPatient)
	}
	var l lost
	if errors.As(err, &l) {
		p.leave()
	}
	return out, err
}

func (p *person) try(line string) (string, error) {
	s, err := p.client.NewSession()
	if err != nil {
		return "", lost{err}
	}
	defer s.Close()
	var out, said bytes.Buffer
	s.Stdout, s.Stderr = &out, &said
	line, stdin, _ := strings.Cut(line, " < ")
	s.Stdin = strings.NewReader(stdin)
	err = s.Run(line)
	var exit *ssh.ExitError
	switch {
	case err == nil:
		return out.String(), nil
	case errors.As(err, &exit):
		return out.String(), refused{line, exit.ExitStatus(), strings.TrimSpace(said.String())}
	}
	if text := strings.TrimSpace(said.String()); text != "" && !strings.Contains(text, progress) { // it was ended, and told why
		return out.String(), refused{line, -1, text}
	}
	return out.String(), lost{err}
}

// progress is how a publication begins to say how far its copy is.
const progress = "copying to the library"

// ask runs a command whose answer is JSON.
func (p *person) ask(line string, v any) error {
	out, err := p.run(line + " --json")
	if err != nil {
		return err
	}
	if err := json.Unmarshal([]byte(out), v); err != nil {
		return fmt.Errorf("%s: %w: %s", line, err, out)
	}
	return nil
}
