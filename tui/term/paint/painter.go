package paint

import (
	"io"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
)

// A frame waits settleTime for what belongs to it, such as the next of several
// keys. One that stands without what it shows (Unfinished) waits unfinishedTime
// for that, while the last frame stays: shorter than that looks like at once.
// Then there is a frame each frameTime, with burst of them saved up while
// nothing changed: what a key does is seen at once, and what moves by itself
// keeps the pace.
const (
	settleTime     = 5 * time.Millisecond
	unfinishedTime = 100 * time.Millisecond
	frameTime      = time.Second / 30
	burst          = 4
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
	whole    bool      // it has all that it shows
	since    time.Time // when the first such that was not painted came
	pending  []byte    // goes out before it, and not before the first
	timer    *time.Timer
	due      time.Time  // when the timer fires; zero: it does not run
	busy     bool       // something is being written
	idle     *sync.Cond // signalled when busy ends
	paced    time.Time  // when all frames so far would be over at the pace
	closed   bool
}

// New paints to w, which gets a frame in one Write. It does so on goroutines of
// its own, which defer recoverPanic: a panic there would end the whole server.
func New(w io.Writer, recoverPanic func()) *Painter {
	p := &Painter{w: w, recoverPanic: recoverPanic}
	p.idle = sync.NewCond(&p.mu)
	return p
}

// Show paints a view soon; whole reports whether it has all that it shows. It
// never waits for the terminal.
func (p *Painter) Show(v tea.View, whole bool) {
	if v.Content == "" {
		return // the program has not begun, or is about to end
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.next == nil || whole && !p.whole {
		p.since = time.Now()
	}
	p.next, p.whole = &v, whole
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
	if p.busy || p.closed || !p.sequences() && !p.frame() {
		return
	}
	now := time.Now()
	at := now.Add(settleTime)
	if t := p.frameAt(); p.frame() && (t.Before(at) || !p.sequences()) {
		at = t
	}
	if pace := p.paced.Add(-(burst - 1) * frameTime); at.Before(pace) {
		at = pace
	}
	switch {
	case !p.due.IsZero() && !at.Before(p.due):
		return
	case p.timer == nil:
		p.timer = time.AfterFunc(at.Sub(now), p.paint)
	default:
		p.timer.Reset(at.Sub(now))
	}
	p.due = at
}

// sequences reports whether there are some that may be written now.
func (p *Painter) sequences() bool { return len(p.pending) > 0 && p.screen.begun }

// frame reports whether there is one, and a terminal that can show it.
func (p *Painter) frame() bool { return p.next != nil && p.sized && p.coloured }

// frameAt is the time for which the frame waits.
func (p *Painter) frameAt() time.Time {
	if p.whole {
		return p.since.Add(settleTime)
	}
	return p.since.Add(unfinishedTime)
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
	p.due = time.Time{}
	frame := p.frame() && !time.Now().Before(p.frameAt())
	if p.closed || !frame && !p.sequences() {
		p.schedule() // it became one that waits longer
		return nil
	}
	out, p.pending = p.pending, nil
	if frame {
		v := p.next
		p.next = nil
		out = p.screen.frame(out, *v)
	}
	if p.busy = len(out) > 0; !p.busy {
		p.schedule()
	}
	return out
}

func (p *Painter) written() {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if p.paced.Before(now) {
		p.paced = now
	}
	p.busy, p.paced = false, p.paced.Add(frameTime)
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
