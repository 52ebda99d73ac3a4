package paint

import (
	"io"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
)

// A frame waits settleTime for what belongs to it, such as the answer to the
// question that a key asked, and frameTime after the last one.
const (
	settleTime = 5 * time.Millisecond
	frameTime  = time.Second / 30
)

// maxPending bounds what waits for a terminal that does not read.
const maxPending = 64 << 10

// Painter draws a program's views on one terminal. A view that comes while the
// last is still on its way takes the place of what waits: a slow terminal gets
// fewer frames, never old ones.
type Painter struct {
	w            io.Writer
	recoverPanic func()

	mu       sync.Mutex
	screen   screen
	sized    bool      // the terminal's size is known
	coloured bool      // and its colours
	next     *tea.View // not painted yet
	pending  []byte    // goes out before it, and not before the first
	timer    *time.Timer
	due      bool       // the timer runs
	busy     bool       // something is being written
	idle     *sync.Cond // signalled when busy ends
	last     time.Time  // when something was written
	closed   bool
}

// New paints to w, which gets a frame in one Write. It does so on goroutines of
// its own, which defer recoverPanic: a panic there would end the whole server.
func New(w io.Writer, recoverPanic func()) *Painter {
	p := &Painter{w: w, recoverPanic: recoverPanic}
	p.idle = sync.NewCond(&p.mu)
	return p
}

// Show paints a view soon. It never waits for the terminal.
func (p *Painter) Show(v tea.View) {
	if v.Content == "" {
		return // the program has not begun, or is about to end
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.next = &v
	p.schedule()
}

// WriteSequence sends the terminal a sequence that is no part of a frame. One that would
// be too much for a terminal that does not read is left out.
func (p *Painter) WriteSequence(seq string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.pending)+len(seq) <= maxPending {
		p.pending = append(p.pending, seq...)
		p.schedule()
	}
}

// resize takes a size, at which everything is painted anew.
func (p *Painter) resize(w, h int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sized, p.next = true, nil // a view of the old size
	p.screen.resize(w, h)
}

// colour takes what the terminal can show of colours.
func (p *Painter) colour(c colorprofile.Profile) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.coloured = true
	p.screen.colour(c)
	p.schedule()
}

// schedule has what waits painted when its time has come.
func (p *Painter) schedule() {
	if p.due || p.busy || p.closed || !p.ready() {
		return
	}
	p.due = true
	wait := max(settleTime, frameTime-time.Since(p.last))
	if p.timer == nil {
		p.timer = time.AfterFunc(wait, p.paint)
		return
	}
	p.timer.Reset(wait)
}

func (p *Painter) ready() bool {
	return len(p.pending) > 0 && p.screen.begun || p.next != nil && p.sized && p.coloured
}

func (p *Painter) paint() {
	defer p.recoverPanic()
	if out := p.take(); len(out) > 0 {
		defer p.written()
		_, _ = p.w.Write(out) // a closed connection is noticed by its reader
	}
}

// take is what is to be written now.
func (p *Painter) take() (out []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.due = false
	if p.closed || !p.ready() {
		return nil
	}
	out, p.pending = p.pending, nil
	if v := p.next; v != nil && p.sized && p.coloured {
		p.next = nil
		out = p.screen.frame(out, *v)
	}
	p.busy = len(out) > 0
	return out
}

func (p *Painter) written() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.busy, p.last = false, time.Now()
	p.idle.Broadcast()
	p.schedule()
}

// Close puts the terminal back as it was, after what is being written.
func (p *Painter) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil
	}
	p.closed = true
	if p.timer != nil {
		p.timer.Stop()
	}
	for p.busy {
		p.idle.Wait()
	}
	out := p.screen.leave(p.pending)
	if len(out) == 0 {
		return nil
	}
	_, err := p.w.Write(out)
	return err
}
