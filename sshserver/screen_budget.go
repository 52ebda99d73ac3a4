package sshserver

import (
	"net/netip"
	"sync"

	"charm.land/ssh"
)

// aScreen is what a screen takes beside its cells, in cells.
const aScreen = 5000

// screenBudget is the memory that all screens share, counted in cells of up to 100 bytes
// (a half block in two colours, kept twice): the clamp bounds one screen, but a
// single client may open thousands. No source has all of it.
type screenBudget struct {
	whole, each int

	mu      sync.Mutex
	taken   int
	by      map[netip.Prefix]int
	gcTuner gcTuner
}

func newScreenBudget(whole, each int) *screenBudget {
	return &screenBudget{whole: whole, each: each, by: map[netip.Prefix]int{}, gcTuner: newGCTuner()}
}

// screenShare is one screen's part of the budget.
type screenShare struct {
	budget *screenBudget
	src    netip.Prefix
	cells  int
}

// take reserves memory for a screen; nil when there is none.
func (r *screenBudget) take(src netip.Prefix, w ssh.Window) *screenShare {
	s := &screenShare{budget: r, src: src}
	if !s.grow(w) {
		return nil
	}
	return s
}

// grow makes room for a screen's new size. A smaller one gives nothing back:
// what was large may be so again at any moment.
func (s *screenShare) grow(w ssh.Window) bool {
	r := s.budget
	r.mu.Lock()
	defer r.mu.Unlock()
	more := aScreen + w.Width*w.Height - s.cells
	if more <= 0 {
		return true
	}
	if r.taken+more > r.whole || r.by[s.src]+more > r.each {
		return false
	}
	s.cells += more
	r.taken += more
	r.by[s.src] += more
	r.gcTuner.update(r.taken)
	return true
}

// leave gives the screen's part back.
func (s *screenShare) leave() {
	r := s.budget
	r.mu.Lock()
	defer r.mu.Unlock()
	r.taken -= s.cells
	r.gcTuner.update(r.taken)
	if r.by[s.src] -= s.cells; r.by[s.src] == 0 {
		delete(r.by, s.src)
	}
	s.cells = 0
}
