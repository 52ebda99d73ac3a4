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
func (v *visit) inStatus() bool {
	return v.through() == store.ProtocolSFTP && strings.HasPrefix(v.client, "SSH-2.0-libssh_")
}

// Stderr is where sentences for the person go: nowhere for a client that can't
// take them there.
func (v *visit) Stderr() io.ReadWriter {
	if v.inStatus() {
		return silent{}
	}
	return v.Session.Stderr()
}

type silent struct{}

func (silent) Read([]byte) (int, error)    { return 0, io.EOF }
func (silent) Write(p []byte) (int, error) { return len(p), nil }

// firstRequest is how long a client that is not served may take to ask for
// something, so that it hears why.
const firstRequest = 5 * time.Second

// sayInStatus answers the client's first request with an error's sentence. One
// that was served has heard why it ended.
func (v *visit) sayInStatus(err error) {
	if v.served {
		return
	}
	v.served = true
	ctx, cancel := context.WithTimeout(context.WithoutCancel(v.ctx), firstRequest)
	defer cancel()
	_ = sftp.Refuse(ctx, v.Session, v.spelled(err))
}

// ending is why the session was ended, with its sentence.
func (v *visit) ending() error {
	cause := v.ended()
	if cause == nil {
		cause = errors.New("the session is over")
	}
	return v.spelled(cause)
}

func (v *visit) spelled(err error) error { return spelled{err, sentence(err).In(v.lang)} }

// spelled is an error with its sentence, for a status.
type spelled struct {
	error
	text string
}

func (s spelled) Tell() string       { return s.text }
func (spelled) Is(target error) bool { return target == sftp.ErrDenied }
