package sshserver

import (
	"crypto/rand"
	"fmt"
	"io"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// A client may ask for new keys as often as it likes, and each time costs a
// signature of a host key: milliseconds for an RSA one. So the exchanges of a
// connection come at a pace, which what it moved between them pays for.
// OpenSSH with RekeyLimit=1M makes new keys for each half megabyte that it
// sends, and never waits; one that moves nothing soon does.
const (
	rekeysAtOnce = 16
	rekeyEvery   = 500 * time.Millisecond
	rekeyBytes   = 256 << 10 // that pay for one
)

// rekeyPacer is one connection's pace of key exchanges. It stands in the place
// of its random source, the one thing of a connection that its signer sees.
type rekeyPacer struct {
	io.Reader
	pace
	conn *conn
	paid int64 // of the bytes that moved, those that were counted
}

func newRekeyPacer(c *conn) *rekeyPacer {
	return &rekeyPacer{Reader: rand.Reader, conn: c, pace: pace{atOnce: rekeysAtOnce, every: rekeyEvery}}
}

// wait is how long the next exchange is held back. Exchanges of a connection
// come one after the other.
func (e *rekeyPacer) wait(moved int64) time.Duration {
	e.advance(float64(moved-e.paid) / rekeyBytes)
	e.paid = moved
	return e.due()
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
	if e, ok := random.(*rekeyPacer); ok {
		e.conn.preauthLimit.narrow.Store(true)
		time.Sleep(e.wait(e.conn.read.Load() + e.conn.written.Load())) // holds back this connection and no other
	}
	return s.MultiAlgorithmSigner.SignWithAlgorithm(random, data, algorithm)
}
