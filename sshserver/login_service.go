package sshserver

import (
	"context"
	"errors"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/store"
)

// loginService makes a user of the guest of one session: the login and register
// screens' door, and the register command's.
type loginService struct {
	server  *Server
	session *session
}

// Login opens an account by its password, under the throttles of the SSH
// doors. It never makes an admin.
func (f *loginService) Login(ctx context.Context, name, password string) (store.Actor, error) {
	who := f.session.who()
	if who.Account != 0 {
		return who, store.ErrNotAllowed
	}
	keeper := authenticator{f.server.people, f.server.admins}
	a, err := tryPassword(ctx, keeper, f.server.throttle, f.session.conn.source, name, password)
	if err != nil {
		return who, err
	}
	a.Session, a.Addr = who.Session, who.Addr
	return f.become(ctx, a)
}

// Register makes an account, so many an hour for each source; and so many
// times an hour a source hears that a name or a key is another's, since that
// tells which names exist. A key that is vouched for makes its account an
// admin's; one that no longer is makes none.
func (f *loginService) Register(ctx context.Context, r store.Registration) (store.Actor, error) {
	who := f.session.who()
	if who.Vouched != "" && !f.server.stillVouched(who) {
		return who, store.ErrRevoked
	}
	src := f.session.conn.source
	unregister, wait := f.server.registrations.Take(src)
	if unregister == nil {
		return who, throttled(wait)
	}
	untell, wait := f.server.names.Take(src)
	if untell == nil {
		unregister()
		return who, throttled(wait)
	}
	account, err := f.server.people.Register(ctx, who, r)
	if !tellsOfNames(err) {
		untell()
	}
	if err != nil {
		unregister()
		return who, err
	}
	return f.become(ctx, registered(who, account))
}

func throttled(wait time.Duration) error {
	return &store.Refusal{Code: store.ErrThrottled.Code, Wait: wait.Round(time.Second)}
}

// tellsOfNames reports whether a registration's refusal says that an account
// or a vouched key stands behind a name or a key.
func tellsOfNames(err error) bool {
	return errors.Is(err, store.ErrNameTaken) || errors.Is(err, store.ErrNameReserved) || errors.Is(err, store.ErrKeyTaken)
}

// registered is who a guest is after making an account: an admin by a vouched
// key, else a user by the password just set, or by its key without one.
func registered(who store.Actor, account store.Account) store.Actor {
	if who.Vouched != "" {
		a := ofAccount(who, account, store.RoleAdmin)
		a.Vouched = ""
		return a
	}
	a := ofAccount(who, account, store.RoleUser)
	if account.HasPassword {
		a.Stamp, a.Key, a.KeyLine = account.Stamp, "", ""
	}
	return a
}

// stillVouched reports whether the operator has not taken the vouching back.
func (s *Server) stillVouched(who store.Actor) bool {
	key, _, _, _, err := gossh.ParseAuthorizedKey([]byte(who.KeyLine))
	if err != nil {
		return false
	}
	name, ok := s.admins.Name(key)
	return ok && isName(name, who.Vouched)
}

// become goes on as another actor: for this session only, and seen at once.
func (f *loginService) become(ctx context.Context, a store.Actor) (store.Actor, error) {
	before := f.session.who()
	if !f.server.connections.Claim(f.session.conn, a.Account) {
		return before, crowded(a.Account, f.server.config.Limits)
	}
	f.session.present(f.server.people, a)
	if err := f.server.people.CheckActive(ctx, a); err != nil {
		f.session.present(f.server.people, before)
		return before, err
	}
	f.server.noteLogin(f.session, a)
	f.session.log.Info("a guest came in", "as", store.Clean(a.Name), "role", a.Role)
	return a, nil
}
