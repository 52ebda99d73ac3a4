package auth

import (
	"context"
	"errors"
	"log/slog"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/sshserver/contain"
	"youku.example/sshserver/wire"
	"youku.example/store"
	"youku.example/store/fair"
)

// Why a proof failed. Clients see none of these words, only banners.
var (
	errNoNone        = errors.New("none opens this name not")
	errEmptyPassword = errors.New("an empty password opens nothing")
	errNoAnswer      = errors.New("the prompt was not answered")
	errPanicked      = errors.New("the login panicked")
	errTooManyWrong  = errors.New("too many wrong passwords on this connection")
)

// userAuth is the authentication of one connection.
type userAuth struct {
	*Logins
	conn Conn
	log  *slog.Logger

	pre        gossh.ServerPreAuthConn // where banners go
	instructed bool                    // the Chinese line was sent
	wrong      int                     // wrong passwords so far
	said       bool                    // why a proof could not be checked
}

// config lists the same methods for every name: publickey,
// keyboard-interactive, password. What it does with them depends on the name.
func (u *userAuth) config() *gossh.ServerConfig {
	return &gossh.ServerConfig{
		Config:                      u.conn.Algorithms(),
		PublicKeyAuthAlgorithms:     wire.KeyAlgorithms,
		MaxAuthTries:                u.limits.AuthTries,
		NoClientAuth:                true,
		NoClientAuthCallback:        u.none,
		PublicKeyCallback:           u.offered,
		VerifiedPublicKeyCallback:   u.proven,
		KeyboardInteractiveCallback: u.ask,
		PasswordCallback:            u.password,
		AuthLogCallback:             u.note,
		PreAuthConnCallback:         u.begin,
	}
}

// begin is called when the client may make its first proof.
func (u *userAuth) begin(c gossh.ServerPreAuthConn) {
	u.pre = c
	u.conn.BeginAuth(c)
}

// admit ends every proof that succeeded: with the actor, unless its account, or all guests
// together, have enough connections.
func (u *userAuth) admit(a store.Actor) (*gossh.Permissions, error) {
	if u.conn.Claim(a.Account) {
		return permissionsOf(a), nil
	}
	no := crowded(a.Account, u.limits)
	return nil, &gossh.BannerError{Err: no, Message: bothLanguages(no) + "\r\n"}
}

// none lets guest in. `new` is refused: every OpenSSH asks for none first, and
// would then never prove its key.
func (u *userAuth) none(m gossh.ConnMetadata) (p *gossh.Permissions, err error) {
	defer contain.Log(u.log, "a login", func() { p, err = nil, errPanicked })
	if !isName(m.User(), nameGuest) {
		return nil, errNoNone
	}
	return u.admit(guest(nameGuest))
}

// offered reports whether a proof of the key would open the name. It lets no client
// in: it may not have the key.
func (u *userAuth) offered(m gossh.ConnMetadata, key gossh.PublicKey) (p *gossh.Permissions, err error) {
	defer contain.Log(u.log, "a login", func() { p, err = nil, errPanicked })
	_, err = u.lookUp(m, key)
	return nil, err
}

// proven takes the actor from a key whose signature was just verified.
func (u *userAuth) proven(m gossh.ConnMetadata, key gossh.PublicKey, _ *gossh.Permissions, _ string) (p *gossh.Permissions, err error) {
	defer contain.Log(u.log, "a login", func() { p, err = nil, errPanicked })
	a, err := u.lookUp(m, key)
	if err != nil {
		return nil, err
	}
	return u.admit(a)
}

func (u *userAuth) lookUp(m gossh.ConnMetadata, key gossh.PublicKey) (store.Actor, error) {
	ctx, cancel := u.timeout()
	defer cancel()
	a, err := u.byKey(ctx, m.User(), key)
	if err != nil && !errors.Is(err, errUnknownKey) {
		u.log.Error("a key could not be looked up", "err", err)
		err = u.say(err)
	}
	return a, err
}

// say has a client read why its proof could not be checked, once however many proofs it
// tries: the refusal alone would tell someone with the right one that it is wrong.
func (u *userAuth) say(err error) error {
	u.conn.Excused()
	if u.said {
		return err
	}
	u.said = true
	return &gossh.BannerError{Err: err, Message: bothLanguages(err) + "\r\n"}
}

