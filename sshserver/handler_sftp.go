package sshserver

import (
	"youku.example/sshserver/sftp"
	"youku.example/sshserver/tree"
	"youku.example/tui/words"
)

// serveSFTP is the subsystem. A guest's is accepted, so that the client hears
// why there is nothing for it: a refused one only says "subsystem request
// failed".
func (s *Server) serveSFTP(sess *session) int {
	if sess.who().Account == 0 {
		sess.say(errNoFiles)
		return 1
	}
	o := sftp.Options{Stderr: sess.Stderr(), Log: sess.log}
	if sess.inStatus() {
		sess.served = true
		o.Ended = func() error { return sess.ending() }
	}
	ch := &activityReader{ReadWriter: sess.Session}
	if err := sftp.Serve(sess.ctx, ch, s.tree(sess, ch), o); err != nil && sess.ctx.Err() == nil {
		sess.log.Info("sftp ended early", "err", err)
		return 1
	}
	return 0
}

// tree returns the files that the session's account sees.
func (s *Server) tree(sess *session, ch *activityReader) sftp.FS {
	return s.trees.For(tree.Viewer{
		Actor: sess.who(), Lang: sess.lang, Protocol: sess.protocol(), Client: sess.client, Log: sess.log,
		Login:      words.Login{Name: sess.who().Name, Host: s.host(sess), Port: s.port()},
		Connection: sess.Context().SessionID(), Heard: ch.last,
	})
}
