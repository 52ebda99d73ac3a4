package auth

import (
	"context"
	"errors"
	"net/netip"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/sshserver/limit"
	"youku.example/store"
)

// LoginService makes a user of the guest of one session, for the screens of login
// and registration and for the register command.
type LoginService struct {
	logins  *Logins
	session Session
}

// Login opens an account by its password, under the throttles of the SSH
// logins. It never makes an admin.
func (s *LoginService) Login(ctx context.Context, name, password string) (store.Actor, error) {
	who := s.session.Who()
	if who.Account != 0 {
		return who, store.ErrNotAllowed
	}
	a, err := s.logins.tryPassword(ctx, s.session.Source(), name, password)
	if err != nil {
		return who, err
	}
	a.Session, a.Addr = who.Session, who.Addr
	return s.become(ctx, a)
}

// Register makes an account, so many an hour for each source; and so many
// times an hour a source hears that a name or a key is another's, since that
// shows which names exist, or that an invitation is none. A key that is vouched for makes its account an
// admin's; one that no longer is makes none.
func (s *LoginService) Register(ctx context.Context, r store.Registration) (store.Actor, error) {
	who := s.session.Who()
	if who.Vouched != "" {
		if err := s.logins.stillVouched(ctx, who); err != nil {
			return who, err
		}
	}
	src := s.session.Source()
	unregister, err := takeFor(who, s.logins.registrations, src)
	if err != nil {
		return who, err
	}
	untell, err := takeFor(who, s.logins.names, src)
	if err != nil {
		unregister()
		return who, err
	}
	account, err := s.logins.people.Register(ctx, who, r)
	if !reveals(err) {
		untell()
	}
	if err != nil {
		unregister()
		return who, err
	}
	return s.become(ctx, registered(who, account))
}

// takeFor takes one of a source's quota for a registration; undo gives it back.
// A vouched key can make one account, of one name, and so is never refused for
// what others of its source did.
func takeFor(who store.Actor, q *limit.Quota, src netip.Prefix) (undo func(), err error) {
	undo, wait := q.Take(src)
	switch {
	case undo != nil:
		return undo, nil
	case who.Vouched != "":
		return func() {}, nil
	}
	return nil, throttled(wait.Round(time.Second))
}

// reveals reports whether a registration's refusal says that an account or a vouched
// key stands behind a name or a key, or that an invitation is none.
func reveals(err error) bool {
	return errors.Is(err, store.ErrInvitation) || errors.Is(err, store.ErrNameTaken) || errors.Is(err, store.ErrNameReserved) || errors.Is(err, store.ErrKeyTaken)
}

// registered returns who a guest is after making an account: an admin by a vouched
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

// stillVouched is ErrRevoked where the operator has taken the vouching back.
func (au authenticator) stillVouched(ctx context.Context, who store.Actor) error {
	key, _, _, _, err := gossh.ParseAuthorizedKey([]byte(who.KeyLine))
	if err != nil {
		return store.ErrRevoked
	}
	name, err := au.admins.AdminOf(ctx, key)
	if err == nil && (name == "" || !isName(name, who.Vouched)) {
		err = store.ErrRevoked
	}
	return err
}

// become goes on as another actor: for this session only, and seen at once.
func (s *LoginService) become(ctx context.Context, a store.Actor) (store.Actor, error) {
	before := s.session.Who()
	if !s.session.Claim(a.Account) {
		return before, crowded(a.Account, s.logins.limits)
	}
	s.session.Present(a)
	if err := s.logins.people.CheckActive(ctx, a); err != nil {
		s.session.Present(before)
		return before, err
	}
	s.session.NoteLogin(a)
	return a, nil
}
