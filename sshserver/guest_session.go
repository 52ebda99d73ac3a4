package sshserver

import (
	"net/netip"

	"youku.example/store"
)

// guestSession is a session whose guest may log in, or register.
type guestSession struct {
	*session
	server *Server
}

func (g guestSession) Who() store.Actor { return g.who() }

func (g guestSession) Source() netip.Prefix { return g.conn.source }

func (g guestSession) Claim(account int64) bool { return g.conn.Claim(account) }

func (g guestSession) Present(a store.Actor) { g.present(g.server.people, a) }

func (g guestSession) NoteLogin(a store.Actor) {
	g.server.noteLogin(g.session, a)
	g.log.Info("a guest came in", "as", store.Clean(a.Name), "role", a.Role)
}
