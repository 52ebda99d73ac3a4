package sftp

import "encoding/binary"

// handle is an open file, or a directory that is being listed.
type handle struct {
	path   string
	flags  Flags
	file   File    // nil for a directory
	list   []Entry // what the listing gave last and the client has not yet
	more   Listing
	broken error // of the first write that failed
	told   bool
}

// full reports whether nothing more may be opened.
func (s *session) full(directory bool) bool {
	if len(s.handles) >= s.most {
		return true
	}
	dirs := 0
	for _, h := range s.handles {
		if h.file == nil {
			dirs++
		}
	}
	return directory && dirs >= openDirs
}

// hold keeps a handle and answers with its name.
func (s *session) hold(id uint32, h *handle) {
	s.last++
	s.handles[s.last] = h
	at := s.out.begin(fxpHandle, id)
	s.out.buf = binary.BigEndian.AppendUint32(s.out.buf, 4)
	s.out.buf = binary.BigEndian.AppendUint32(s.out.buf, s.last)
	s.out.end(at)
}

// handle reads the name of a handle; nil if there is none of that name.
func (s *session) handle(f *fields) (n uint32, h *handle) {
	b := f.bytes()
	if len(b) != 4 {
		return 0, nil
	}
	n = binary.BigEndian.Uint32(b)
	return n, s.handles[n]
}

// fileHandle is handle for files alone.
func (s *session) fileHandle(f *fields) *handle {
	if _, h := s.handle(f); h != nil && h.file != nil {
		return h
	}
	return nil
}

// closeAll closes what the client left open.
func (s *session) closeAll() {
	for n, h := range s.handles {
		delete(s.handles, n)
		if h.file == nil {
			continue
		}
		if err := h.file.Close(false); Inner(err) && s.ctx.Err() == nil {
			s.log.Error("sftp: closing a file that was left open", "path", h.path, "err", err)
		}
	}
}
