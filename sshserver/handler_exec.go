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
func (s *Server) serveCommand(v *session) int {
	line := v.RawCommand()
	if v.through() == store.ProtocolSCP {
		return s.serveSCP(v, line)
	}
	_, _, terminal := v.Pty()
	if line == "" && terminal {
		defer v.say(errDumb)
	}
	return command.Run(v.ctx, s.commands(v), cli.Call{
		Actor: v.who(), Lang: v.lang,
		Stdin: untilEnd{v.ctx, v.Session}, Stdout: v.Session, Stderr: v.Stderr(), Terminal: terminal,
		Client: v.client, Host: s.host(v), Port: s.port(), Location: location(variable(v.Environ(), "TZ")),
		Log: v.log, Closing: s.closing,
	}, line)
}

// isSCP tells the line that an scp client starts on the other side.
func isSCP(line string) bool { return line == "scp" || strings.HasPrefix(line, "scp ") }

// serveSCP copies with the old protocol, which scp -O speaks. No one types its
// line by hand, so one that it does not know is explained.
func (s *Server) serveSCP(v *session, line string) int {
	split, _ := command.Split(line) // one that can't be split is no request
	r, ok := scp.Parse(split)
	switch {
	case !utf8.ValidString(line): // a name in GBK
		v.say(store.ErrFileName)
		return 1
	case !ok:
		v.say(errNotSCP)
		return 2
	}
	if v.who().Account == 0 {
		v.say(errNoFiles)
		return 1
	}
	ch := &activityReader{ReadWriter: v.Session}
	return scp.Serve(v.ctx, ch, s.tree(v, ch), r, sftp.Options{Stderr: v.Stderr(), Log: v.log})
}

// commands is what the commands of a session work on.
func (s *Server) commands(v *session) command.Services {
	return command.Services{
		Shop: s.shop, Intake: s.intake, Movies: s.movies, Files: s.trees, Bans: s.logins.Bans(),
		Registrar: s.logins.InSession(guestSession{v, s}),
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
