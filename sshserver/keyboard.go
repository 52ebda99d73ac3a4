package sshserver

import (
	"context"
	"errors"
	"io"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"golang.org/x/time/rate"
)

// What no one types faster than, nor pastes where the terminal sends a paste as
// keys. Each key is a screen drawn anew, and anyone who sends them by the megabyte
// would have a processor for themselves.
const (
	keysAtOnce = 2000
	keyEvery   = 2 * time.Millisecond
)

// typeInto brings what a person types to a program, until the input ends.
//
// Bubble Tea could read by itself, but what it has read and not handed over
// when the program ends is handed to no one, for ever: a client that sends a
// few keys behind its q would leave a goroutine behind with each session.
func (s *session) typeInto(ctx context.Context, p *tea.Program, term string, safety *panicCatcher) {
	keys := &keyboardInput{from: endOfInput{s}}
	events, over := make(chan uv.Event), make(chan struct{})
	go func() {
		defer close(over)
		defer safety.Catch()
		reader := uv.NewTerminalReader(newSequences(keys, ctx.Done(), safety.Catch), term)
		reader.EscTimeout = decodeWait
		if err := reader.StreamEvents(ctx, events); errors.Is(err, errFlooded) {
			s.end(err)
		}
	}()
	pace := newTypingPace()
	for {
		select {
		case e := <-events:
			keys.saw(e)
			if late := pace.Reserve().Delay(); late > 0 && ctx.Err() == nil {
				time.Sleep(late)
			}
			if _, size := e.(uv.WindowSizeEvent); !size { // the pty has it, within the room there is
				p.Send(e)
			}
		case <-over:
			return
		}
	}
}

func newTypingPace() *rate.Limiter { return rate.NewLimiter(rate.Every(keyEvery), keysAtOnce) }

// decodeWait is how long the terminal's reader keeps what it could go on with:
// what it gets has been waited for already.
const decodeWait = time.Millisecond

// The terminal's reader keeps what it does not understand until nothing has
// come for a moment, and looks through it anew with each read: anyone who never
// pauses would fill the memory. So typing pauses by itself. A paste it keeps
// until its end; no field takes a megabyte.
const (
	breath       = 64 << 10
	pause        = uv.DefaultEscTimeout + 10*time.Millisecond
	longestPaste = 1 << 20
)

// keyboardInput reads what a person types, as fast as a paste may be.
type keyboardInput struct {
	from    io.Reader
	since   int          // bytes since the last pause
	read    atomic.Int64 // bytes in all
	pasting atomic.Int64 // read when a paste began, and 1; 0: none has
}

func (k *keyboardInput) Read(p []byte) (int, error) {
	if k.since >= breath {
		k.since = 0
		time.Sleep(pause)
	}
	n, err := k.from.Read(p)
	k.since += n
	if began := k.pasting.Load(); k.read.Add(int64(n))-began > longestPaste && began > 0 {
		return 0, errFlooded
	}
	return n, err
}

// saw notes where pastes begin and end.
func (k *keyboardInput) saw(e uv.Event) {
	switch e.(type) {
	case uv.PasteStartEvent:
		k.pasting.Store(k.read.Load() + 1)
	case uv.PasteEndEvent, uv.PasteEvent:
		k.pasting.Store(0)
	}
}