// Instruction stands above the one prompt and says what an empty answer is for; ""
// where it is for nothing. It is in English; banner is the same in Chinese. The
// language is unknown until a session begins, so both are sent; as two messages,
// because OpenSSH shows a banner as it is and an instruction as octal numbers
// wherever it is not ASCII.
func Instruction(r store.Rules) (instruction, banner string) {
	looks, registers := !r.NoGuests, r.Registration != store.AdmitNone
	switch {
	case looks && registers:
		return "press Enter alone to look around or register", "直接按回车可先逛逛或注册\r\n"
	case looks:
		return "press Enter alone to look around", "直接按回车可先逛逛\r\n"
	case registers:
		return "press Enter alone to register", "直接按回车可注册\r\n"
	}
	return "", ""
}

// instruct returns the instruction, and sends the banner, once however often the
// password is asked for.
func (u *userAuth) instruct() string {
	instruction, banner := Instruction(u.people.Rules())
	if banner != "" && !u.instructed && u.pre != nil {
		u.instructed = true
		_ = u.pre.SendAuthBanner(banner) // a lost connection shows at the prompt
	}
	return instruction
}

// ask is keyboard-interactive. An empty answer is a guest's, whatever the
// name; `new` is not asked, it has nothing to answer.
func (u *userAuth) ask(m gossh.ConnMetadata, challenge gossh.KeyboardInteractiveChallenge) (p *gossh.Permissions, err error) {
	defer contain.Log(u.log, "a login", func() { p, err = nil, errPanicked })
	if isName(m.User(), nameNew) {
		return u.admit(guest(nameNew))
	}
	answers, err := challenge("", u.instruct(), []string{"Password: "}, []bool{false})
	if err != nil {
		return nil, err
	}
	if len(answers) != 1 {
		return nil, errNoAnswer
	}
	if answers[0] == "" {
		return u.admit(guest(store.Clean(cut(m.User(), 64))))
	}
	return u.try(m.User(), answers[0])
}

// password is the method of clients that can do nothing else. An empty one
// would let saved-password clients in as guests by mistake.
func (u *userAuth) password(m gossh.ConnMetadata, password []byte) (p *gossh.Permissions, err error) {
	defer contain.Log(u.log, "a login", func() { p, err = nil, errPanicked })
	if len(password) == 0 {
		return nil, errEmptyPassword
	}
	return u.try(m.User(), string(password))
}

func (u *userAuth) try(name, password string) (*gossh.Permissions, error) {
	if u.wrong >= u.limits.Passwords {
		_ = u.conn.Close()
		return nil, errTooManyWrong
	}
	ctx, cancel := u.timeout()
	defer cancel()
	a, err := u.tryPassword(ctx, u.conn.Source(), name, password)
	if err == nil {
		return u.admit(a)
	}
	var no *store.Refusal
	if !errors.As(err, &no) || no.Code == store.ErrRowsAway.Code { // it is no guess
		u.log.Error("a password could not be checked", "err", err)
		return nil, u.say(err)
	}
	u.wrong++
	u.conn.Guessed()
	if no.Code == store.ErrThrottled.Code {
		return nil, &gossh.BannerError{Err: err, Message: bothLanguages(no) + "\r\n"}
	}
	return nil, err
}

// timeout bounds how long one step of a login may work.
func (u *userAuth) timeout() (context.Context, context.CancelFunc) {
	return context.WithTimeout(fair.WithCaller(context.Background(), u.conn.Caller), u.limits.Grace)
}

// note logs a proof and how it ended. A name that is none may be a
// password typed too early: it is not written down.
func (u *userAuth) note(m gossh.ConnMetadata, method string, err error) {
	if err == nil {
		u.conn.LoggedIn()
		u.log.Info("logged in", "as", u.nameOf(m), "method", method, "client", ClientOf(m))
		return
	}
	level := slog.LevelDebug
	if errors.Is(err, store.ErrWrongLogin) || errors.Is(err, store.ErrThrottled) {
		level = slog.LevelInfo
	}
	if !u.log.Enabled(context.Background(), level) {
		return
	}
	u.log.Log(context.Background(), level, "login refused", "as", u.nameOf(m), "method", method, "err", store.Clean(err.Error()))
}
