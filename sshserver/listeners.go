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
func (ls *listeners) add(l net.Listener) {
	ls.mu.Lock()
	defer ls.mu.Unlock()
	if ls.closed {
		_ = l.Close()
		return
	}
	ls.open = append(ls.open, l)
}

// remove forgets l, which has been closed.
func (ls *listeners) remove(l net.Listener) {
	ls.mu.Lock()
	defer ls.mu.Unlock()
	ls.open = slices.DeleteFunc(ls.open, func(o net.Listener) bool { return o == l })
}

func (ls *listeners) close() {
	ls.mu.Lock()
	defer ls.mu.Unlock()
	ls.closed = true
	for _, l := range ls.open {
		_ = l.Close()
	}
}
