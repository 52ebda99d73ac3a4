package keyboard

import (
	"context"
	"errors"
	"io"
	"time"

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

// Keyboard is what a person types at one terminal.
type Keyboard struct {
	From    io.Reader
	Term    string         // the terminal's name
	Send    func(uv.Event) // gets each key, click and answer
	Flooded func()         // is called when too much came at once, which ends it
	Catch   func()         // is deferred in each goroutine
}

// Run reads until From ends.
//
// Bubble Tea could read by itself, but what it has read and not handed over
// when the program ends is handed to no one, for ever: a client that sends a
// few keys behind its q would leave a goroutine behind with each session.
func (k Keyboard) Run(ctx context.Context) {
	keys := &input{from: k.From}
	events, over := make(chan uv.Event), make(chan struct{})
	go func() {
		defer close(over)
		defer k.Catch()
		reader := uv.NewTerminalReader(newSequences(keys, ctx.Done(), k.Catch), k.Term)
		reader.EscTimeout = decodeWait
		if err := reader.StreamEvents(ctx, events); errors.Is(err, errFlooded) {
			k.Flooded()
		}
	}()
	pace := newPace()
	for {
		select {
		case e := <-events:
			keys.saw(e)
			if late := pace.Reserve().Delay(); late > 0 && ctx.Err() == nil {
				time.Sleep(late)
			}
			k.Send(e)
		case <-over:
			return
		}
	}
}

func newPace() *rate.Limiter { return rate.NewLimiter(rate.Every(keyEvery), keysAtOnce) }

// decodeWait is how long the terminal's reader keeps what it could go on with:
// what it gets has been waited for already.
const decodeWait = time.Millisecond
