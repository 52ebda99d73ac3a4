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
	served bool // over SFTP, to a client that is told in a status, see inStatus
}

// gate is the one way to every door, whether shell, exec or subsystem: it
// contains panics, logs, asks whether the account may act, makes the session
// present, and says the last sentence when the server ends it. run answers the
// exit status.
func (s *Server) gate(door func(ssh.Session) store.Protocol, run func(*session) int) ssh.Handler {
	return func(ss ssh.Session) {
		in := sessionOf(ss.Context())
		if in == nil || !in.hold() {
			_ = ss.Exit(1)
			return
		}
		defer in.release()
		s.working.Add(1)
		defer s.working.Done()

		who := in.who()
		in.start(door(ss))
		v := &session{Session: ss, channel: in, ctx: in.ctx}
		v.log = s.log.With("session", in.id[:8], "door", in.through(), "who", auth.LoggedName(who), "role", who.Role, "addr", who.Addr)
		v.lang = s.language(v, who)
		code := s.runSession(v, run)
		_ = ss.Exit(code)
		v.log.Info("session ended", "exit", code, "took", time.Since(in.since).Round(time.Millisecond))
	}
}

// runSession runs one session; a panic in it ends nothing else.
func (s *Server) runSession(v *session, run func(*session) int) (code int) {
	defer contain.Log(v.log, "a session", func() {
		v.say(errors.New("panic"))
		code = 1
	})
	v.log.Info("session", "client", v.client)
	if err := s.arrive(v); err != nil {
		if cause := v.ended(); cause != nil { // it was ended on its way in
			err = cause
		}
		v.say(err)
		return 1
	}
	defer v.depart()
	v.watchIdle(s.live.Load().Limits.Idle)
	code = run(v)
	if cause := v.ended(); cause != nil {
		v.say(cause)
		return 1
	}
	return code
}

// arrive lets the session act. The shop is asked again once the session is
// present: a lock in between has not seen it.
func (s *Server) arrive(v *session) error {
	who := v.who()
	if err := s.people.CheckActive(v.ctx, who); err != nil {
		return err
	}
	v.present(s.people, who)
	if err := s.people.CheckActive(v.ctx, who); err != nil {
		v.depart()
		return err
	}
	s.noteLogin(v, who)
	return nil
}

// noteLogin puts a login into the audit. That it can't be written, or takes its
// time, keeps no person out: who is to make room on a full disk must get in.
func (s *Server) noteLogin(v *session, who store.Actor) {
	noted := make(chan struct{})
	s.working.Add(1) // the server stays open for it
	go func() {
		defer s.working.Done()
		defer close(noted)
		defer contain.Log(v.log, "noting a login", nil)
		ctx, cancel := context.WithTimeout(context.WithoutCancel(v.ctx), noteAtMost)
		defer cancel()
		if err := s.people.NoteLogin(ctx, who); err != nil {
			v.log.Error("note a login", "err", err)
		}
	}()
	late := time.NewTimer(noteWithin)
	defer late.Stop()
	select {
	case <-noted:
	case <-late.C:
	case <-v.ctx.Done():
	}
}

// present enters the session under an actor, in the place of an earlier one.
func (v *session) present(p People, a store.Actor) {
	leave := p.Enter(a, store.Visit{
		ID: a.Session, Account: a.Account, Name: a.Name, Role: a.Role, Protocol: v.through(),
		Addr: a.Addr, Client: v.client, Key: a.Key, Since: v.since,
	}, v.end)
	v.mu.Lock()
	before := v.leave
	v.leave, v.actor = leave, a
	v.mu.Unlock()
	if before != nil {
		before()
	}
}

func (v *session) depart() {
	v.mu.Lock()
	leave := v.leave
	v.leave = nil
	v.mu.Unlock()
	if leave != nil {
		leave()
	}
}

// say writes the sentence of a refusal to stderr, in the session's language.
// An inner fault becomes the same fixed words for everybody.
func (v *session) say(err error) {
	if v.inStatus() {
		v.sayInStatus(err)
		return
	}
	_, _ = io.WriteString(v.Stderr(), sentence(err).In(v.lang)+"\n")
}

// language is the one that somebody chose and was remembered, else the one of
// the session's locale, else the server's.
func (s *Server) language(v *session, who store.Actor) words.Lang {
	chosen := ""
	if who.Account != 0 {
		if a, err := s.people.Account(v.ctx, who); err == nil {
			chosen = a.Language
		}
	}
	return pickLanguage(chosen, v.Environ(), s.live.Load().Language)
}

func pickLanguage(chosen string, environ []string, house words.Lang) words.Lang {
	if chosen == string(words.Zh) || chosen == string(words.En) {
		return words.Lang(chosen)
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if locale := variable(environ, name); locale != "" {
			return words.FromLocale(locale, house)
		}
	}
	return house
}

// variable is the last value that was given to an environment variable.
func variable(environ []string, name string) string {
	for i := len(environ) - 1; i >= 0; i-- {
		if k, v, _ := strings.Cut(environ[i], "="); k == name {
			return v
		}
	}
	return ""
}
