package sshserver

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/sshserver/limit"
	"youku.example/sshserver/wire"
	"youku.example/store"
	"youku.example/tui/words"
)

// The refusals of the doors. Clients see none of their words, only banners.
var (
	errNoNone        = errors.New("none opens this name not")
	errEmptyPassword = errors.New("an empty password opens nothing")
	errNoAnswer      = errors.New("the prompt was not answered")
	errFell          = errors.New("the login fell over")
	errTooManyWrong  = errors.New("too many wrong passwords on this connection")
)

// actorKey is where a finished proof leaves the actor: in the Permissions of
// the method that succeeded, and nowhere else. What was offered, or proven
// under another name before, is forgotten with the callback it came in.
type actorKey struct{}

func permissionsOf(a store.Actor) *gossh.Permissions {
	return &gossh.Permissions{ExtraData: map[any]any{actorKey{}: a}}
}

// admit is the end of every proof: the actor, unless its account, or all guests
// together, have enough connections.
func (d *userAuth) admit(a store.Actor) (*gossh.Permissions, error) {
	if d.conn.limiter.Claim(d.conn, a.Account) {
		return permissionsOf(a), nil
	}
	no := crowded(a.Account, d.limits)
	return nil, &gossh.BannerError{Err: no, Message: bothLanguages(no) + "\r\n"}
}

// crowded is the refusal of one more connection to an account, or to a guest.
func crowded(account int64, l limit.Limits) error {
	if account == 0 {
		return store.ErrBusy
	}
	return &store.Refusal{Code: store.ErrConnections.Code, Limit: l.OfAccount}
}

// actorOf is who a connection is; false when no door of ours let it in.
func actorOf(p *gossh.Permissions) (store.Actor, bool) {
	if p == nil {
		return store.Actor{}, false
	}
	a, ok := p.ExtraData[actorKey{}].(store.Actor)
	return a, ok
}

// userAuth is the authentication of one connection.
type userAuth struct {
	authenticator authenticator
	throttle      *throttle
	limits        limit.Limits
	conn          *conn
	log           *slog.Logger

	pre     gossh.ServerPreAuthConn // where banners go
	invited bool                    // the Chinese line was sent
	wrong   int                     // wrong passwords so far
}

// config lists the same methods for every name: publickey,
// keyboard-interactive, password. What it does with them depends on the name.
func (d *userAuth) config() *gossh.ServerConfig {
	spoken := d.conn.Algorithms()
	return &gossh.ServerConfig{
		Config:                      spoken,
		PublicKeyAuthAlgorithms:     wire.KeyAlgorithms,
		MaxAuthTries:                d.limits.AuthTries,
		NoClientAuth:                true,
		NoClientAuthCallback:        d.none,
		PublicKeyCallback:           d.offered,
		VerifiedPublicKeyCallback:   d.proven,
		KeyboardInteractiveCallback: d.ask,
		PasswordCallback:            d.password,
		AuthLogCallback:             d.note,
		PreAuthConnCallback:         d.begin,
	}
}

// begin is called when the client may make its first proof.
func (d *userAuth) begin(c gossh.ServerPreAuthConn) {
	d.pre = c
	d.conn.BeginAuth(c)
}

// none lets guest in. `new` is refused: every OpenSSH asks for none first, and
// would then never prove its key.
func (d *userAuth) none(m gossh.ConnMetadata) (p *gossh.Permissions, err error) {
	defer d.caught(&p, &err)
	if !isName(m.User(), nameGuest) {
		return nil, errNoNone
	}
	return d.admit(guest(nameGuest))
}

// offered says whether a proof of the key would open the name. It says nothing
// of who somebody is: the client may not have the key.
func (d *userAuth) offered(m gossh.ConnMetadata, key gossh.PublicKey) (p *gossh.Permissions, err error) {
	defer d.caught(&p, &err)
	_, err = d.byKey(m, key)
	return nil, err
}

// proven takes the actor from a key whose signature was just verified.
func (d *userAuth) proven(m gossh.ConnMetadata, key gossh.PublicKey, _ *gossh.Permissions, _ string) (p *gossh.Permissions, err error) {
	defer d.caught(&p, &err)
	a, err := d.byKey(m, key)
	if err != nil {
		return nil, err
	}
	return d.admit(a)
}

// caught makes of a panic a proof that failed: no one else is concerned.
func (d *userAuth) caught(p **gossh.Permissions, err *error) {
	if what := recover(); what != nil {
		d.log.Error("panic in a login", "panic", fmt.Sprint(what), "stack", string(debug.Stack()))
		*p, *err = nil, errFell
	}
}

func (d *userAuth) byKey(m gossh.ConnMetadata, key gossh.PublicKey) (store.Actor, error) {
	ctx, cancel := d.patience()
	defer cancel()
	a, err := d.authenticator.byKey(ctx, m.User(), key)
	if err != nil && !errors.Is(err, errUnknownKey) {
		d.log.Error("a key could not be looked up", "err", err)
	}
	return a, err
}

