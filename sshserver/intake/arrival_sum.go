package intake

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"

	"youku.example/media"
)

// arrivalSum hashes a file as it arrives, so that a small one need not be read again
// when it is closed. It gives up where the bytes come in another order than they
// have in the file, or are more than a small file has.
type arrivalSum struct {
	hash  hash.Hash // nil: nothing came yet
	upto  int64
	wrong bool // it gave up
}

// add is given what was written, and the most bytes that are worth it.
func (s *arrivalSum) add(off int64, p []byte, most int64) {
	if s.wrong || off != s.upto || off+int64(len(p)) > most {
		s.wrong, s.hash = true, nil
		return
	}
	if s.hash == nil {
		s.hash = sha256.New()
	}
	s.hash.Write(p)
	s.upto += int64(len(p))
}

// cut is told the new size of the file.
func (s *arrivalSum) cut(size int64) {
	switch {
	case size == 0:
		*s = arrivalSum{}
	case size < s.upto:
		s.wrong, s.hash = true, nil
	}
}

// sums returns the sums of a file of that size; ok is false where they must be made
// of what is read.
func (s *arrivalSum) sums(f io.ReaderAt, size int64) (_ media.Sums, ok bool) {
	if s.wrong || s.hash == nil || s.upto != size {
		return media.Sums{}, false
	}
	sampled, err := media.SampledMD5(f, size)
	if err != nil {
		return media.Sums{}, false
	}
	return media.Sums{SHA256: hex.EncodeToString(s.hash.Sum(nil)), SampledMD5: sampled, Size: size}, true
}
