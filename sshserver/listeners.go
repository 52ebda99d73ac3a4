package sshserver

import (
	"net"
	"slices"
	"sync"
)

// listeners are those that Serve listens on. They are closed here and not by the
// library's Shutdown: that one waits for its connections in the background while
// Serve may still count some in, which is a data race.
type listeners struct {
	mu     sync.Mutex
	open   []net.Listener
	closed bool
}

// add keeps l until close, and closes it at once when that has been called: a
// shutdown may come before Serve.
func (s *listeners) add(l net.Listener) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		_ = l.Close()
		return
	}
	s.open = append(s.open, l)
}

// remove forgets l, which has been closed.
func (s *listeners) remove(l net.Listener) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open = slices.DeleteFunc(s.open, func(o net.Listener) bool { return o == l })
}

func (s *listeners) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	for _, l := range s.open {
		_ = l.Close()
	}
}