// invitation and instruction stand above the one prompt. The language is
// unknown until a session begins, so they speak both; as two messages, because
// OpenSSH shows a banner as it is and an instruction as octal numbers wherever
// it is not ASCII.
const (
	invitation  = "直接按回车可先逛逛或注册\r\n"
	instruction = "press Enter alone to look around or register"
)

// invite sends the Chinese line, once however often the password is asked for.
func (d *userAuth) invite() {
	if d.invited || d.pre == nil {
		return
	}
	d.invited = true
	_ = d.pre.SendAuthBanner(invitation) // a lost connection shows at the prompt
}

// ask is keyboard-interactive. An empty answer is a guest's, whatever the
// name; `new` is not asked, it has nothing to answer.
func (d *userAuth) ask(m gossh.ConnMetadata, challenge gossh.KeyboardInteractiveChallenge) (p *gossh.Permissions, err error) {
	defer d.caught(&p, &err)
	if isName(m.User(), nameNew) {
		return d.admit(guest(nameNew))
	}
	d.invite()
	answers, err := challenge("", instruction, []string{"Password: "}, []bool{false})
	if err != nil {
		return nil, err
	}
	if len(answers) != 1 {
		return nil, errNoAnswer
	}
	if answers[0] == "" {
		return d.admit(guest(store.Clean(cut(m.User(), 64))))
	}
	return d.try(m.User(), answers[0])
}

// password is the method of clients that can do nothing else. An empty one
// would let saved-password clients in as guests by mistake.
func (d *userAuth) password(m gossh.ConnMetadata, password []byte) (p *gossh.Permissions, err error) {
	defer d.caught(&p, &err)
	if len(password) == 0 {
		return nil, errEmptyPassword
	}
	return d.try(m.User(), string(password))
}

func (d *userAuth) try(name, password string) (*gossh.Permissions, error) {
	if d.wrong >= d.limits.Passwords {
		_ = d.conn.Conn.Conn.Close()
		return nil, errTooManyWrong
	}
	ctx, cancel := d.patience()
	defer cancel()
	a, err := tryPassword(ctx, d.authenticator, d.throttle, d.conn.source, name, password)
	if err == nil {
		return d.admit(a)
	}
	d.wrong++
	d.conn.guessed.Store(true)
	var no *store.Refusal
	switch {
	case errors.As(err, &no) && no.Code == store.ErrThrottled.Code:
		return nil, &gossh.BannerError{Err: err, Message: bothLanguages(no) + "\r\n"}
	case !errors.As(err, &no):
		d.log.Error("a password could not be checked", "err", err)
	}
	return nil, err
}

// patience bounds how long one step of a login may work.
func (d *userAuth) patience() (context.Context, context.CancelFunc) {
	return context.WithTimeout(store.WithCaller(context.Background(), d.conn.whose), d.limits.Grace)
}

// note writes who tried to come in and how. A name that is none may be a
// password typed too early: it is not written down.
func (d *userAuth) note(m gossh.ConnMetadata, method string, err error) {
	if err == nil {
		d.conn.LoggedIn()
		d.log.Info("logged in", "as", d.nameOf(m), "method", method, "client", clientOf(m))
		return
	}
	level := slog.LevelDebug
	if errors.Is(err, store.ErrWrongLogin) || errors.Is(err, store.ErrThrottled) {
		level = slog.LevelInfo
	}
	if !d.log.Enabled(context.Background(), level) {
		return
	}
	d.log.Log(context.Background(), level, "login refused", "as", d.nameOf(m), "method", method, "err", store.Clean(err.Error()))
}

// nameOf is the name that was typed, if it may be written down: the name of
// an account. Any other may be a password that was typed a line too early.
func (d *userAuth) nameOf(m gossh.ConnMetadata) string {
	name := loggable(m.User())
	if name == nameGuest || name == nameNew || name == noName {
		return name
	}
	ctx, cancel := d.patience()
	defer cancel()
	if _, err := d.authenticator.people.AccountByName(ctx, name); err != nil {
		return noName
	}
	return name
}

const noName = "(no account)"

// loggable is a name that an account could have, or that there is none.
func loggable(name string) string {
	for _, known := range []string{nameGuest, nameNew} {
		if isName(name, known) {
			return known
		}
	}
	if _, err := store.CheckName(name); err != nil {
		return noName
	}
	return store.Clean(name)
}

// calledOf is what the log calls an actor. The name of a guest was typed and
// not proven.
func calledOf(a store.Actor) string {
	if a.Account == 0 {
		return nameGuest
	}
	return loggable(a.Name)
}

// clientOf is the client's version line, fit to show.
func clientOf(m gossh.ConnMetadata) string {
	return store.Clean(cut(string(m.ClientVersion()), 100))
}

// bothLanguages is a refusal before any language is known.
func bothLanguages(err error) string {
	t := sentence(err)
	return t.In(words.Zh) + " · " + t.In(words.En)
}

// cut shortens what strangers send before anything is done with it.
func cut(s string, most int) string {
	if len(s) > most {
		return s[:most]
	}
	return s
}
