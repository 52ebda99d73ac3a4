package sftp

import (
	"encoding/binary"
	"errors"
	"io"
	"math"
)

func (s *session) open(id uint32, f *fields) error {
	name := f.string()
	path, ok := Clean(name)
	flags := Flags(f.uint32())
	f.change() // of a file that is made: nothing that a client may choose
	var err error
	switch {
	case f.bad:
		err = errMessage
	case !ok:
		err = s.badName(flags.Has(Create))
	case isFolderName(name) && flags.Has(Create):
		err = ErrFailure
	case isFolderName(name):
		err = ErrNoSuchFile
	case s.full(false):
		err = ErrFailure
	default:
		flags = plainFlags(flags)
		var file File
		if file, err = s.fs.Open(s.ctx, path, flags); err == nil {
			s.hold(id, &handle{path: path, flags: flags, file: file})
			return nil
		}
	}
	s.refuse(id, err, nil)
	return nil
}

// plainFlags makes the flags say what they mean: no flag is a read, appending
// is writing, and only a writer may make, empty or insist.
func plainFlags(f Flags) Flags {
	f &= Read | Write | Append | Create | Truncate | Exclusive
	if f.Has(Append) {
		f |= Write
	}
	if !f.Has(Write) {
		return Read
	}
	if !f.Has(Create) {
		f &^= Exclusive
	}
	return f
}

func (s *session) close(id uint32, f *fields) error {
	n, h := s.handle(f)
	if h == nil {
		s.status(id, ErrFailure)
		return nil
	}
	delete(s.handles, n)
	var err error
	if h.file != nil {
		// A file with a hole in it was not sent whole, however it is closed.
		err = h.file.Close(h.broken == nil)
	}
	s.refuse(id, err, h)
	return nil
}

// read answers from the file straight into the frame that leaves.
func (s *session) read(id uint32, f *fields) error {
	h := s.fileHandle(f)
	offset, n := f.uint64(), min(f.uint32(), maxData)
	switch {
	case f.bad:
		s.status(id, errMessage)
		return nil
	case h == nil:
		s.status(id, ErrFailure)
		return nil
	case !h.flags.Has(Read):
		s.status(id, ErrDenied)
		return nil
	case offset > maxOffset:
		s.status(id, io.EOF)
		return nil
	}
	if err := s.out.room(13 + int(n)); err != nil {
		return err
	}
	at := s.out.begin(fxpData, id)
	data := at + 13
	got, err := h.file.ReadAt(s.out.buf[data:data+int(n)], int64(offset))
	if got <= 0 && n > 0 {
		s.out.buf = s.out.buf[:at]
		if err == nil {
			err = ErrFailure
		}
		s.refuse(id, err, h)
		return nil
	}
	s.out.buf = s.out.buf[:data+got]
	binary.BigEndian.PutUint32(s.out.buf[at+9:], uint32(got))
	s.out.end(at)
	return nil
}

// write stores what stands in the packet. After the first write that failed
// the handle takes no more: requests that were under way would leave a hole,
// and anyone who resumes by the size would never fill it.
func (s *session) write(id uint32, f *fields) error {
	h := s.fileHandle(f)
	offset, data := f.uint64(), f.bytes()
	var err error
	switch {
	case f.bad:
		err = errMessage
	case h == nil:
		err = ErrFailure
	case !h.flags.Has(Write):
		err = ErrDenied
	case h.broken != nil:
		err = h.broken
	default:
		if s.behind, err = h.write(data, offset); err != nil {
			h.broken = err
		}
	}
	s.refuse(id, err, h)
	return nil
}

// write also returns what is left to do behind it; nil: nothing.
func (h *handle) write(data []byte, offset uint64) (behind func(), err error) {
	if h.flags.Has(Append) {
		a, err := h.file.Stat()
		if err != nil {
			return nil, err
		}
		offset = uint64(a.Size)
	}
	if offset > maxOffset-uint64(len(data)) {
		return nil, ErrFailure
	}
	_, err = h.file.WriteAt(data, int64(offset))
	if errors.Is(err, io.EOF) {
		err = ErrFailure // a file that ends under a write is no end of file
	}
	if f, is := h.file.(Follower); is && err == nil {
		behind = func() { f.Follow(data, int64(offset)) }
	}
	return behind, err
}

func (s *session) fstat(id uint32, f *fields) error {
	_, h := s.handle(f)
	switch {
	case f.bad:
		s.status(id, errMessage)
	case h == nil:
		s.status(id, ErrFailure)
	case h.file == nil:
		s.answerAttr(id, h.path)
	default:
		a, err := h.file.Stat()
		s.attr(id, a, err)
	}
	return nil
}

func (s *session) fsetstat(id uint32, f *fields) error {
	h := s.fileHandle(f)
	c := f.change()
	var err error
	switch {
	case f.bad:
		err = errMessage
	case h == nil:
		err = ErrFailure
	case !h.flags.Has(Write) && (c.Size != nil || c.MTime.IsZero()):
		err = ErrDenied
	default:
		err = h.set(c)
	}
	s.refuse(id, err, h)
	return nil
}

// set changes the size first: that is a write.
func (h *handle) set(c Change) error {
	if c.Size != nil {
		if err := checkSize(*c.Size); err != nil {
			return err
		}
		if err := h.file.Truncate(*c.Size); err != nil {
			return err
		}
	}
	if c.MTime.IsZero() {
		return nil
	}
	return h.file.SetTime(c.MTime)
}

func checkSize(n int64) error {
	if n < 0 || n > min(maxOffset, math.MaxInt64) {
		return ErrFailure
	}
	return nil
}
