package tree

import (
	"errors"

	"youku.example/sshserver/sftp"
	"youku.example/store"
	"youku.example/tui/words"
)

// clientError is a refusal of the shop with its sentence for the viewer.
type clientError struct {
	refusal error
	text    string
}

func (c clientError) Error() string      { return c.refusal.Error() }
func (c clientError) ClientText() string { return c.text }

// Unwrap returns the refusal, and the protocol's word for its kind.
func (c clientError) Unwrap() []error {
	if kind := kindOf(c.refusal); kind != nil {
		return []error{c.refusal, kind}
	}
	return []error{c.refusal}
}

// kindOf returns the protocol's word for a refusal; nil is a plain failure.
func kindOf(err error) error {
	for _, none := range []error{store.ErrNoGrant, store.ErrNoMovie, store.ErrNoIncoming} {
		if errors.Is(err, none) {
			return sftp.ErrNoSuchFile
		}
	}
	for _, denied := range []error{store.ErrNotAllowed, store.ErrLogIn, store.ErrLocked, store.ErrRevoked, store.ErrKicked} {
		if errors.Is(err, denied) {
			return sftp.ErrDenied
		}
	}
	return nil
}

// textError returns an error that has a sentence with it; others stay as they are.
func (t *Tree) textError(err error) error {
	if err == nil {
		return nil
	}
	code, text := words.Refusal(err)
	if code == words.Internal {
		return err
	}
	return clientError{err, text.In(t.viewer.Lang)}
}

// ended returns the error of a transfer that was cut. Whatever the cause, the file
// is there and may not be read any more.
func (t *Tree) ended(cause error) error { return denied{t.textError(cause)} }

// denied is an error of the kind "permission denied", whatever else it is.
type denied struct{ error }

func (d denied) Is(target error) bool { return target == sftp.ErrDenied }
func (d denied) Unwrap() error        { return d.error }
