package container

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/gabriel-vasile/mimetype"
)

// What is no movie for a reason of its own. Both are ErrNotAMovie too.
var (
	// ErrNoPicture is sound alone in a container that is taken.
	ErrNoPicture = fmt.Errorf("%w: no picture in it", ErrNotAMovie)
	// ErrOtherContainer is a movie in a container that is not taken, as
	// QuickTime, AVI or a transport stream; its streams can be put into one.
	ErrOtherContainer = fmt.Errorf("%w: it is in another container", ErrNotAMovie)
)

const (
	nameLen   = 16       // in these a container that is not taken says its name
	headLen   = 64       // of a container that is taken, its kind stands in these
	streamLen = 4 * 192  // of a transport stream, which repeats one byte in each packet
	maxIndex  = 64 << 20 // an index that is read before the file is whole
	noEnd     = 1 << 62  // how long a file is that goes on
)

// Head judges a file that is being received by its first have bytes. It returns
// ErrNotAMovie when they can't be the beginning of a movie, and nil when they
// may be. need is how many bytes there must be for it to know more; 0: it will
// not. last says that no more come.
func Head(r io.ReaderAt, have int64, last bool) (need int64, err error) {
	defer func() {
		if p := recover(); p != nil {
			need, err = 0, nil // Recognise will say it of the whole file
		}
	}()
	b := newBoundedReader(r, have)
	defer b.free()
	p, err := b.atMost(0, have, sniffLen)
	if err != nil || len(p) == 0 {
		return 1, ignoreCut(err)
	}
	switch {
	case !mayBegin(p):
		if n := int64(streamLen); !last && have < n && mayBeStream(p) {
			return n, nil
		}
		if !last && have < nameLen {
			return nameLen, nil
		}
		return 0, notAMovie(p)
	case have < headLen:
		return headLen, nil // at the end, Recognise says what is missing
	}
	switch kind := mimetype.Detect(p); {
	case isMP4(kind):
		need, err = mp4Head(b)
	case isMatroska(kind):
		need, err = matroskaHead(b)
	default:
		return 0, notAMovie(p)
	}
	if !errors.Is(err, ErrNoPicture) {
		err = nil // what is broken is reported of the whole file
	}
	return need, err
}

func ignoreCut(err error) error {
	if err == errCut {
		return nil
	}
	return err
}

func isMP4(kind *mimetype.MIME) bool {
	return kind.Is("video/mp4") || kind.Is("video/x-m4v") || kind.Is("audio/mp4")
}

func isMatroska(kind *mimetype.MIME) bool {
	return kind.Is("video/matroska") || kind.Is("video/x-matroska") || kind.Is("video/webm")
}

// mayBegin reports whether these bytes, as many as there are, can be the first
// of an mp4 or of a Matroska file.
func mayBegin(p []byte) bool {
	if ebmlMagic := []byte("\x1a\x45\xdf\xa3"); bytes.HasPrefix(p, ebmlMagic[:min(4, len(p))]) {
		return true
	}
	if !bytes.HasPrefix(p, make([]byte, min(2, len(p)))) {
		return false
	}
	return len(p) <= 4 || strings.HasPrefix("ftyp", string(p[4:min(8, len(p))]))
}

// mayBeStream reports whether these bytes can be the first of a transport
// stream: packets of 188 bytes, or of 192 with a time before each.
func mayBeStream(p []byte) bool {
	return everyPacket(p, 0, 188) || everyPacket(p, 4, 192)
}

func everyPacket(p []byte, at, packet int) bool {
	for ; at < len(p); at += packet {
		if p[at] != 0x47 {
			return false
		}
	}
	return true
}

// otherContainers are those that mimetype does not call a video.
var otherContainers = []string{"\x00\x00\x01\xba", "\x00\x00\x01\xb3", ".RMF", "\x30\x26\xb2\x75\x8e\x66\xcf\x11"}

// notAMovie is the error for bytes that are no movie here, with what they are.
func notAMovie(p []byte) error {
	kind := mimetype.Detect(p)
	other := strings.HasPrefix(kind.String(), "video/") || len(p) >= 2*188 && mayBeStream(p)
	for _, begins := range otherContainers {
		other = other || bytes.HasPrefix(p, []byte(begins))
	}
	if other {
		return fmt.Errorf("%w: %s", ErrOtherContainer, kind)
	}
	return fmt.Errorf("%w: it is %s", ErrNotAMovie, kind)
}

// mp4Head looks for a picture in the index, before the movie or behind it.
func mp4Head(b *boundedReader) (need int64, err error) {
	for off := int64(0); ; {
		if off+16 > b.size {
			return off + 16, nil
		}
		x, err := b.box(off, noEnd)
		switch {
		case err != nil:
			return 0, err
		case x.end == noEnd, !plainKind(x.kind):
			return 0, nil // no index is behind it
		case x.kind == "moov" && x.end-off > maxIndex:
			return 0, nil
		case x.kind == "moov" && x.end > b.size:
			return x.end, nil
		case x.kind == "moov":
			var m mp4Movie
			if err := m.readMovie(b, x); err != nil {
				return 0, err
			}
			_, err := m.picture()
			return 0, err
		}
		off = x.end
	}
}

// matroskaHead looks for a picture among the tracks, which stand before the
// first cluster.
func matroskaHead(b *boundedReader) (need int64, err error) {
	for off := int64(0); ; {
		if off+12 > b.size {
			return off + 12, nil
		}
		x, err := b.element(off, noEnd)
		switch {
		case err != nil:
			return 0, err
		case x.id == idSegment:
			off = x.body
			continue
		case x.id == idCluster, x.open:
			return 0, nil
		case x.id == idTracks && x.end-off > maxIndex:
			return 0, nil
		case x.id == idTracks && x.end > b.size:
			return x.end, nil
		case x.id == idTracks:
			var m matroska
			if err := m.readTracks(b, x); err != nil {
				return 0, err
			}
			_, err := m.picture()
			return 0, err
		}
		off = x.end
	}
}
