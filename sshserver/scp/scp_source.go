package scp

import (
	"errors"
	"fmt"
	"io"
	"path"

	"youku.example/sshserver/sftp"
)

// maxDepth is deeper than any tree that is served.
const maxDepth = 16

// source sends what was asked for, one file after the other. What can't be
// sent is complained about, and the next one follows.
func (c *conversation) source() error {
	if err := c.answer(); err != nil {
		return err
	}
	for _, asked := range c.request.Paths {
		if err := c.sendAsked(asked); err != nil {
			return err
		}
	}
	return nil
}

// sendAsked sends all that one path of the command line stands for.
func (c *conversation) sendAsked(asked string) error {
	p, ok := sftp.Clean(asked)
	if !ok {
		return c.complain("", sftp.ErrNoSuchFile)
	}
	found, err := glob(c.ctx, c.fs, p)
	if err != nil {
		return c.complain(asked, err)
	}
	for _, one := range found {
		if err := c.sendPath(one, 0); err != nil {
			return err
		}
	}
	return nil
}

// sendPath sends a file, or a directory with all that is in it. Its error ends
// the session.
func (c *conversation) sendPath(p string, depth int) error {
	a, err := c.fs.Stat(c.ctx, p)
	switch {
	case err != nil:
		return c.complain(p, err)
	case a.Mode.IsDir() && !c.request.Recursive:
		return c.complain(p, errDirectory)
	case a.Mode.IsDir() && depth >= maxDepth:
		return c.complain(p, errTooDeep)
	case a.Mode.IsDir():
		return skipped(c.sendDir(p, a, depth))
	}
	err = skipped(c.sendFile(p))
	_ = c.shut(err == nil)
	return err
}

// skipped lets the session go on after a file that the other side refused.
func skipped(err error) error {
	if errors.Is(err, errSkip) {
		return nil
	}
	return err
}

func (c *conversation) sendDir(p string, a sftp.Attr, depth int) error {
	list, err := c.fs.List(c.ctx, p)
	if err != nil {
		return c.complain(p, err)
	}
	// The root has no name to send: what is in it stands for it.
	if p != "/" {
		if err := c.header(a, fmt.Sprintf("D%04o 0 %s\n", a.Mode.Perm(), path.Base(p))); err != nil {
			return err
		}
	}
	err = list.Each(c.ctx, func(e sftp.Entry) error { return c.sendPath(path.Join(p, e.Name), depth+1) })
	if err != nil {
		return err
	}
	if p == "/" {
		return nil
	}
	if err := c.send("E\n"); err != nil {
		return err
	}
	return c.answer()
}

// header sends the control line of a file or directory, its times before it if
// they were asked for.
func (c *conversation) header(a sftp.Attr, line string) error {
	if c.request.Times {
		at := max(a.MTime.Unix(), 0)
		if err := c.send(fmt.Sprintf("T%d 0 %d 0\n", at, at)); err != nil {
			return err
		}
		if err := c.answer(); err != nil {
			return err
		}
	}
	if err := c.send(line); err != nil {
		return err
	}
	return c.answer()
}

// sendFile opens before it announces: a refusal comes in the place of the file.
func (c *conversation) sendFile(p string) error {
	f, err := c.fs.Open(c.ctx, p, sftp.Read)
	if err != nil {
		return c.complain(p, err)
	}
	c.file = f
	a, err := f.Stat()
	if err != nil {
		return c.complain(p, err)
	}
	if err := c.header(a, fmt.Sprintf("C%04o %d %s\n", a.Mode.Perm(), a.Size, path.Base(p))); err != nil {
		return err
	}
	if err := c.sendBytes(p, a.Size); err != nil {
		return err
	}
	if err := c.ok(); err != nil {
		return err
	}
	return c.answer()
}

// sendBytes sends as many bytes as were announced. When they can't be read any
// more, there is no way to say so among them: the session ends.
func (c *conversation) sendBytes(p string, size int64) error {
	for at := int64(0); at < size; {
		b := c.buffer()[:min(chunk, size-at)]
		n, err := c.file.ReadAt(b, at)
		if n == 0 {
			if err == nil || errors.Is(err, io.EOF) {
				err = errChanged
			}
			_, _ = io.WriteString(c.stderr, c.sentence(p, err))
			return errFatal
		}
		if _, err := c.out.Write(b[:n]); err != nil {
			return err
		}
		at += int64(n)
	}
	return nil
}
