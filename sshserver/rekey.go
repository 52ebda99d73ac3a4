package sshserver

import (
	"crypto/rand"
	"fmt"
	"io"
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

// exchanges is one connection's pace of key exchanges. It stands in the place
// of its random source, the one thing of a connection that its signer sees.
type exchanges struct {
	io.Reader
	pace
	strait *strait
}

func newExchanges(s *strait) *exchanges {
	return &exchanges{Reader: rand.Reader, strait: s, pace: pace{atOnce: rekeysAtOnce, every: rekeyEvery}}
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
	if e, ok := random.(*exchanges); ok {
		e.strait.narrow.Store(true)
		time.Sleep(e.due()) // holds back this connection and no other
	}
	return s.MultiAlgorithmSigner.SignWithAlgorithm(random, data, algorithm)
}
