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
func (v *session) inStatus() bool {
	return v.through() == store.ProtocolSFTP && strings.HasPrefix(v.client, "SSH-2.0-libssh_")
}

// Stderr is where sentences for the person go: nowhere for a client that can't
// take them there.
func (v *session) Stderr() io.ReadWriter {
	if v.inStatus() {
		return discardStderr{}
	}
	return v.Session.Stderr()
}

type discardStderr struct{}

func (discardStderr) Read([]byte) (int, error)    { return 0, io.EOF }
func (discardStderr) Write(p []byte) (int, error) { return len(p), nil }

// firstRequest is how long a client that is not served may take to ask for
// something, so that it hears why.
const firstRequest = 5 * time.Second

// sayInStatus answers the client's first request with an error's sentence. One
// that was served has heard why it ended.
func (v *session) sayInStatus(err error) {
	if v.served {
		return
	}
	v.served = true
	ctx, cancel := context.WithTimeout(context.WithoutCancel(v.ctx), firstRequest)
	defer cancel()
	_ = sftp.Refuse(ctx, v.Session, v.clientError(err))
}

// ending is why the session was ended, with its sentence.
func (v *session) ending() error {
	cause := v.ended()
	if cause == nil {
		cause = errors.New("the session is over")
	}
	return v.clientError(cause)
}

func (v *session) clientError(err error) error { return clientError{err, sentence(err).In(v.lang)} }

// clientError is an error with its sentence, for a status.
type clientError struct {
	error
	text string
}

func (s clientError) ClientText() string { return s.text }
func (clientError) Is(target error) bool { return target == sftp.ErrDenied }
