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
	asked    store.Protocol // "" until it was
	cells    image.Point    // the size of one in points, as the pty has it
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
func (c *channel) who() store.Actor {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.actor
}

// whose work is done in the session: an account's, wherever it is logged in,
// or that of all who have none at one source.
func (c *channel) whose() string {
	if a := c.who(); a.Account != 0 {
		return fmt.Sprint("account ", a.Account)
	}
	return c.conn.Caller()
}

// opened notes the channel, for an end before any protocol was asked for.
func (c *channel) opened(ch gossh.Channel) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.channel = ch
}

// start notes the protocol that was asked for.
func (c *channel) start(p store.Protocol) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asked = p
}

// protocol returns what was asked for; "" when nothing was yet.
func (c *channel) protocol() store.Protocol {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.asked
}

// setCell notes how large a cell of the terminal is.
func (c *channel) setCell(size image.Point) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cells = size
}

// cell is that size; zero where the client does not know.
func (c *channel) cell() image.Point {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.cells.X == 0 || c.cells.Y == 0 {
		return image.Point{}
	}
	return c.cells
}

// hold keeps the session counted while its handler runs; false when it is
// over already.
func (c *channel) hold() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.refs == 0 {
		return false
	}
	c.refs++
	return true
}

// release gives the session's place on the connection back once both the
// channel is closed and the handler has returned.
func (c *channel) release() {
	c.mu.Lock()
	c.refs--
	over := c.refs == 0
	c.mu.Unlock()
	if over {
		c.ctx.cancel(nil)
		c.conn.done(c)
	}
}

// endTimeout is how long a session that is to end may take before its
// connection is closed under it: a client that reads nothing holds a write for
// ever.
const endTimeout = 2 * time.Second

// end makes the session end. The cause becomes its last sentence.
func (c *channel) end(cause error) {
	c.going.Do(func() {
		c.ctx.cancel(cause)
		c.mu.Lock()
		channel, idle := c.channel, c.asked == ""
		c.mu.Unlock()
		time.AfterFunc(endTimeout, func() {
			if !c.over() {
				_ = c.conn.Close()
			}
		})
		if idle && channel != nil {
			go func() { _ = channel.Close() }() // waits for a client that reads nothing
		}
	})
}

// lastSentence is how long a session may take over its last sentence once its
// client takes no more output.
const lastSentence = 200 * time.Millisecond

// outputClosed ends the session of a client that takes no more output: its
// stdout is a pipe whose reader has gone, or a full disk. Such a client may have
// stopped opening its window as well, and a write that waits for it ends when
// the channel is closed, not before. A client may say it as often as it likes:
// the first time counts.
func (c *channel) outputClosed() {
	c.noOutput.Do(func() {
		c.end(errOutputClosed)
		time.AfterFunc(lastSentence, c.closeChannel)
	})
}

// closeChannel closes the channel under a handler that still runs. It may wait
// for a client that reads nothing, until endTimeout.
func (c *channel) closeChannel() {
	c.mu.Lock()
	channel, over := c.channel, c.refs == 0
	c.mu.Unlock()
	if over || channel == nil {
		return
	}
	_, _ = channel.SendRequest("exit-status", false, gossh.Marshal(struct{ Status uint32 }{1}))
	_ = channel.Close()
}

func (c *channel) over() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.refs == 0
}

// ended returns why the server ended the session; nil when it did not.
func (c *channel) ended() error {
	var e ending
	if cause := context.Cause(c.ctx.inner); cause != nil && asEnding(cause, &e) {
		return e.cause
	}
	return nil
}

// idle returns how long the person has shown no sign.
func (c *channel) idle() time.Duration { return time.Since(time.Unix(0, c.touched.Load())) }

// still returns how long no byte has moved either way.
func (c *channel) still() time.Duration {
	return time.Since(time.Unix(0, max(c.touched.Load(), c.moved.Load())))
}

// await counts a read or write of the channel, which may wait for the client;
// the caller must call the function that it returns after it.
func (c *channel) await() (done func()) {
	if c.waits.Add(1) == 1 {
		c.worked.Store(time.Now().UnixNano())
	}
	return func() { c.waits.Add(-1) }
}

// asleep returns how long nothing has gone on, by the measure of its protocol.
// Screens live by what the person sends, since a countdown writes by itself for
// ever; so does SFTP, and a command also by what it sends. Both are awake while
// they work: a command that waits for its movie, or sums one, waits neither for
// the client's bytes nor for room to send.
func (c *channel) asleep() time.Duration {
	p := c.protocol()
	if p == store.ProtocolTUI {
		return c.idle()
	}
	if c.waits.Load() == 0 {
		return 0
	}
	since := c.idle()
	if p == store.ProtocolCommand || p == store.ProtocolSCP {
		since = c.still()
	}
	return min(since, time.Since(time.Unix(0, c.worked.Load())))
}

// watchIdle ends the session when it was asleep for so long.
func (c *channel) watchIdle(most time.Duration) {
	go func() {
		timer := time.NewTimer(most)
		defer timer.Stop()
		for {
			select {
			case <-c.ctx.Done():
				return
			case <-timer.C:
			}
			left := most - c.asleep()
			if left <= 0 {
				c.end(errIdle)
				return
			}
			timer.Reset(left)
		}
	}()
}

// resize remembers the newest window size for the reader of resized.
func (c *channel) resize(w ssh.Window) {
	for {
		select {
		case c.resized <- w:
			return
		default:
		}
		select {
		case <-c.resized:
		default:
		}
	}
}
