package sshserver

import (
	"context"
	"errors"
	"io"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

// typeInto brings what a person types to a program, until the input ends.
//
// Bubble Tea could read by itself, but what it has read and not handed over
// when the program ends is handed to nobody, for ever: a client that sends a
// few keys behind its q would leave a goroutine behind with each session.
func (v *visit) typeInto(ctx context.Context, p *tea.Program, term string, safety *fall) {
	events, over := make(chan uv.Event), make(chan struct{})
	go func() {
		defer close(over)
		defer safety.catch()
		keys := uv.NewTerminalReader(&typing{from: endOfInput{v}, now: time.Now}, term)
		if err := keys.StreamEvents(ctx, events); errors.Is(err, errFlooded) {
			v.end(err)
		}
	}()
	for {
		select {
		case e := <-events:
			p.Send(e)
		case <-over:
			return
		}
	}
}

// silence is the input of a program that hears its keys from typeInto.
type silence struct{ ctx context.Context }

func (s silence) Read([]byte) (int, error) {
	<-s.ctx.Done()
	return 0, io.EOF
}

// How much of one thing a terminal may send: its reader keeps a paste or a
// sequence until it is whole, and looks through it anew with each read. No
// terminal sends that much, and no field takes it.
const (
	longestSequence = 16 << 10
	longestPaste    = 1 << 20
	forgetSequence  = time.Second // without a byte: what looked like one was typed
)

// typing reads from a terminal and ends with errFlooded beyond these bounds.
type typing struct {
	from io.Reader
	now  func() time.Time
	last time.Time

	state byte // of a sequence: 0 none, then its introducer
	long  int  // bytes of the sequence so far
	param [4]byte
	rune  int  // bytes of a character that are still to come
	open  bool // a paste has begun
	paste int  // bytes of it so far
}

func (t *typing) Read(p []byte) (int, error) {
	for {
		n, err := t.from.Read(p)
		now := t.now()
		if now.Sub(t.last) > forgetSequence {
			t.state = 0
		}
		t.last = now
		n, bad := t.sift(p[:n])
		if bad != nil {
			return 0, bad
		}
		if n > 0 || err != nil {
			return n, err
		}
	}
}

// sift keeps in p what may pass.
func (t *typing) sift(p []byte) (int, error) {
	kept := 0
	for _, b := range p {
		if t.open {
			t.paste++
		}
		if t.step(b) {
			p[kept] = b
			kept++
		}
		if t.long > longestSequence || t.open && t.paste > longestPaste {
			return 0, errFlooded
		}
	}
	return kept, nil
}

// step follows the sequences, which begin with ESC: the eight-bit introducers
// are no UTF-8 and do not pass.
func (t *typing) step(b byte) (pass bool) {
	const esc = 0x1b
	switch {
	case b == esc:
		t.state, t.long = esc, 0
	case t.state == 0:
		return t.character(b)
	case t.state == esc:
		switch b {
		case '[', ']', 'P', 'X', '^', '_':
			t.state = b
			t.param = [4]byte{}
		default:
			t.state = 0
		}
	case t.state == '[':
		if t.long < len(t.param) {
			t.param[t.long] = b
		}
		if b < 0x20 || b >= 0x40 {
			t.state = 0
			t.bracket(b)
		}
		t.long++
	default: // a string ends with BEL, ESC, CAN or SUB
		if b == 0x07 || b == 0x18 || b == 0x1a {
			t.state = 0
		}
		t.long++
	}
	return true
}

// bracket notes where a paste begins and ends.
func (t *typing) bracket(final byte) {
	if t.long != 3 || final != '~' {
		return
	}
	switch string(t.param[:3]) {
	case "200":
		t.open, t.paste = true, 0
	case "201":
		t.open = false
	}
}

// character follows UTF-8 as far as it must to know an eight-bit control.
func (t *typing) character(b byte) (pass bool) {
	switch {
	case b < utf8.RuneSelf:
		t.rune = 0
	case t.rune > 0 && b < 0xc0:
		t.rune--
	case b >= 0xf0:
		t.rune = 3
	case b >= 0xe0:
		t.rune = 2
	case b >= 0xc0:
		t.rune = 1
	default:
		return false
	}
	return true
}
