package container

import (
	"errors"
	"fmt"
	"io"

	"github.com/gabriel-vasile/mimetype"
)

// sniffLen is how much of the beginning shows the kind of a file.
const sniffLen = 3072

// Recognise returns what the file is. It returns ErrNotAMovie for everything but
// an mp4, mkv or webm with a picture in it, ErrTruncated for one that ends
// before its own boxes say, and any other error only when reading fails.
//
// It never trusts a size: time and memory are bounded whatever the file says,
// and a fault of ours in a file that no test has is a refusal, not a crash.
func Recognise(r io.ReaderAt, size int64) (Info, error) {
	b := newBoundedReader(r, size)
	defer b.free()
	return recogniseBounded(b)
}

func recogniseBounded(b *boundedReader) (info Info, err error) {
	defer func() {
		if p := recover(); p != nil {
			info, err = Info{}, fmt.Errorf("%w: reading it failed: %v", ErrNotAMovie, p)
		}
	}()
	if b.size <= 0 {
		return Info{}, fmt.Errorf("%w: it is empty", ErrTruncated)
	}
	head, err := b.atMost(0, b.size, sniffLen)
	if err != nil {
		return Info{}, err
	}
	kind := mimetype.Detect(head)
	switch {
	case isMP4(kind):
		info, err = recogniseMP4(b)
	case isMatroska(kind):
		info, err = recogniseMatroska(b)
	default:
		return Info{}, notAMovie(head)
	}
	if errors.Is(err, errCut) {
		err = fmt.Errorf("%w: %w", ErrTruncated, err)
	}
	if err != nil {
		return Info{}, err
	}
	return info, nil
}
