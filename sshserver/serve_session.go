package sshserver

import (
	"time"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"

	"youku.example/sshserver/auth"
	"youku.example/sshserver/wire"
	"youku.example/store"
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
	ch := newChannel(c, ctx, who, auth.ClientOf(sc))
	if s.draining.Load() || !s.sessions.Take(c.source, 1) {
		ch.ctx.cancel(nil) // else the connection's would remember it
		_ = nc.Reject(gossh.ResourceShortage, "too many sessions")
		return
	}
	defer s.sessions.Give(c.source, 1)
	if !c.open(ch) {
		ch.ctx.cancel(nil)
		_ = nc.Reject(gossh.ResourceShortage, "too many sessions on this connection")
		return
	}
	defer ch.release()
	if who.Role != store.RoleAdmin {
		wire.Narrow(nc)
	}
	unasked := time.AfterFunc(s.config.Limits.Grace, func() {
		if ch.protocol() == "" {
			ch.end(errIdle)
		}
	})
	defer unasked.Stop()
	ssh.DefaultSessionHandler(srv, sc, &filteredChannel{NewChannel: nc, channel: ch, log: s.log, knows: func(subsystem string) bool {
		return srv.SubsystemHandlers[subsystem] != nil
	}}, ch.ctx)
}

// watchLife ends a connection whose client shows no sign of life.
func (s *Server) watchLife(c *conn, sc *gossh.ServerConn) {
	c.WatchLife(sc, s.config.Limits.Alive, func() {
		s.log.Info("connection ended: its client shows no sign of life", "addr", c.Addr)
		_ = c.Close()
	})
}
