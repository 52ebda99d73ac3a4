package wire

import (
	"crypto/rand"
	"fmt"
	"io"
	"time"

	gossh "golang.org/x/crypto/ssh"
	"golang.org/x/time/rate"
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
	conn  *Conn
	pace  *rate.Limiter
	paid  int64         // of the bytes that moved, those that were counted
	ahead time.Duration // of the clock, by which they were paid for
}

func newRekeyPacer(c *Conn) *rekeyPacer {
	return &rekeyPacer{Reader: rand.Reader, conn: c, pace: rate.NewLimiter(rate.Every(rekeyEvery), rekeysAtOnce)}
}

// wait returns how long the next exchange is held back. Exchanges of a
// connection come one after the other. Bytes that were moved put the clock of
// the pace forward, as the time would that they are worth.
func (r *rekeyPacer) wait(moved int64) time.Duration {
	exchanges := min(float64(moved-r.paid)/rekeyBytes, rekeysAtOnce)
	r.paid = moved
	r.ahead += time.Duration(exchanges * float64(rekeyEvery))
	now := time.Now().Add(r.ahead)
	return r.pace.ReserveN(now, 1).DelayFrom(now)
}

// paced makes a host key wait for the pace of the connections that it signs for.
func paced(k gossh.Signer) (gossh.Signer, error) {
	a, ok := k.(gossh.MultiAlgorithmSigner)
	if !ok {
		return nil, fmt.Errorf("host key %s does not list its signature algorithms", gossh.FingerprintSHA256(k.PublicKey()))
	}
	return pacedSigner{a}, nil
}

// pacedSigner is a host key that waits for the pace of each connection.
type pacedSigner struct{ gossh.MultiAlgorithmSigner }

func (s pacedSigner) Sign(random io.Reader, data []byte) (*gossh.Signature, error) {
	return s.SignWithAlgorithm(random, data, "")
}

func (s pacedSigner) SignWithAlgorithm(random io.Reader, data []byte, algorithm string) (*gossh.Signature, error) {
	if r, ok := random.(*rekeyPacer); ok {
		r.conn.preauthLimit.narrow.Store(true)
		time.Sleep(r.wait(r.conn.read.Load() + r.conn.written.Load())) // holds back this connection and no other
	}
	return s.MultiAlgorithmSigner.SignWithAlgorithm(random, data, algorithm)
}
