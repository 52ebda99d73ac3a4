package sshserver

import (
	"youku.example/sshserver/sftp"
	"youku.example/sshserver/tree"
	"youku.example/tui/words"
)

// serveSFTP is the subsystem. A guest's is accepted, so that the client hears
// why there is nothing for it: a refused one only says "subsystem request
// failed".
func (s *Server) serveSFTP(v *session) int {
	if v.who().Account == 0 {
		v.say(errNoFiles)
		return 1
	}
	o := sftp.Options{Stderr: v.Stderr(), Log: v.log}
	if v.inStatus() {
		v.served = true
		o.Ended = func() error { return v.ending() }
	}
	ch := &activityReader{ReadWriter: v.Session}
	if err := sftp.Serve(v.ctx, ch, s.tree(v, ch), o); err != nil && v.ctx.Err() == nil {
		v.log.Info("sftp ended early", "err", err)
		return 1
	}
	return 0
}

// tree is the files that the session's account sees.
func (s *Server) tree(v *session, ch *activityReader) sftp.FS {
	return s.trees.For(tree.Viewer{
		Actor: v.who(), Lang: v.lang, Door: v.through(), Client: v.client, Log: v.log,
		Login:      words.Login{Name: v.who().Name, Host: s.host(v), Port: s.port()},
		Connection: v.Context().SessionID(), Heard: ch.last,
	})
}
