package sshserver

import (
	"io"
	"sync"
	"time"
)

// heard is a channel that notes when something last came from its client.
type heard struct {
	io.ReadWriter
	mu sync.Mutex
	at time.Time
}

func (h *heard) Read(p []byte) (int, error) {
	n, err := h.ReadWriter.Read(p)
	if n > 0 {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.at = time.Now()
	}
	return n, err
}

// last is when something last came; zero: nothing has.
func (h *heard) last() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.at
}
