package sshserver

import (
	"image"
	"io"
	"log/slog"
	"strings"
	"sync"
	"time"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"

	"youku.example/sshserver/auth"
	"youku.example/sshserver/contain"
	"youku.example/sshserver/wire"
	"youku.example/store"
)

// What a session may bring along before it begins.
const (
	mostEnv      = 16
	longestEnv   = 128
	longestTerm  = 64
	longestLine  = 32 << 10 // of a command
	widest       = 512
	tallest      = 256
	defaultWidth = 80
	defaultTall  = 24
	mostPixels   = 1 << 16 // of a terminal, in either direction
)

// serveSession takes a session channel. The library's own handler runs behind
// a filter, for a single logged-in client could bring a stock server down:
// with thousands of sessions or variables, a huge terminal, or a size change
// that no one reads.
func (s *Server) serveSession(srv *ssh.Server, sc *gossh.ServerConn, nc gossh.NewChannel, ctx ssh.Context) {
	c := connOf(ctx)
	who, ok := auth.ActorOf(sc.Permissions)
	if !ok || c == nil {
		_ = nc.Reject(gossh.Prohibited, "not logged in")
		return
	}
	if !c.answering() {
		_ = c.Close()
		return
	}
	defer c.answered()
	c.watched.Do(func() { s.watchLife(c, sc) })
	v := newChannel(c, ctx, who, auth.ClientOf(sc))
	if s.draining.Load() || !s.sessions.Take(c.source, 1) {
		v.ctx.cancel(nil) // else the connection's would remember it
		_ = nc.Reject(gossh.ResourceShortage, "too many sessions")
		return
	}
	defer s.sessions.Give(c.source, 1)
	if !c.open(v) {
		v.ctx.cancel(nil)
		_ = nc.Reject(gossh.ResourceShortage, "too many sessions on this connection")
		return
	}
	defer v.release()
	if who.Role != store.RoleAdmin {
		wire.Narrow(nc)
	}
	dawdling := time.AfterFunc(s.config.Limits.Grace, func() {
		if v.through() == "" {
			v.end(errIdle)
		}
	})
	defer dawdling.Stop()
	ssh.DefaultSessionHandler(srv, sc, &filteredChannel{NewChannel: nc, session: v, log: s.log, knows: func(subsystem string) bool {
		return srv.SubsystemHandlers[subsystem] != nil
	}}, v.ctx)
}

// watchLife ends a connection whose client shows no sign of life.
func (s *Server) watchLife(c *conn, sc *gossh.ServerConn) {
	c.WatchLife(sc, s.config.Limits.Alive, func() {
		s.log.Info("connection ended: its client shows no sign of life", "addr", c.Addr)
		_ = c.Close()
	})
}

// filteredChannel lets through what a session of ours may ask for.
type filteredChannel struct {
	gossh.NewChannel
	session *channel
	log     *slog.Logger
	knows   func(subsystem string) bool
}

func (f *filteredChannel) Accept() (gossh.Channel, <-chan *gossh.Request, error) {
	ch, in, err := f.NewChannel.Accept()
	if err != nil {
		return nil, nil, err
	}
	out := make(chan *gossh.Request)
	f.session.opened(ch)
	go f.filter(in, out)
	return newWatchedChannel(ch, f.session), out, nil
}

// filter ends with the channel, and ends the session then. It answers all
// requests itself, for a client tells answers apart by nothing but their order;
// the library grants whatever it gets to see.
func (f *filteredChannel) filter(in <-chan *gossh.Request, out chan<- *gossh.Request) {
	defer f.session.ctx.cancel(nil)
	defer close(out)
	defer contain.Log(f.log, "a request", func() { _ = f.session.conn.Close() }) // nothing reads the requests any more
	r := requests{session: f.session, knows: f.knows}
	for req := range in {
		granted := r.allow(req)
		if req.WantReply {
			_ = req.Reply(granted, nil)
		}
		if granted {
			answered := *req
			answered.WantReply = false
			out <- &answered
		}
	}
}

// requests is what was asked for on one channel so far.
type requests struct {
	session *channel
	knows   func(subsystem string) bool
	env     int
	pty     bool
	started bool
}

// allow reports whether the library may see a request, and makes it harmless.
// Agents, X11, signals, breaks and everything unknown are dropped; so are size
// changes, and that the client takes no more output (end of write, OpenSSH's
// PROTOCOL 2.1), which the session hears of by itself.
func (r *requests) allow(req *gossh.Request) bool {
	switch req.Type {
	case "env":
		return r.allowEnv(req)
	case "pty-req":
		return r.allowPty(req)
	case "window-change":
		r.resize(req.Payload)
	case "eow@openssh.com":
		if r.started && len(req.Payload) == 0 {
			r.session.outputClosed()
		}
	case "shell":
		return r.start()
	case "subsystem":
		var name struct{ Value string }
		return gossh.Unmarshal(req.Payload, &name) == nil && (r.knows == nil || r.knows(name.Value)) && r.start()
	case "exec":
		var line struct{ Value string }
		if gossh.Unmarshal(req.Payload, &line) != nil || len(line.Value) > longestLine {
			return false
		}
		return r.start()
	}
	return false
}

