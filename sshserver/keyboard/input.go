package keyboard

import (
	"errors"
	"io"
	"sync/atomic"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
)

// The terminal's reader keeps what it does not understand until nothing has
// come for a moment, and looks through it anew with each read: anyone who never
// pauses would fill the memory. So typing pauses by itself. A paste it keeps
// until its end; no field takes a megabyte.
const (
	readBurst = 64 << 10
	// Pause is how long nothing is read after so many bytes.
	Pause = uv.DefaultEscTimeout + 10*time.Millisecond
	// LongestPaste is where a paste without an end is too much.
	LongestPaste = 1 << 20
)

var errFlooded = errors.New("too much was typed at once")

// input reads what a person types, as fast as a paste may be.
type input struct {
	from    io.Reader
	since   int          // bytes since the last pause
	read    atomic.Int64 // bytes in all
	pasting atomic.Int64 // read when a paste began, and 1; 0: none has
}

func (in *input) Read(p []byte) (int, error) {
	if in.since >= readBurst {
		in.since = 0
		time.Sleep(Pause)
	}
	n, err := in.from.Read(p)
	in.since += n
	if began := in.pasting.Load(); in.read.Add(int64(n))-began > LongestPaste && began > 0 {
		return 0, errFlooded
	}
	return n, err
}

// saw notes where pastes begin and end.
func (in *input) saw(e uv.Event) {
	switch e.(type) {
	case uv.PasteStartEvent:
		in.pasting.Store(in.read.Load() + 1)
	case uv.PasteEndEvent, uv.PasteEvent:
		in.pasting.Store(0)
	}
}
