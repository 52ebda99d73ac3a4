package sshserver

import (
	"context"
	"crypto/rand"
	"fmt"
	"image"
	"sync"
	"sync/atomic"
	"time"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"

	"youku.example/store"
	"youku.example/tui/words"
)

// channel is one session channel of a connection: who acts in it, in what language,
// and its end. Nothing of it is shared with the connection's other sessions.
type channel struct {
	id     string
	conn   *conn
	client string
	since  time.Time
	ctx    *sessionContext
	lang   words.Lang // set by the gate

	resized chan ssh.Window // the newest size, at most one
	touched atomic.Int64    // UnixNano of the last sign of the person
	moved   atomic.Int64    // UnixNano of the last byte out
	waits   atomic.Int64    // reads and writes of the channel that wait for the client
	worked  atomic.Int64    // UnixNano of the last moment at work

	mu       sync.Mutex
	actor    store.Actor
	door     store.Protocol // "" until it asked for one
	cells    image.Point    // the size of one in points, as the pty told it
	refs     int            // the channel and the handler
	leave    func()         // ends its presence
	channel  gossh.Channel
	going    sync.Once
	noOutput sync.Once // the client takes no more of it
}

func newChannel(c *conn, ctx ssh.Context, who store.Actor, client string) *channel {
	s := &channel{
		id: rand.Text(), conn: c, client: client, since: time.Now(),
		resized: make(chan ssh.Window, 1), refs: 1,
	}
	who.Session, who.Addr = s.id, c.Addr.String()
	s.actor = who
	s.ctx = newSessionContext(ctx, s)
	s.touched.Store(s.since.UnixNano())
	return s
}

// who acts in the session now: a guest may have become a user.
func (s *channel) who() store.Actor {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.actor
}

// whose work is done in the session: an account's, wherever it is logged in,
// or that of all who have none at one source.
func (s *channel) whose() string {
	if a := s.who(); a.Account != 0 {
		return fmt.Sprint("account ", a.Account)
	}
	return s.conn.Caller()
}

// opened notes the channel, for an end before any door was asked for.
func (s *channel) opened(ch gossh.Channel) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.channel = ch
}

// start notes the door that the session goes through.
func (s *channel) start(d store.Protocol) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.door = d
}

// through is the session's door; "" when it has asked for none yet.
func (s *channel) through() store.Protocol {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.door
}

// setCell notes how large a cell of the terminal is.
func (s *channel) setCell(size image.Point) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cells = size
}

// cell is that size; zero where the client does not know.
func (s *channel) cell() image.Point {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cells.X == 0 || s.cells.Y == 0 {
		return image.Point{}
	}
	return s.cells
}

// hold keeps the session counted while its handler runs; false when it is
// over already.
func (s *channel) hold() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.refs == 0 {
		return false
	}
	s.refs++
	return true
}

// release gives the session's place on the connection back once both the
// channel is closed and the handler has returned.
func (s *channel) release() {
	s.mu.Lock()
	s.refs--
	over := s.refs == 0
	s.mu.Unlock()
	if over {
		s.ctx.cancel(nil)
		s.conn.done(s)
	}
}

// hardEnd is how long a session that was told to end may take before its
// connection is closed under it: a client that reads nothing holds a write for
// ever.
const hardEnd = 2 * time.Second

// end tells the session to go. The cause becomes its last sentence.
func (s *channel) end(cause error) {
	s.going.Do(func() {
		s.ctx.cancel(cause)
		s.mu.Lock()
		channel, idle := s.channel, s.door == ""
		s.mu.Unlock()
		time.AfterFunc(hardEnd, func() {
			if !s.over() {
				_ = s.conn.Close()
			}
		})
		if idle && channel != nil {
			go func() { _ = channel.Close() }() // waits for a client that reads nothing
		}
	})
}

// farewell is how long a session may take over its last sentence once its
// client takes no more output.
const farewell = 200 * time.Millisecond

// outputClosed ends the session of a client that takes no more output: its
// stdout is a pipe whose reader has gone, or a full disk. Such a client may have
// stopped opening its window as well, and a write that waits for it ends when
// the channel is closed, not before. A client may say it as often as it likes:
// the first time counts.
func (s *channel) outputClosed() {
	s.noOutput.Do(func() {
		s.end(errOutputClosed)
		time.AfterFunc(farewell, s.closeChannel)
	})
}

// closeChannel closes the channel under a handler that still runs. It may wait
// for a client that reads nothing, until hardEnd.
func (s *channel) closeChannel() {
	s.mu.Lock()
	channel, over := s.channel, s.refs == 0
	s.mu.Unlock()
	if over || channel == nil {
		return
	}
	_, _ = channel.SendRequest("exit-status", false, gossh.Marshal(struct{ Status uint32 }{1}))
	_ = channel.Close()
}

func (s *channel) over() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.refs == 0
}

// ended is why the server ended the session; nil when it did not.
func (s *channel) ended() error {
	var e ending
	if cause := context.Cause(s.ctx.inner); cause != nil && asEnding(cause, &e) {
		return e.cause
	}
	return nil
}

// idle is how long the person has shown no sign.
func (s *channel) idle() time.Duration { return time.Since(time.Unix(0, s.touched.Load())) }

// still is how long no byte has moved either way.
func (s *channel) still() time.Duration {
	return time.Since(time.Unix(0, max(s.touched.Load(), s.moved.Load())))
}

// await counts a read or write of the channel, which may wait for the client;
// the caller must call the function that it returns after it.
func (s *channel) await() (done func()) {
	if s.waits.Add(1) == 1 {
		s.worked.Store(time.Now().UnixNano())
	}
	return func() { s.waits.Add(-1) }
}

// asleep is how long nothing has gone on, by the measure of its protocol.
// Screens live by what the person sends, since a countdown writes by itself for
// ever; so does SFTP, and a command also by what it sends. Both are awake while
// they work: a command that waits for its movie, or sums one, waits neither for
// the client's bytes nor for room to send.
func (s *channel) asleep() time.Duration {
	door := s.through()
	if door == store.ProtocolTUI {
		return s.idle()
	}
	if s.waits.Load() == 0 {
		return 0
	}
	since := s.idle()
	if door == store.ProtocolCommand || door == store.ProtocolSCP {
		since = s.still()
	}
	return min(since, time.Since(time.Unix(0, s.worked.Load())))
}

// watchIdle ends the session when it was asleep for so long.
func (s *channel) watchIdle(most time.Duration) {
	go func() {
		timer := time.NewTimer(most)
		defer timer.Stop()
		for {
			select {
			case <-s.ctx.Done():
				return
			case <-timer.C:
			}
			left := most - s.asleep()
			if left <= 0 {
				s.end(errIdle)
				return
			}
			timer.Reset(left)
		}
	}()
}

// resize remembers the newest window size for the reader of resized.
func (s *channel) resize(w ssh.Window) {
	for {
		select {
		case s.resized <- w:
			return
		default:
		}
		select {
		case <-s.resized:
		default:
		}
	}
}
