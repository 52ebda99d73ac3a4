package tree

import (
	"context"
	"strings"
	"time"

	"youku.example/media"
	"youku.example/sshserver/intake"
	"youku.example/sshserver/sftp"
	"youku.example/store"
)

// readOnly refuses every change.
type readOnly struct{}

func (readOnly) WriteAt([]byte, int64) (int, error) { return 0, sftp.ErrDenied }
func (readOnly) Truncate(int64) error               { return sftp.ErrDenied }
func (readOnly) SetTime(time.Time) error            { return sftp.ErrDenied }
func (readOnly) Sync() error                        { return nil }

// text is a small file that is made when it is opened.
type text struct {
	readOnly
	*strings.Reader
	attr sftp.Attr
}

func newText(s string, a sftp.Attr) *text { return &text{Reader: strings.NewReader(s), attr: a} }

func (t *text) Stat() (sftp.Attr, error) { return t.attr, nil }
func (t *text) Close(bool) error         { return nil }

// movieFile is the bytes of the library. What is read from a download is
// reported to its transfer, and a transfer that was cut reads no further.
type movieFile struct {
	readOnly
	tree     *Tree
	bytes    media.File
	stat     sftp.Attr
	transfer *store.Transfer // nil: not a download
	ctx      context.Context // of the session, for its waits
}

func (f *movieFile) Stat() (sftp.Attr, error) { return f.stat, nil }

func (f *movieFile) ReadAt(p []byte, off int64) (int, error) {
	if f.transfer == nil {
		return f.bytes.ReadAt(p, off)
	}
	if err := cut(f.transfer); err != nil {
		return 0, f.tree.ended(err)
	}
	n, err := f.bytes.ReadAt(p, off)
	if e := f.transfer.Pace(f.ctx, int64(n)); e != nil {
		return 0, f.tree.ended(e)
	}
	f.transfer.Sent(off, int64(n))
	return n, f.tree.textError(err)
}

// cut returns why a transfer may not go on; nil if it may.
func cut(t *store.Transfer) error {
	select {
	case <-t.Cut():
		return t.Cause()
	default:
		return nil
	}
}

// Close returns no error when what was sent can't be noted, on a full disk: the
// client has its bytes, and would throw them away.
func (f *movieFile) Close(bool) error {
	if f.transfer != nil {
		if err := f.transfer.Close(); err != nil {
			f.tree.viewer.Log.Warn("a download is not in the history", "err", err)
		}
	}
	return f.bytes.Close()
}

// uploadFile is a file that is being received. It stands among the transfers
// from its first byte on.
type uploadFile struct {
	*intake.Upload
	tree     *Tree
	name     string
	transfer *store.Transfer
	expected int64 // its size, as the client said it; 0: it did not
}

// Expect notes how large the file will be, before its bytes come.
func (f *uploadFile) Expect(size int64) { f.expected = size }

func (f *uploadFile) Stat() (sftp.Attr, error) { return incomingAttr(f.Upload.Stat()), nil }

func (f *uploadFile) WriteAt(p []byte, off int64) (int, error) {
	if f.transfer == nil {
		v := f.tree.viewer
		f.transfer = f.tree.shop.StartUpload(v.Actor, f.name, f.expected, v.Protocol, v.Client)
	}
	if err := cut(f.transfer); err != nil {
		return 0, f.tree.ended(err)
	}
	n, err := f.Upload.WriteAt(p, off)
	f.transfer.Sent(off, int64(n))
	return n, f.tree.textError(err)
}

// Truncate before the first byte reserves the room, which says how large the
// file will be.
func (f *uploadFile) Truncate(size int64) error {
	if f.transfer == nil {
		f.expected = size
	}
	return f.tree.textError(f.Upload.Truncate(size))
}

func (f *uploadFile) SetTime(at time.Time) error { return f.tree.textError(f.Upload.SetTime(at)) }
func (f *uploadFile) Sync() error                { return f.tree.textError(f.Upload.Sync()) }

func (f *uploadFile) Close(clean bool) error {
	if f.transfer != nil {
		_ = f.transfer.Close()
	}
	return f.tree.textError(f.Upload.Close(clean))
}
