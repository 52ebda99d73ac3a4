package keyboard

import (
	"io"
	"time"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
)

// A terminal sends keys, clicks and answers as sequences of bytes, which a slow
// line brings in pieces. The reader of Bubble Tea waits 50 ms for the rest and
// then takes what it has for keys: an answer about colours would be typed into
// a form. So it gets whole sequences only. A lone ESC may be the key as well as
// the beginning of a sequence, and waits no longer than it did.
const (
	escapeWait   = uv.DefaultEscTimeout
	sequenceWait = 2 * time.Second
)

// longestSequence bounds what is kept of a sequence that does not end.
const longestSequence = 16 << 10

// sequences hands over what from brings, one sequence with each Read, or keys
// without one.
type sequences struct {
	over <-chan struct{} // the reader has gone
	came chan []byte
	err  error // set before came is closed
	held []byte
	kept bool // the reader keeps what it got last for a moment, see keeps
}

// newSequences reads from a goroutine of its own, until from ends or over is
// closed and from has brought something more. catch is deferred there.
func newSequences(from io.Reader, over <-chan struct{}, catch func()) *sequences {
	s := &sequences{over: over, came: make(chan []byte), err: io.EOF}
	go func() {
		defer catch()
		defer close(s.came)
		for {
			p := make([]byte, 1024)
			n, err := from.Read(p)
			if n > 0 {
				select {
				case s.came <- p[:n]:
				case <-over:
					return
				}
			}
			if err != nil {
				s.err = err
				return
			}
		}
	}()
	return s
}

// Read implements io.Reader.
func (s *sequences) Read(p []byte) (int, error) {
	if s.kept { // what comes next must not be taken for its rest
		s.kept = false
		time.Sleep(3 * decodeWait)
	}
	var late <-chan time.Time
	var timer *time.Timer
	for came := s.came; ; {
		n, wait := handOver(s.held)
		switch {
		case n > 0:
			return s.give(p, n), nil
		case len(s.held) > 0 && came == nil, len(s.held) >= longestSequence:
			return s.give(p, len(s.held)), nil
		case came == nil:
			return 0, s.err
		case len(s.held) > 0:
			timer = time.NewTimer(wait)
			late = timer.C
		}
		select {
		case more, ok := <-came:
			if s.held = append(s.held, more...); !ok {
				came = nil
			}
		case <-late:
			return s.give(p, len(s.held)), nil
		case <-s.over:
			return 0, io.EOF
		}
		if timer != nil {
			timer.Stop()
		}
	}
}

// give hands over so much of what is held, as far as p has room for it.
func (s *sequences) give(p []byte, n int) int {
	n = copy(p, s.held[:n])
	s.kept = keeps(p[:n])
	if s.held = s.held[n:]; len(s.held) == 0 {
		s.held = nil
	}
	return n
}

// keeps reports whether the terminal's reader keeps what it gets until nothing
// has come for a moment: Alt with a key, and what it does not understand.
func keeps(b []byte) bool {
	if !sequenceBegins(b[0]) {
		return !utf8.Valid(b)
	}
	var d uv.EventDecoder
	n, event := d.Decode(b)
	_, unknown := event.(uv.UnknownEvent)
	return unknown || n <= 2 || n < len(b)
}

func sequenceBegins(c byte) bool { return c == esc || c >= 0x80 && c < 0xa0 }

// handOver reports how many bytes at the beginning of b are whole: a sequence,
// or all that stands before the next one. Where it is 0, b is waited for.
func handOver(b []byte) (n int, wait time.Duration) {
	for n < len(b) {
		size, wait := sequenceOf(b[n:])
		switch begins := sequenceBegins(b[n]); {
		case size == 0:
			return n, wait
		case begins && n == 0:
			return size, 0
		case begins:
			return n, 0
		}
		n += size
	}
	return n, 0
}

const (
	bel = 0x07
	can = 0x18
	sub = 0x1a
	esc = 0x1b
	st  = 0x9c
)

// sequenceOf returns the size of the sequence or character that b begins with; 0
// where it is not whole, and then how long its rest is waited for.
func sequenceOf(b []byte) (size int, wait time.Duration) {
	kind, body := b[0], 1
	if kind == esc {
		if len(b) == 1 {
			return 0, escapeWait
		}
		kind, body = b[1]+0x40, 2 // as the one byte that means the same
	}
	switch kind {
	case 0x9b:
		return controlOf(b, body)
	case 0x8f:
		return shiftOf(b, body)
	case 0x90, 0x98, 0x9d, 0x9e, 0x9f:
		return stringOf(b, body, kind == 0x9d)
	}
	if b[0] != esc {
		return characterOf(b)
	}
	if size, wait = sequenceOf(b[1:]); size > 0 { // with Alt
		size++
	}
	return size, wait
}

// controlOf returns the size of a CSI sequence. Two kinds are no such sequences by
// the book: the function keys of the Linux console (CSI [ A), and X10's mouse
// (CSI M and three bytes; of the CSI of one byte Bubble Tea's decoder would read
// behind its end, so there it gets no more than the M). A $ at the end is a key of
// rxvt, or goes on.
func controlOf(b []byte, i int) (size int, wait time.Duration) {
	begin := i
	for i < len(b) && b[i] >= 0x20 && b[i] < 0x40 {
		i++
	}
	more := 0
	switch {
	case i == len(b) && b[i-1] == '$' && b[begin] != '?':
		return 0, escapeWait
	case i == len(b):
		return 0, sequenceWait
	case b[i] < 0x40 || b[i] > 0x7e: // broken off
		return i, 0
	case i == begin && b[i] == '[':
		more = 1
	case i == begin && b[i] == 'M' && begin == 2:
		more = 3
	}
	if i+1+more > len(b) {
		return 0, sequenceWait
	}
	return i + 1 + more, 0
}

// shiftOf returns the size of an SS3 sequence.
func shiftOf(b []byte, i int) (size int, wait time.Duration) {
	for i < len(b) && b[i] >= '0' && b[i] <= '9' {
		i++
	}
	switch {
	case i == len(b):
		return 0, sequenceWait
	case b[i] < 0x21 || b[i] > 0x7e: // broken off
		return i, 0
	}
	return i + 1, 0
}

// stringOf returns the size of an OSC, DCS, SOS, PM or APC sequence, up to what ends
// it or breaks it off.
func stringOf(b []byte, i int, bellEnds bool) (size int, wait time.Duration) {
	for ; i < len(b); i++ {
		switch c := b[i]; {
		case c == bel && bellEnds, c == st, c == can, c == sub:
			return i + 1, 0
		case c == esc && i+1 == len(b):
			return 0, sequenceWait
		case c == esc && b[i+1] == '\\':
			return i + 2, 0
		case c == esc:
			return i, 0
		}
	}
	return 0, sequenceWait
}

// characterOf returns the size of a character in UTF-8, or of a byte that is none.
func characterOf(b []byte) (size int, wait time.Duration) {
	if !utf8.FullRune(b) {
		return 0, sequenceWait
	}
	_, size = utf8.DecodeRune(b)
	return size, 0
}
