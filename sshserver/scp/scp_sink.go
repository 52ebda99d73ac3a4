package scp

import (
	"errors"
	"io"
	"math"
	"path"
	"strconv"
	"strings"
	"time"

	"youku.example/sshserver/sftp"
)

// sink takes files until the other side has no more.
func (c *conversation) sink() error {
	into, err := c.target()
	if err != nil {
		return err
	}
	c.into = []target{into}
	if err := c.ok(); err != nil {
		return err
	}
	for {
		line, err := c.line()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = c.record(line)
		}
		if err != nil {
			return err
		}
	}
}

// target is where the files go: into a directory, or to one name.
type target struct {
	path      string
	directory bool
	mtime     time.Time // that the directory gets when it is left; zero: none
}

func (c *conversation) target() (target, error) {
	asked := c.request.Paths[0]
	p, ok := sftp.Clean(asked)
	if !ok {
		return target{}, c.fatal("", c.fs.BadName())
	}
	a, err := c.fs.Stat(c.ctx, p)
	t := target{path: p, directory: err == nil && a.Mode.IsDir()}
	if !t.directory && (c.request.Directory || strings.HasSuffix(asked, "/")) {
		return target{}, c.fatal(asked, errNotDir)
	}
	return t, nil
}

// record answers one control line. Its error ends the session.
func (c *conversation) record(line string) error {
	if line == "" {
		return c.fatal("", errProtocol)
	}
	switch line[0] {
	case 1: // something failed over there
		c.failed = true
		return nil
	case 2:
		c.failed = true
		return errFatal
	case 'T':
		at, ok := parseTimes(line[1:])
		if !ok {
			return c.fatal("", errProtocol)
		}
		c.times = at
		return c.ok()
	case 'C', 'D':
		h, ok := parseHeader(line[1:])
		h.mtime, c.times = c.times, time.Time{} // the times are those of the next line
		switch _, clean := sftp.Clean(h.name); {
		case !ok:
			return c.fatal("", errProtocol)
		case !clean:
			return c.complain("", c.fs.BadName())
		case line[0] == 'D':
			return c.enter(h)
		case !plainName(h.name):
			return c.fatal("", errName)
		}
		return c.receive(c.into[len(c.into)-1], h)
	case 'E':
		if len(c.into) == 1 {
			return c.fatal("", errProtocol)
		}
		return c.leave()
	}
	return c.fatal("", errProtocol)
}

// enter goes on in a folder, which is made if it is not there. The name that
// `scp -r dir/.` sends is ".", the target itself.
func (c *conversation) enter(h header) error {
	in := c.into[len(c.into)-1]
	switch {
	case !c.request.Recursive:
		return c.fatal("", errProtocol)
	case h.name != "." && !plainName(h.name):
		return c.fatal("", errName)
	case len(c.into) > maxDepth:
		return c.complain(h.name, errTooDeep)
	}
	p := in.path
	if in.directory {
		p = path.Join(p, h.name)
	}
	if a, err := c.fs.Stat(c.ctx, p); err != nil || !a.Mode.IsDir() {
		if err := c.fs.Mkdir(c.ctx, p); err != nil {
			return c.complain(h.name, err)
		}
	}
	c.into = append(c.into, target{p, true, h.mtime})
	return c.ok()
}

// leave goes back to the folder above. The time of the one that is left is set
// last, since what came into it may have changed it.
func (c *conversation) leave() error {
	left := c.into[len(c.into)-1]
	c.into = c.into[:len(c.into)-1]
	if !left.mtime.IsZero() {
		if err := c.fs.Setstat(c.ctx, left.path, sftp.Change{MTime: left.mtime}); err != nil {
			return c.complain(path.Base(left.path), err)
		}
	}
	return c.ok()
}

// header is a control line about a file or a directory.
type header struct {
	size  int64
	name  string
	mtime time.Time // zero: not sent
}

