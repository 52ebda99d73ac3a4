package media

import (
	"errors"
	"fmt"
	"io"

	"github.com/gabriel-vasile/mimetype"
)

// sniffLen is how much of the beginning tells the kind of a file.
const sniffLen = 3072

// Recognise tells what the file is. It answers ErrNotAMovie for everything but
// an mp4, mkv or webm with a picture in it, ErrTruncated for one that ends
// before its own boxes say, and any other error only when reading fails.
//
// It never trusts a size: time and memory are bounded whatever the file says,
// and a fault of ours in a file nobody thought of is a refusal, not a crash.
func Recognise(r io.ReaderAt, size int64) (Info, error) {
	return recogniseIn(newBounded(r, size))
}

func recogniseIn(b *bounded) (info Info, err error) {
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
	case kind.Is("video/mp4"), kind.Is("video/x-m4v"), kind.Is("audio/mp4"):
		info, err = recogniseMP4(b)
	case kind.Is("video/matroska"), kind.Is("video/x-matroska"), kind.Is("video/webm"):
		info, err = recogniseMatroska(b)
	default:
		return Info{}, fmt.Errorf("%w: it is %s", ErrNotAMovie, kind.String())
	}
	if errors.Is(err, errCut) {
		err = fmt.Errorf("%w: %w", ErrTruncated, err)
	}
	if err != nil {
		return Info{}, err
	}
	return info, nil
}
