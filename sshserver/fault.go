package sshserver

import (
	"errors"
	"io"
	"net"
	"syscall"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/sshserver/wire"
	"youku.example/store"
)

// failed is called for a connection on which no one logged in.
func (s *Server) failed(nc net.Conn, err error) {
	s.log.Debug("connection without login", "addr", wire.AddrOf(nc.RemoteAddr()), "err", store.Clean(err.Error()))
	c := connBehind(nc.RemoteAddr())
	if c == nil || c.Check || s.draining.Load() {
		return
	}
	// A wrong password has been paid for by itself.
	if cost := priceOf(err, time.Since(c.Since()) >= s.config.Limits.Grace); !c.guessed.Load() && s.noise.add(c.source, cost) {
		s.log.Info("connections of a source come to nothing: few of it may log in at once", "source", c.source,
			"for", s.noise.left(c.source).Round(time.Second))
	}
}

// priceOf is what a connection costs its source that ended with err before
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