func (r *requests) start() bool {
	if r.started {
		return false
	}
	r.started = true
	return true
}

func (r *requests) allowEnv(req *gossh.Request) bool {
	var kv struct{ Key, Value string }
	if r.started || r.env >= mostEnv || gossh.Unmarshal(req.Payload, &kv) != nil {
		return false
	}
	if !welcomeEnv(kv.Key) || len(kv.Value) > longestEnv || store.Clean(kv.Value) != kv.Value {
		return false
	}
	r.env++
	return true
}

// welcomeEnv names the variables that mean something here.
func welcomeEnv(name string) bool {
	switch name {
	case "LANG", "TERM", "COLORTERM", "NO_COLOR", "TZ",
		"LC_ALL", "LC_MESSAGES", "LC_CTYPE", "LC_TIME", "LC_NUMERIC", "LC_MONETARY", "LC_COLLATE":
		return true
	}
	return false
}

// ptyRequest is RFC 4254, 6.2.
type ptyRequest struct {
	Term                    string
	Columns, Rows           uint32
	PixelWidth, PixelHeight uint32
	Modes                   string
}

func (r *requests) allowPty(req *gossh.Request) bool {
	var p ptyRequest
	if r.started || r.pty || gossh.Unmarshal(req.Payload, &p) != nil {
		return false
	}
	r.pty = true
	w := clamp(p.Columns, p.Rows)
	r.session.resize(w)
	if p.Columns > 0 && p.Rows > 0 && p.PixelWidth <= mostPixels && p.PixelHeight <= mostPixels {
		r.session.setCell(image.Pt(int(p.PixelWidth/p.Columns), int(p.PixelHeight/p.Rows)))
	}
	req.Payload = gossh.Marshal(ptyRequest{
		Term: plainTerm(p.Term), Columns: uint32(w.Width), Rows: uint32(w.Height),
	})
	return true
}

func (r *requests) resize(payload []byte) {
	var p struct{ Columns, Rows, PixelWidth, PixelHeight uint32 }
	if r.pty && gossh.Unmarshal(payload, &p) == nil {
		r.session.resize(clamp(p.Columns, p.Rows))
	}
}

// clamp keeps a terminal's size within what a screen is drawn for: its text is
// much of a session's memory. A size of 0 means that the client does not know.
func clamp(columns, rows uint32) ssh.Window {
	w := ssh.Window{Width: int(min(columns, widest)), Height: int(min(rows, tallest))}
	if w.Width == 0 {
		w.Width = defaultWidth
	}
	if w.Height == 0 {
		w.Height = defaultTall
	}
	return w
}

// plainTerm is the terminal's name, or a plain one for what is no name.
func plainTerm(term string) string {
	ok := term != "" && len(term) <= longestTerm && strings.IndexFunc(term, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_.+", r))
	}) < 0
	if !ok {
		return "vt100"
	}
	return term
}

// watchedChannel notes when the person and the bytes move, and lets one write
// at a time onto each stream, which x/crypto leaves to its caller.
type watchedChannel struct {
	gossh.Channel
	session *channel
	out     sync.Mutex
	stderr  *watchedStderr
}

func newWatchedChannel(ch gossh.Channel, s *channel) *watchedChannel {
	w := &watchedChannel{Channel: ch, session: s}
	w.stderr = &watchedStderr{channel: ch, session: s}
	return w
}

func (w *watchedChannel) Read(p []byte) (int, error) {
	defer w.session.await()()
	n, err := w.Channel.Read(p)
	if n > 0 {
		w.session.touched.Store(time.Now().UnixNano())
	}
	return n, err
}

func (w *watchedChannel) Write(p []byte) (int, error) {
	defer w.session.await()()
	w.out.Lock()
	defer w.out.Unlock()
	n, err := w.Channel.Write(p)
	w.session.moved.Store(time.Now().UnixNano())
	return n, err
}

// watchedStderr is the one stderr of a channel.
type watchedStderr struct {
	channel gossh.Channel
	session *channel
	mu      sync.Mutex
}

func (w *watchedChannel) Stderr() io.ReadWriter { return w.stderr }

func (w *watchedStderr) Read(p []byte) (int, error) { return w.channel.Stderr().Read(p) }

func (w *watchedStderr) Write(p []byte) (int, error) {
	defer w.session.await()()
	w.mu.Lock()
	defer w.mu.Unlock()
	n, err := w.channel.Stderr().Write(p)
	w.session.moved.Store(time.Now().UnixNano())
	return n, err
}
