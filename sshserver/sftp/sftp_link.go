package sftp

import "errors"

// readlink finds no link: there are none.
func (s *session) readlink(id uint32, f *fields) error {
	path, ok := Clean(f.string())
	err := errMessage // of a request that asks for something else than a link
	if !f.bad {
		err = s.missing(path, ok, err)
	}
	s.status(id, err)
	return nil
}

// symlink makes no link. Its second path is the one that is to be made, as
// OpenSSH has it.
func (s *session) symlink(id uint32, f *fields) error {
	f.bytes()
	link, ok := Clean(f.string())
	err := errMessage
	if !f.bad {
		if err = s.missing(link, ok, ErrFailure); errors.Is(err, ErrNoSuchFile) {
			err = s.missing(parent(link), ok, ErrDenied)
		}
	}
	s.status(id, err)
	return nil
}

// missing returns ErrNoSuchFile for what is not there, and otherwise the error for
// what is.
func (s *session) missing(path string, ok bool, there error) error {
	if !ok {
		return ErrNoSuchFile
	}
	if _, err := s.fs.Stat(s.ctx, path); err != nil {
		return err
	}
	return there
}
