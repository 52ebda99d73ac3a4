package sshserver

import (
	"context"
	"io"
	"strings"
	"unicode/utf8"

	"youku.example/sshserver/command"
	"youku.example/sshserver/command/cli"
	"youku.example/sshserver/scp"
	"youku.example/sshserver/sftp"
	"youku.example/store"
)

// serveCommand runs the line that the client sent, or the help when it sent
// none. The session's end cancels it; an end of the client's input does not:
// `get 7 </dev/null` goes on.
func (s *Server) serveCommand(sess *session) int {
	line := sess.RawCommand()
	if sess.protocol() == store.ProtocolSCP {
		return s.serveSCP(sess, line)
	}
	_, _, terminal := sess.Pty()
	if line == "" && terminal {
		defer sess.say(errDumb)
	}
	return command.Run(sess.ctx, s.commands(sess), cli.Call{
		Actor: sess.who(), Lang: sess.lang,
		Stdin: untilEnd{sess.ctx, sess.Session}, Stdout: sess.Session, Stderr: sess.Stderr(), Terminal: terminal,
		Client: sess.client, Host: s.host(sess), Port: s.port(), Location: location(variable(sess.Environ(), "TZ")), Clock: s.shop.Wall,
		Log: sess.log, Closing: s.closing,
	}, line)
}

// isSCP reports whether a line is the one that an scp client starts on the
// server's side.
func isSCP(line string) bool { return line == "scp" || strings.HasPrefix(line, "scp ") }

// serveSCP copies with the old protocol, which scp -O speaks. No one types its
// line by hand, so one that it does not know is explained.
func (s *Server) serveSCP(sess *session, line string) int {
	split, _ := command.Split(line) // one that can't be split is no request
	r, ok := scp.Parse(split)
	switch {
	case !utf8.ValidString(line): // a name in GBK
		sess.say(store.ErrFileName)
		return 1
	case !ok:
		sess.say(errNotSCP)
		return 2
	}
	if sess.who().Account == 0 {
		sess.say(errNoFiles)
		return 1
	}
	ch := &activityReader{ReadWriter: sess.Session}
	return scp.Serve(sess.ctx, ch, s.tree(sess, ch), r, sftp.Options{Stderr: sess.Stderr(), Log: sess.log})
}

// commands returns what the commands of a session work on.
func (s *Server) commands(sess *session) command.Services {
	return command.Services{
		Shop: s.shop, Intake: s.intake, Movies: s.movies, Files: s.trees, Bans: s.logins.Bans(),
		Registrar: s.logins.InSession(guestSession{sess, s}),
	}
}

// untilEnd reads what the client sends until the session ends. A read from a
// channel can't be interrupted, so it is left behind: the channel is closed
// soon after, and ends it.
type untilEnd struct {
	ctx  context.Context
	from io.Reader
}

func (u untilEnd) Read(p []byte) (int, error) {
	type result struct {
		data []byte
		err  error
	}
	got := make(chan result, 1)
	go func() {
		buf := make([]byte, len(p)) // p is the caller's again once Read returns
		n, err := u.from.Read(buf)
		got <- result{buf[:n], err}
	}()
	select {
	case r := <-got:
		return copy(p, r.data), r.err
	case <-u.ctx.Done():
		return 0, context.Cause(u.ctx)
	}
}
