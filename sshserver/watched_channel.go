package sshserver

import (
	"io"
	"sync"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// watchedChannel notes when the person and the bytes move, and lets one write
// at a time onto each stream, which x/crypto leaves to its caller.
type watchedChannel struct {
	gossh.Channel
	channel *channel
	out     sync.Mutex
	stderr  *watchedStderr
}

func newWatchedChannel(ch gossh.Channel, of *channel) *watchedChannel {
	w := &watchedChannel{Channel: ch, channel: of}
	w.stderr = &watchedStderr{to: ch, channel: of}
	return w
}

func (w *watchedChannel) Read(p []byte) (int, error) {
	defer w.channel.await()()
	n, err := w.Channel.Read(p)
	if n > 0 {
		w.channel.touched.Store(time.Now().UnixNano())
	}
	return n, err
}

func (w *watchedChannel) Write(p []byte) (int, error) {
	defer w.channel.await()()
	w.out.Lock()
	defer w.out.Unlock()
	n, err := w.Channel.Write(p)
	w.channel.moved.Store(time.Now().UnixNano())
	return n, err
}

// watchedStderr is the one stderr of a channel.
type watchedStderr struct {
	to      gossh.Channel
	channel *channel
	mu      sync.Mutex
}

func (w *watchedChannel) Stderr() io.ReadWriter { return w.stderr }

func (w *watchedStderr) Read(p []byte) (int, error) { return w.to.Stderr().Read(p) }

func (w *watchedStderr) Write(p []byte) (int, error) {
	defer w.channel.await()()
	w.mu.Lock()
	defer w.mu.Unlock()
	n, err := w.to.Stderr().Write(p)
	w.channel.moved.Store(time.Now().UnixNano())
	return n, err
}
