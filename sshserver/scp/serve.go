package scp

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log/slog"
	"strings"
	"time"

	"youku.example/sshserver/sftp"
)

// maxLine is the longest control line that is taken.
const maxLine = sftp.MaxPath + 64

// chunk is how many bytes are read from a file or a client at once.
const chunk = 256 << 10

var (
	// errFatal ends the session: the other side is not to be understood, or
	// the bytes under way can't be told from control lines any more.
	errFatal = errors.New("scp: the copy can't go on")
	// errSkip is a file that failed while the session goes on.
	errSkip = errors.New("scp: the other side did not take it")
)

// Serve answers one scp and says with which status the session ends: 0 when
// all went well. A file that is open when the client or ctx ends is closed
// unclean. The caller closes ch afterwards, as with sftp.Serve.
func Serve(ctx context.Context, ch io.ReadWriter, fs sftp.FS, r Request, o sftp.Options) (exit int) {
	c := &conversation{ctx: ctx, fs: fs, request: r, log: o.Log, stderr: o.Stderr}
	if c.log == nil {
		c.log = slog.New(slog.DiscardHandler)
	}
	if c.stderr == nil {
		c.stderr = io.Discard
	}
	err := sftp.ServeUntil(ctx, ch, c.talk, func() { _ = c.shut(false) })
	if err != nil || c.failed {
		return 1
	}
	return 0
}

// conversation is one scp with its client.
type conversation struct {
	ctx     context.Context
	fs      sftp.FS
	request Request
	log     *slog.Logger
	stderr  io.Writer
	in      *bufio.Reader
	out     io.Writer
	times   time.Time // of the next file or folder; zero: not sent
	into    []target  // where files are received: the target, and the folders entered in it
	file    sftp.File // the one that is open
	buf     []byte
	failed  bool // something that was asked for did not happen
}

func (c *conversation) talk(ch io.ReadWriter) error {
	c.in, c.out = bufio.NewReaderSize(ch, 4<<10), ch
	if c.request.Send {
		return c.source()
	}
	return c.sink()
}

// shut closes the open file, if there is one.
func (c *conversation) shut(clean bool) error {
	if c.file == nil {
		return nil
	}
	f := c.file
	c.file = nil
	return f.Close(clean)
}

func (c *conversation) buffer() []byte {
	if c.buf == nil {
		c.buf = make([]byte, chunk)
	}
	return c.buf
}

// ok lets the other side go on.
func (c *conversation) ok() error { return c.send("\x00") }

func (c *conversation) send(s string) error {
	_, err := io.WriteString(c.out, s)
	return err
}

// complain sends the other side what failed; the session goes on.
func (c *conversation) complain(name string, err error) error {
	return c.send("\x01" + c.sentence(name, err))
}

// fatal sends the other side what failed, and ends the session.
func (c *conversation) fatal(name string, err error) error {
	_ = c.send("\x02" + c.sentence(name, err))
	return errFatal
}

// sentence returns the line about an error: its own sentence if it is Told, else
// the name and fixed words. A name that is not plain is left out.
func (c *conversation) sentence(name string, err error) string {
	c.failed = true
	if sftp.Inner(err) && c.ctx.Err() == nil {
		c.log.Error("scp: a file failed", "name", name, "err", err)
	}
	var told sftp.ClientError
	var plain problem
	switch {
	case errors.As(err, &told):
		return "scp: " + oneLine(told.ClientText()) + "\n"
	case errors.As(err, &plain):
		return withName(name, string(plain))
	}
	return withName(name, sftp.Words(err))
}

func withName(name, what string) string {
	if _, ok := sftp.Clean(name); !ok || name == "" {
		return "scp: " + what + "\n"
	}
	return "scp: " + name + ": " + what + "\n"
}

func oneLine(s string) string { return strings.NewReplacer("\n", " ", "\r", " ").Replace(s) }

// problem is a fault of the client's own, in our fixed words.
type problem string

func (p problem) Error() string        { return string(p) }
func (p problem) Is(target error) bool { return target == sftp.ErrFailure }

const (
	errDirectory  = problem("not a regular file")
	errNotDir     = problem("not a directory")
	errName       = problem("unexpected file name")
	errProtocol   = problem("protocol error")
	errTooDeep    = problem("too deep")
	errChanged    = problem("the file ended too early")
	errIncomplete = problem("not sent whole")
)

// answer reads what the other side thinks of what it was sent: nil, errSkip or
// errFatal.
func (c *conversation) answer() error {
	b, err := c.in.ReadByte()
	if err != nil {
		return err
	}
	switch b {
	case 0:
		return nil
	case 1:
		c.failed = true
		if _, err := c.line(); err != nil {
			return err
		}
		return errSkip
	}
	return errFatal
}

// line reads up to a line feed, which it leaves out.
func (c *conversation) line() (string, error) {
	var line []byte
	for {
		b, err := c.in.ReadByte()
		switch {
		case err != nil:
			return "", err
		case b == '\n':
			return string(line), nil
		case len(line) == maxLine:
			return "", c.fatal("", errProtocol)
		}
		line = append(line, b)
	}
}
