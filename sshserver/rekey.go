package sshserver

import (
	"crypto/rand"
	"fmt"
	"io"
	"sync"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// A client may ask for new keys as often as it likes, and each time costs a
// signature of a host key: milliseconds for an RSA one. A client that does it
// by the gigabyte never notices this pace.
const (
	rekeysAtOnce = 16
	rekeyEvery   = 500 * time.Millisecond
)

// pace is one connection's pace of key exchanges. It stands in the place of
// its random source, the one thing of a connection that its signer gets to see.
type pace struct {
	io.Reader
	mu   sync.Mutex
	next time.Time // when the next one would be due at an even pace
}

func newPace() *pace { return &pace{Reader: rand.Reader} }

// wait holds the connection back, and no other.
func (p *pace) wait() {
	p.mu.Lock()
	now := time.Now()
	if earliest := now.Add(-rekeysAtOnce * rekeyEvery); p.next.Before(earliest) {
		p.next = earliest
	}
	p.next = p.next.Add(rekeyEvery)
	ahead := p.next.Sub(now)
	p.mu.Unlock()
	time.Sleep(ahead)
}

// paced makes a host key wait for the pace of the connections that it signs for.
func paced(k gossh.Signer) (gossh.Signer, error) {
	a, ok := k.(gossh.MultiAlgorithmSigner)
	if !ok {
		return nil, fmt.Errorf("host key %s does not tell its signature algorithms", gossh.FingerprintSHA256(k.PublicKey()))
	}
	return pacedSigner{a}, nil
}

// pacedSigner is a host key that waits for the pace of each connection.
type pacedSigner struct{ gossh.MultiAlgorithmSigner }

func (s pacedSigner) Sign(random io.Reader, data []byte) (*gossh.Signature, error) {
	return s.SignWithAlgorithm(random, data, "")
}

func (s pacedSigner) SignWithAlgorithm(random io.Reader, data []byte, algorithm string) (*gossh.Signature, error) {
	if p, ok := random.(*pace); ok {
		p.wait()
	}
	return s.MultiAlgorithmSigner.SignWithAlgorithm(random, data, algorithm)
}
