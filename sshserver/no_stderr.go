package sshserver

import (
	"context"
	"errors"
	"io"
	"strings"
	"time"

	"youku.example/sshserver/sftp"
	"youku.example/store"
)

// inStatus reports whether the client reads its sentences in the status of an
// SFTP request and nowhere else. libssh up to 0.10 (ffmpeg, mpv, KDE) spins for
// ever when a word comes on the stderr of an SFTP channel.
func (s *session) inStatus() bool {
	return s.protocol() == store.ProtocolSFTP && strings.HasPrefix(s.client, "SSH-2.0-libssh_")
}

// Stderr returns where sentences for the person go: nowhere for a client that can't
// take them there.
func (s *session) Stderr() io.ReadWriter {
	if s.inStatus() {
		return discardStderr{}
	}
	return s.Session.Stderr()
}

type discardStderr struct{}

func (discardStderr) Read([]byte) (int, error)    { return 0, io.EOF }
func (discardStderr) Write(p []byte) (int, error) { return len(p), nil }

// firstRequest is how long a client that is not served may take to ask for
// something, so that it hears why.
const firstRequest = 5 * time.Second

// sayInStatus answers the client's first request with an error's sentence. One
// that was served has heard why it ended.
func (s *session) sayInStatus(err error) {
	if s.served {
		return
	}
	s.served = true
	ctx, cancel := context.WithTimeout(context.WithoutCancel(s.ctx), firstRequest)
	defer cancel()
	_ = sftp.Refuse(ctx, s.Session, s.clientError(err))
}

// ending returns why the session was ended, with its sentence.
func (s *session) ending() error {
	cause := s.ended()
	if cause == nil {
		cause = errors.New("the session is over")
	}
	return s.clientError(cause)
}

func (s *session) clientError(err error) error { return clientError{err, sentence(err).In(s.lang)} }

// clientError is an error with its sentence, for a status.
type clientError struct {
	error
	text string
}

func (s clientError) ClientText() string { return s.text }
func (clientError) Is(target error) bool { return target == sftp.ErrDenied }
