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

func (r *activityReader) Read(p []byte) (int, error) {
	n, err := r.ReadWriter.Read(p)
	if n > 0 {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.at = time.Now()
	}
	return n, err
}

// last returns when something last came; zero: nothing has.
func (r *activityReader) last() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.at
}
