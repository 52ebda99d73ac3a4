package sshserver

import (
	"net/netip"
	"sync"

	"charm.land/ssh"
)

// aScreen is what a screen takes beside its cells, in cells.
const aScreen = 5000

// room is the memory that all screens share, counted in cells of up to 100 bytes
// (a half block in two colours, kept twice): the clamp bounds one screen, but a
// single client may open thousands. No source has all of it.
type room struct {
	whole, each int

	mu     sync.Mutex
	taken  int
	by     map[netip.Prefix]int
	thrift thrift
}

func newRoom(whole, each int) *room {
	return &room{whole: whole, each: each, by: map[netip.Prefix]int{}, thrift: newThrift()}
}

// seat is one screen's part of the room.
type seat struct {
	room  *room
	src   netip.Prefix
	cells int
}

// seat makes room for a screen; nil when there is none.
func (r *room) seat(src netip.Prefix, w ssh.Window) *seat {
	s := &seat{room: r, src: src}
	if !s.grow(w) {
		return nil
	}
	return s
}

// grow makes room for a screen's new size. A smaller one gives nothing back:
// what was large may be so again at any moment.
func (s *seat) grow(w ssh.Window) bool {
	r := s.room
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
	r.thrift.mind(r.taken)
	return true
}

// leave gives the screen's part back.
func (s *seat) leave() {
	r := s.room
	r.mu.Lock()
	defer r.mu.Unlock()
	r.taken -= s.cells
	r.thrift.mind(r.taken)
	if r.by[s.src] -= s.cells; r.by[s.src] == 0 {
		delete(r.by, s.src)
	}
	s.cells = 0
}
