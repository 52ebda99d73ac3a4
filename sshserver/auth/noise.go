package auth

import (
	"errors"
	"io"
	"net"
	"net/netip"
	"syscall"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// CameToNothing prices a connection of a source on which no one logged in: it
// ended with err, or late, when the grace had run out.
func (l *Logins) CameToNothing(source netip.Prefix, err error, late bool) {
	if l.Noise.Add(source, priceOf(err, late)) {
		l.log.Info("connections of a source come to nothing: few of it may log in at once", "source", source,
			"for", l.Noise.Left(source).Round(time.Second))
	}
}

// priceOf returns what a connection costs its source that ended with err before
// anybody had logged in.
func priceOf(err error, late bool) time.Duration {
	var timeout net.Error
	var unproven *gossh.ServerAuthError
	switch {
	case late, errors.As(err, &timeout) && timeout.Timeout():
		return slowToLogIn
	case errors.As(err, &unproven), errors.Is(err, io.EOF), errors.Is(err, net.ErrClosed),
		errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return leftUnproven
	}
	return spokeNoSSH
}
