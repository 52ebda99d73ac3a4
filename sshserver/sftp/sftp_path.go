package sftp

import "encoding/binary"

func (s *session) stat(id uint32, f *fields) error {
	path, ok := Clean(f.string())
	switch {
	case f.bad:
		s.status(id, errMessage)
	case !ok:
		s.status(id, ErrNoSuchFile)
	default:
		s.answerAttr(id, path)
	}
	return nil
}

func (s *session) answerAttr(id uint32, path string) {
	a, err := s.fs.Stat(s.ctx, path)
	s.attr(id, a, err)
}

func (s *session) attr(id uint32, a Attr, err error) {
	if err != nil {
		s.status(id, err)
		return
	}
	at := s.out.begin(fxpAttrs, id)
	s.out.buf = appendAttr(s.out.buf, a)
	s.out.end(at)
}

func (s *session) setstat(id uint32, f *fields) error {
	path, ok := Clean(f.string())
	c := f.change()
	var err error
	switch {
	case f.bad:
		err = errMessage
	case !ok:
		err = ErrNoSuchFile
	case c.Size != nil:
		err = checkSize(*c.Size)
	}
	if err == nil {
		err = s.fs.Setstat(s.ctx, path, c)
	}
	s.refuse(id, err, nil)
	return nil
}

func (s *session) remove(id uint32, f *fields) error {
	path, ok := Clean(f.string())
	var err error
	switch {
	case f.bad:
		err = errMessage
	case !ok:
		err = ErrNoSuchFile
	default:
		err = s.fs.Remove(s.ctx, path)
	}
	s.refuse(id, err, nil)
	return nil
}

// rename is the protocol's own, which replaces nothing.
func (s *session) rename(id uint32, f *fields) error { return s.renameTo(id, f, false) }

// posixRename replaces the target, as rename(2) does.
func (s *session) posixRename(id uint32, f *fields) error { return s.renameTo(id, f, true) }

func (s *session) renameTo(id uint32, f *fields, overwrite bool) error {
	from, ok := Clean(f.string())
	name := f.string()
	to, too := Clean(name)
	var err error
	switch {
	case f.bad:
		err = errMessage
	case !ok, isFolderName(name):
		err = ErrNoSuchFile
	case !too:
		err = s.badName(true)
	case from != to:
		err = s.fs.Rename(s.ctx, from, to, overwrite)
	default:
		_, err = s.fs.Stat(s.ctx, from)
	}
	s.refuse(id, err, nil)
	return nil
}

// badName returns the answer to a path that can't be cleaned: a file of that name is
// not there, and is not to be made either.
func (s *session) badName(toBeMade bool) error {
	if toBeMade {
		return s.fs.BadName()
	}
	return ErrNoSuchFile
}

// realpath takes a path whose last name is not there yet, and no other: a
// client asks for it before it makes something.
func (s *session) realpath(id uint32, f *fields) error {
	path, ok := Clean(f.string())
	if in := parent(path); ok && !f.bad && in != "/" {
		switch a, err := s.fs.Stat(s.ctx, in); {
		case err != nil:
			s.status(id, err)
			return nil
		case !a.Mode.IsDir():
			ok = false
		}
	}
	return s.path(id, f, path, ok)
}

func (s *session) expandPath(id uint32, f *fields) error {
	path, ok := expand(f.string())
	return s.path(id, f, path, ok)
}

// home returns / for every user that is asked about.
func (s *session) home(id uint32, f *fields) error {
	f.bytes()
	return s.path(id, f, "/", true)
}

// path answers with one name that need not exist.
func (s *session) path(id uint32, f *fields, path string, ok bool) error {
	switch {
	case f.bad:
		s.status(id, errMessage)
	case !ok:
		s.status(id, ErrNoSuchFile)
	default:
		at := s.out.begin(fxpName, id)
		s.out.buf = binary.BigEndian.AppendUint32(s.out.buf, 1)
		s.out.buf = appendString(s.out.buf, path)
		s.out.buf = appendString(s.out.buf, path)
		s.out.buf = binary.BigEndian.AppendUint32(s.out.buf, 0)
		s.out.end(at)
	}
	return nil
}
