package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"
)

// visitor is one of the people: an account with a key, and what it was told of its money.
type visitor struct {
	p      *party
	number int
	name   string
	secret ed25519.PrivateKey
	rand   *rand.Rand
	at     string // where to connect to: the balancer's address, or a server's
	client *ssh.Client

	bought map[int64]bool
	paid   int64 // fen that purchases said they took
	given  int64 // fen that it got
}

// longestAnswer is when an answer is taken for lost, on a machine that does all at once.
const longestAnswer = 90 * time.Second

func (p *party) visitor(number int) (*visitor, error) {
	_, secret, err := ed25519.GenerateKey(nil)
	return &visitor{p: p, number: number, at: p.fleet.balancer.addr, name: fmt.Sprintf("visitor-%d", number), secret: secret,
		rand: rand.New(rand.NewPCG(uint64(number), 1)), bought: map[int64]bool{}}, err
}

// source is an address of one's own, for there are limits by source.
func source(number int) *net.TCPAddr {
	return &net.TCPAddr{IP: net.IPv4(127, 0, byte(1+number/250), byte(1+number%250))}
}

// dial connects under a name.
func (v *visitor) dial(as string) (*ssh.Client, error) {
	signer, err := ssh.NewSignerFromKey(v.secret)
	if err != nil {
		return nil, err
	}
	nc, err := (&net.Dialer{LocalAddr: source(v.number), Timeout: longestAnswer}).Dial("tcp", v.at)
	if err != nil {
		return nil, err
	}
	_ = nc.SetDeadline(time.Now().Add(longestAnswer))
	var banner strings.Builder
	cc, chans, reqs, err := ssh.NewClientConn(nc, "youku", &ssh.ClientConfig{
		User: as, Auth: []ssh.AuthMethod{ssh.PublicKeys(signer)},
		HostKeyAlgorithms: []string{ssh.KeyAlgoED25519}, HostKeyCallback: ssh.InsecureIgnoreHostKey(),
		BannerCallback: func(text string) error { banner.WriteString(text); return nil },
	})
	if err != nil {
		nc.Close()
		return nil, fmt.Errorf("%w: %s", err, strings.TrimSpace(banner.String()))
	}
	_ = nc.SetDeadline(time.Time{})
	return ssh.NewClient(cc, chans, reqs), nil
}

// connect logs in where one is not.
func (v *visitor) connect() (err error) {
	if v.client == nil {
		began := time.Now()
		if v.client, err = v.dial(v.name); err == nil {
			v.p.did("log in", time.Since(began))
		}
	}
	return err
}

func (v *visitor) leave() {
	if v.client != nil {
		v.client.Close()
		v.client = nil
	}
}

// refusedError is a command that said no.
type refusedError struct {
	line string
	exit int
	said string
}

func (r refusedError) Error() string { return fmt.Sprintf("%s: exit %d: %s", r.line, r.exit, r.said) }

// run runs a command, with what it gets to read.
func (v *visitor) run(line, stdin string) (string, error) {
	if err := v.connect(); err != nil {
		return "", err
	}
	began := time.Now()
	out, err := command(v.client, line, stdin)
	if no := (refusedError{}); err != nil && !errors.As(err, &no) {
		v.leave()
	}
	if err == nil {
		verb, _, _ := strings.Cut(line, " ")
		v.p.did(verb, time.Since(began))
	}
	return out, err
}

// command runs one over a connection.
func command(c *ssh.Client, line, stdin string) (string, error) {
	hung := time.AfterFunc(longestAnswer, func() { c.Close() })
	defer hung.Stop()
	s, err := c.NewSession()
	if err != nil {
		return "", fmt.Errorf("%s: %w", line, err)
	}
	defer s.Close()
	var out, said bytes.Buffer
	s.Stdout, s.Stderr, s.Stdin = &out, &said, strings.NewReader(stdin)
	err = s.Run(line)
	var exit *ssh.ExitError
	if errors.As(err, &exit) {
		return out.String(), refusedError{line, exit.ExitStatus(), strings.TrimSpace(said.String())}
	}
	if err != nil {
		return out.String(), fmt.Errorf("%s: %w: %s", line, err, strings.TrimSpace(said.String()))
	}
	return out.String(), nil
}

// ask runs a command whose answer is JSON.
func (v *visitor) ask(into any, format string, args ...any) error {
	line := fmt.Sprintf(format, args...) + " --json"
	out, err := v.run(line, "")
	if err != nil {
		return err
	}
	if err := json.Unmarshal([]byte(out), into); err != nil {
		return fmt.Errorf("%s: %w: %q", line, err, out)
	}
	return nil
}

// arrive makes the account, with the money of a code.
func (v *visitor) arrive(code string) error {
	c, err := v.dial("new")
	if err != nil {
		return err
	}
	began := time.Now()
	_, err = command(c, "register "+v.name, "")
	c.Close()
	if err != nil {
		return err
	}
	v.p.did("register", time.Since(began))
	var got struct {
		Amount int64 `json:"amount_fen"`
	}
	err = v.ask(&got, "redeem %s", code)
	v.given = got.Amount
	return err
}

// think is what people do most of the time.
func (v *visitor) think(ctx context.Context) {
	_ = pause(ctx, v.p.calm/2+time.Duration(v.rand.Int64N(int64(v.p.calm))))
}
