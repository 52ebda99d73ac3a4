package sftp

import (
	"context"
	"errors"
	"io"
	"log/slog"
)

// Options is what a session needs beside its channel. The zero value will do.
type Options struct {
	Stderr  io.Writer    // where sentences for the person go; nil: nowhere
	Log     *slog.Logger // where inner errors go; nil: nowhere
	Handles int          // files and directories open at once; 0: 64
	// Ended answers why ctx has ended, for a client that must hear it in the
	// status of its next request; nil: that client hears it elsewhere.
	Ended func() error
}

// openHandles is what one session may have open. Clients open a handful.
const openHandles = 64

// openDirs is how many of them may be directories, each with a part of its list.
const openDirs = 8

// Serve answers a client until it ends the channel (nil), breaks the protocol,
// or ctx ends (its cause). Files that are open by then are closed unclean.
//
// When ctx ends Serve returns at once, even from within a read or write of ch
// that waits: the caller closes ch afterwards. With o.Ended it waits a moment
// for one more request, which it answers with that.
func Serve(ctx context.Context, ch io.ReadWriter, fs FS, o Options) error {
	s := newSession(ctx, fs, o)
	until, stop := ctx, func() {}
	if o.Ended != nil {
		until, stop = after(ctx, lastRequest)
	}
	defer stop()
	err := ServeUntil(until, ch, s.talk, s.closeAll)
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// session is one conversation. Requests are answered one after the other, in
// their order: what a client wrote before it reads is there.
type session struct {
	ctx     context.Context
	fs      FS
	log     *slog.Logger
	in      input
	out     output
	handles map[uint32]*handle
	most    int
	last    uint32 // number of the newest handle; none is used twice
	greeted bool
	ended   func() error // Options.Ended
	behind  func()       // what is left to do behind a write; nil: nothing
}

func newSession(ctx context.Context, fs FS, o Options) *session {
	s := &session{ctx: ctx, fs: fs, log: o.Log, most: o.Handles, ended: o.Ended, handles: map[uint32]*handle{}}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.most <= 0 {
		s.most = openHandles
	}
	s.out.stderr = o.Stderr
	if s.out.stderr == nil {
		s.out.stderr = io.Discard
	}
	return s
}

func (s *session) talk(ch io.ReadWriter) error {
	s.out.to = ch
	for {
		p, err := s.in.next()
		if err == nil && p != nil {
			err = s.answer(p)
		}
		if err != nil {
			_ = s.out.flush()
			return err
		}
		if p != nil {
			continue
		}
		if err := s.out.flush(); err != nil {
			return err
		}
		s.follow()
		if err := s.in.fill(ch); err != nil {
			return err
		}
	}
}

// follow does what is left to do behind a write, whose bytes are in the input yet.
func (s *session) follow() {
	if do := s.behind; do != nil {
		s.behind = nil
		do()
	}
}

// answer handles one packet. An error ends the session: a client that does not
// greet first, or whose requests have no number, is no SFTP client.
func (s *session) answer(p []byte) error {
	s.follow()
	kind, f := p[0], fields{rest: p[1:]}
	id := f.uint32()
	if f.bad || (kind == fxpInit) == s.greeted {
		return errMessage
	}
	if kind == fxpInit {
		s.greeted = true
		return s.greet()
	}
	if err := s.out.room(maxListing); err != nil {
		return err
	}
	if s.ended != nil && s.ctx.Err() != nil {
		s.status(id, s.ended())
		return errOver
	}
	do, ok := requests[kind]
	if !ok {
		s.status(id, ErrUnsupported)
		return nil
	}
	return do(s, id, &f)
}

// request answers one kind of packet. Its error ends the session.
type request func(s *session, id uint32, f *fields) error

var requests = map[byte]request{
	fxpOpen:     (*session).open,
	fxpClose:    (*session).close,
	fxpRead:     (*session).read,
	fxpWrite:    (*session).write,
	fxpFstat:    (*session).fstat,
	fxpFsetstat: (*session).fsetstat,
	fxpOpendir:  (*session).opendir,
	fxpReaddir:  (*session).readdir,
	fxpStat:     (*session).stat,
	fxpLstat:    (*session).stat, // there are no links
	fxpSetstat:  (*session).setstat,
	fxpRemove:   (*session).remove,
	fxpRename:   (*session).rename,
	fxpRealpath: (*session).realpath,
	fxpMkdir:    (*session).mkdir,
	fxpRmdir:    (*session).rmdir,
	fxpReadlink: (*session).readlink,
	fxpSymlink:  (*session).symlink,
	fxpExtended: (*session).extended,
}

// status answers with the code and words of an error, nil being success. There
// is room for it.
func (s *session) status(id uint32, err error) {
	code, _ := statusOf(err)
	at := s.out.begin(fxpStatus, id)
	s.out.buf = append(s.out.buf, byte(code>>24), byte(code>>16), byte(code>>8), byte(code))
	s.out.buf = appendString(s.out.buf, Words(err))
	s.out.buf = appendString(s.out.buf, "")
	s.out.end(at)
	if Inner(err) && s.ctx.Err() == nil {
		s.log.Error("sftp: a request failed", "err", err)
	}
}

// refuse is status with the sentence of a ClientError on stderr, once for the
// handle it is about (nil: every time).
func (s *session) refuse(id uint32, err error, h *handle) {
	var told ClientError
	if errors.As(err, &told) && (h == nil || !h.told) {
		s.out.told = append(s.out.told, told.ClientText())
		if h != nil {
			h.told = true
		}
	}
	s.status(id, err)
}
