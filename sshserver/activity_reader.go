package sshserver

import (
	"io"
	"sync"
	"time"
)

// activityReader is a channel that notes when something last came from its client.
type activityReader struct {
	io.ReadWriter
	mu sync.Mutex
	at time.Time
}

func (h *activityReader) Read(p []byte) (int, error) {
	n, err := h.ReadWriter.Read(p)
	if n > 0 {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.at = time.Now()
	}
	return n, err
}

// last is when something last came; zero: nothing has.
func (h *activityReader) last() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.at
}