// parseHeader reads "0644 123 name". The mode is not the client's to say.
func parseHeader(s string) (h header, ok bool) {
	mode, rest, _ := strings.Cut(s, " ")
	size, name, found := strings.Cut(rest, " ")
	if !found || len(mode) != 4 || strings.Trim(mode, "01234567") != "" {
		return h, false
	}
	if size == "" || len(size) > 16 || strings.Trim(size, "0123456789") != "" {
		return h, false
	}
	n, err := strconv.ParseInt(size, 10, 64)
	if err != nil || n > 1<<50 {
		return h, false
	}
	return header{size: n, name: name}, true
}

// parseTimes reads "1183828267 0 1183828267 0": seconds and microseconds of the
// last write, and of the last read, which is of no interest.
func parseTimes(s string) (mtime time.Time, ok bool) {
	parts := strings.Split(s, " ")
	if len(parts) != 4 {
		return mtime, false
	}
	for _, p := range parts {
		if p == "" || len(p) > 20 || strings.Trim(p, "0123456789") != "" {
			return mtime, false
		}
	}
	seconds, err := strconv.ParseInt(parts[0], 10, 64)
	if err != nil || seconds > math.MaxUint32 {
		return mtime, true // later than anybody can say
	}
	return time.Unix(seconds, 0).UTC(), true
}

// plainName reports whether a name can be one in a directory of ours.
func plainName(name string) bool {
	_, ok := sftp.Clean(name)
	return ok && name != "" && name != "." && name != ".." && !strings.Contains(name, "/")
}

func (c *conversation) receive(into target, h header) error {
	p := into.path
	if into.directory {
		p = path.Join(p, h.name)
	}
	f, err := c.fs.Open(c.ctx, p, sftp.Write|sftp.Create|sftp.Truncate)
	if err != nil {
		return c.complain(h.name, err)
	}
	c.file = f
	if e, is := f.(sftp.Expecter); is {
		e.Expect(h.size)
	}
	if err := c.ok(); err != nil {
		return err
	}
	if err := c.receiveBytes(h); errors.Is(err, errSkip) {
		return nil
	} else if err != nil {
		return err
	}
	// The sender says whether it read its own file to the end.
	switch err := c.answer(); {
	case errors.Is(err, errSkip):
		_ = c.shut(false)
		return c.complain(h.name, errIncomplete)
	case err != nil:
		return err
	}
	if err := c.settle(h); err != nil {
		return c.complain(h.name, err)
	}
	return c.ok()
}

// settle gives a file that came whole its time, if it has one, and closes it.
func (c *conversation) settle(h header) error {
	var err error
	if !h.mtime.IsZero() {
		err = c.file.SetTime(h.mtime)
	}
	return errors.Join(err, c.shut(err == nil))
}

// maxSkip is how much of a file that is not taken is read and dropped.
const maxSkip = 16 << 20

// receiveBytes stores what was announced. What can't be stored is dropped where
// little of it is left, so that the files behind it come; where much is left the
// session ends.
func (c *conversation) receiveBytes(h header) error {
	for at := int64(0); at < h.size; {
		n, err := c.in.Read(c.buffer()[:min(chunk, h.size-at)])
		if n == 0 && err != nil {
			return err
		}
		at += int64(n)
		if _, err := c.file.WriteAt(c.buf[:n], at-int64(n)); err != nil {
			_ = c.shut(false)
			return c.skip(h, h.size-at, err)
		}
		if f, is := c.file.(sftp.Follower); is {
			f.Follow(c.buf[:n], at-int64(n))
		}
	}
	return nil
}

// skip drops the rest of a file that is not taken, and says why: errSkip. The
// other side sends the next one then. A fault that has no sentence for the person
// is one of ours, and may stop them all.
func (c *conversation) skip(h header, left int64, why error) error {
	var told sftp.ClientError
	if left > maxSkip || !errors.As(why, &told) || errors.Is(why, sftp.ErrDenied) {
		_, _ = io.WriteString(c.stderr, c.sentence(h.name, why))
		return errFatal
	}
	if _, err := io.CopyN(io.Discard, c.in, left); err != nil {
		return err
	}
	if err := c.answer(); err != nil && !errors.Is(err, errSkip) {
		return err
	}
	if err := c.complain(h.name, why); err != nil {
		return err
	}
	return errSkip
}
