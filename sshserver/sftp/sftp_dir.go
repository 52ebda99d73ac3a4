package sftp

import (
	"encoding/binary"
	"io"
	"time"
)

func (s *session) opendir(id uint32, f *fields) error {
	path, ok := Clean(f.string())
	var err error
	switch {
	case f.bad:
		err = errMessage
	case !ok:
		err = ErrNoSuchFile
	case s.full(true):
		err = ErrFailure
	default:
		var all Listing
		if all, err = s.fs.List(s.ctx, path); err == nil {
			s.hold(id, &handle{path: path, more: all})
			return nil
		}
	}
	s.refuse(id, err, nil)
	return nil
}

// readdir goes on with the listing that opendir began: names that come and go
// meanwhile are neither skipped nor repeated.
func (s *session) readdir(id uint32, f *fields) error {
	_, h := s.handle(f)
	switch {
	case h == nil || h.file != nil:
		s.status(id, ErrFailure)
		return nil
	}
	if len(h.list) == 0 {
		var err error
		if h.list, err = h.more(s.ctx); err != nil {
			s.refuse(id, err, nil)
			return nil
		}
	}
	if len(h.list) == 0 {
		s.status(id, io.EOF)
		return nil
	}
	now := time.Now()
	at := s.out.begin(fxpName, id)
	counted := len(s.out.buf)
	s.out.buf = append(s.out.buf, 0, 0, 0, 0)
	n := 0
	for n < len(h.list) {
		before := len(s.out.buf)
		s.out.buf = appendEntry(s.out.buf, h.list[n], now)
		if len(s.out.buf)-at > maxListing && n > 0 {
			s.out.buf = s.out.buf[:before]
			break
		}
		n++
	}
	h.list = h.list[n:]
	binary.BigEndian.PutUint32(s.out.buf[counted:], uint32(n))
	s.out.end(at)
	return nil
}

func appendEntry(b []byte, e Entry, now time.Time) []byte {
	b = appendString(b, e.Name)
	b = appendString(b, longName(e, now))
	return appendAttr(b, e.Attr)
}

func (s *session) mkdir(id uint32, f *fields) error {
	path, ok := Clean(f.string())
	f.change()
	var err error
	switch {
	case f.bad:
		err = errMessage
	case !ok:
		err = s.badName(true)
	default:
		err = s.fs.Mkdir(s.ctx, path)
	}
	s.refuse(id, err, nil)
	return nil
}

func (s *session) rmdir(id uint32, f *fields) error {
	path, ok := Clean(f.string())
	var err error
	switch {
	case f.bad:
		err = errMessage
	case !ok:
		err = ErrNoSuchFile
	default:
		err = s.fs.Rmdir(s.ctx, path)
	}
	s.refuse(id, err, nil)
	return nil
}
