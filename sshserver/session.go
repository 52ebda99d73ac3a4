package sshserver

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"strings"
	"time"

	"charm.land/ssh"

	"youku.example/sshserver/auth"
	"youku.example/sshserver/contain"
	"youku.example/store"
	"youku.example/tui/words"
)

// A login waits so long for its line in the audit, which is written for so long
// at most: on a slow disk it comes a little later.
const (
	noteWithin = time.Second
	noteAtMost = 30 * time.Second
)

// session is what a protocol's handler gets: a session that passed the gate.
type session struct {
	ssh.Session
	*channel
	ctx    context.Context // ends with the session, not with the connection
	log    *slog.Logger
	served bool // over SFTP, to a client that reads it in a status, see inStatus
}

// gate is the one way to every protocol, whether shell, exec or subsystem: it
// contains panics, logs, asks whether the account may act, makes the session
// present, and says the last sentence when the server ends it. run answers the
// exit status.
func (s *Server) gate(protocol func(ssh.Session) store.Protocol, run func(*session) int) ssh.Handler {
	return func(ss ssh.Session) {
		ch := sessionOf(ss.Context())
		if ch == nil || !ch.hold() {
			_ = ss.Exit(1)
			return
		}
		defer ch.release()
		s.working.Add(1)
		defer s.working.Done()

		who := ch.who()
		ch.start(protocol(ss))
		sess := &session{Session: ss, channel: ch, ctx: ch.ctx}
		sess.log = s.log.With("session", ch.id[:8], "protocol", ch.protocol(), "who", auth.LoggedName(who), "role", who.Role, "addr", who.Addr)
		sess.lang = s.language(sess, who)
		code := s.runSession(sess, run)
		_ = ss.Exit(code)
		sess.log.Info("session ended", "exit", code, "took", time.Since(ch.since).Round(time.Millisecond))
	}
}

// runSession runs one session; a panic in it ends nothing else.
func (s *Server) runSession(sess *session, run func(*session) int) (code int) {
	defer contain.Log(sess.log, "a session", func() {
		sess.say(errors.New("panic"))
		code = 1
	})
	sess.log.Info("session", "client", sess.client)
	if err := s.arrive(sess); err != nil {
		if cause := sess.ended(); cause != nil { // it was ended on its way in
			err = cause
		}
		sess.say(err)
		return 1
	}
	defer sess.depart()
	sess.watchIdle(s.live.Load().Limits.Idle)
	code = run(sess)
	if cause := sess.ended(); cause != nil {
		sess.say(cause)
		return 1
	}
	return code
}

// arrive lets the session act. The shop is asked again once the session is
// present: a lock in between has not seen it.
func (s *Server) arrive(sess *session) error {
	who := sess.who()
	if err := s.people.CheckActive(sess.ctx, who); err != nil {
		return err
	}
	sess.present(s.people, who)
	if err := s.people.CheckActive(sess.ctx, who); err != nil {
		sess.depart()
		return err
	}
	s.noteLogin(sess, who)
	return nil
}

// noteLogin puts a login into the audit. That it can't be written, or takes its
// time, keeps no person out: who is to make room on a full disk must get in.
func (s *Server) noteLogin(sess *session, who store.Actor) {
	noted := make(chan struct{})
	s.working.Add(1) // the server stays open for it
	go func() {
		defer s.working.Done()
		defer close(noted)
		defer contain.Log(sess.log, "noting a login", nil)
		ctx, cancel := context.WithTimeout(context.WithoutCancel(sess.ctx), noteAtMost)
		defer cancel()
		if err := s.people.NoteLogin(ctx, who); err != nil {
			sess.log.Error("note a login", "err", err)
		}
	}()
	late := time.NewTimer(noteWithin)
	defer late.Stop()
	select {
	case <-noted:
	case <-late.C:
	case <-sess.ctx.Done():
	}
}

// present enters the session under an actor, in the place of an earlier one.
func (s *session) present(p People, a store.Actor) {
	leave := p.Enter(a, store.Visit{
		ID: a.Session, Account: a.Account, Name: a.Name, Role: a.Role, Protocol: s.protocol(),
		Addr: a.Addr, Client: s.client, Key: a.Key, Since: s.since,
	}, s.end)
	s.mu.Lock()
	before := s.leave
	s.leave, s.actor = leave, a
	s.mu.Unlock()
	if before != nil {
		before()
	}
}

func (s *session) depart() {
	s.mu.Lock()
	leave := s.leave
	s.leave = nil
	s.mu.Unlock()
	if leave != nil {
		leave()
	}
}

// say writes the sentence of a refusal to stderr, in the session's language.
// An inner fault becomes the same fixed words for everybody.
func (s *session) say(err error) {
	if s.inStatus() {
		s.sayInStatus(err)
		return
	}
	_, _ = io.WriteString(s.Stderr(), sentence(err).In(s.lang)+"\n")
}

// language returns the one that somebody chose and was remembered, else the one of
// the session's locale, else the server's.
func (s *Server) language(sess *session, who store.Actor) words.Lang {
	chosen := ""
	if who.Account != 0 {
		if a, err := s.people.Account(sess.ctx, who); err == nil {
			chosen = a.Language
		}
	}
	return pickLanguage(chosen, sess.Environ(), s.live.Load().Language)
}

func pickLanguage(chosen string, environ []string, server words.Lang) words.Lang {
	if chosen == string(words.Zh) || chosen == string(words.En) {
		return words.Lang(chosen)
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if locale := variable(environ, name); locale != "" {
			return words.FromLocale(locale, server)
		}
	}
	return server
}

// variable returns the last value that was given to an environment variable.
func variable(environ []string, name string) string {
	for i := len(environ) - 1; i >= 0; i-- {
		if k, v, _ := strings.Cut(environ[i], "="); k == name {
			return v
		}
	}
	return ""
}
