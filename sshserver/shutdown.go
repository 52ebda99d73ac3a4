package sshserver

import (
	"context"
	"errors"
	"time"

	"youku.example/store"
)

// look is how often a drain looks whether all have gone; quiet is how long
// no byte moves in a session that is at rest, and stalled in one that has a
// file open; afterEnd is what handlers get to return once their connections are
// closed.
const (
	look     = 50 * time.Millisecond
	quiet    = time.Second
	stalled  = 5 * time.Second
	afterEnd = 5 * time.Second
)

// Shutdown admits no connection any more, says so in every session, and lets running work
// finish until ctx ends; then it closes what is left. It answers ctx's error
// when something was cut off. Later calls wait for the first.
func (s *Server) Shutdown(ctx context.Context) error {
	var err error
	s.drain.Do(func() {
		err = s.shutdown(ctx)
		close(s.drained)
	})
	<-s.drained
	return err
}

func (s *Server) shutdown(ctx context.Context) error {
	s.draining.Store(true)
	close(s.closing)
	s.connections.Close()
	s.listeners.close()
	s.log.Info("closing: no new connections, transfers may finish")

	tick := time.NewTicker(look)
	defer tick.Stop()
	var err error
	for err == nil && s.sweep() > 0 {
		select {
		case <-ctx.Done():
			err = ctx.Err()
		case <-s.hurry:
			err = errHurried
		case <-tick.C:
		}
	}
	if err != nil {
		s.cutOff(tick)
	}
	for _, c := range s.connections.All() {
		_ = c.Close()
	}
	_ = s.ssh.Close()
	s.awaitHandlers()
	s.logins.Close()
	return err
}

// Hurry lets a shutdown that runs, or is to come, wait for nothing.
func (s *Server) Hurry() { s.hurried.Do(func() { close(s.hurry) }) }

var errHurried = errors.New("the shutdown was told not to wait")

// cutOff ends the work that is left, with the sentence that says why. A client
// that takes no bytes does not take the sentence either, and is not waited for
// longer than any other end.
func (s *Server) cutOff(tick *time.Ticker) {
	for _, c := range s.connections.All() {
		for _, ch := range c.running() {
			ch.end(errClosing)
		}
	}
	for late := time.Now().Add(endTimeout); s.sweep() > 0 && time.Now().Before(late); {
		<-tick.C
	}
}

// sweep ends what has no work left and counts the connections that have.
func (s *Server) sweep() (left int) {
	for _, c := range s.connections.All() {
		sessions := c.running()
		if len(sessions) == 0 {
			_ = c.Close()
			continue
		}
		left++
		for _, ch := range sessions {
			if !s.busy(ch) {
				ch.end(errClosing)
			}
		}
	}
	return left
}

// busy reports whether a shutdown should wait for the session: a command that
// runs, or bytes that move. A line may stall for a while in the middle of a
// file; between two files a client is at rest sooner.
func (s *Server) busy(ch *channel) bool {
	switch ch.protocol() {
	case "", store.ProtocolTUI:
		return false
	case store.ProtocolSFTP:
		return ch.still() < quiet || ch.still() < stalled && s.people.Fetching(ch.id)
	}
	return true
}

func (s *Server) awaitHandlers() {
	done := make(chan struct{})
	go func() {
		s.working.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(afterEnd):
		s.log.Warn("some sessions did not end in time")
	}
}
