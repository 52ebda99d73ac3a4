package auth

import (
	"log/slog"
	"net/netip"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/sshserver/limit"
	"youku.example/store"
)

// Logins is what all logins of a server share: the people, the throttles, the
// bans.
type Logins struct {
	Guesses *Penalties // of wrong passwords
	Noise   *Penalties // of connections that came to nothing

	authenticator
	throttle      *throttle
	registrations *limit.Quota
	names         *limit.Quota // refusals of a registration that tell of a name
	notes         *banNotes
	limits        limit.Limits
	log           *slog.Logger
}

// New makes the logins of a server.
func New(people People, admins Admins, l limit.Limits, log *slog.Logger) *Logins {
	notes := newBanNotes(people.NoteBans, log)
	s := &Logins{
		Guesses:       newPenalties(notes.of(store.BanGuesses)),
		Noise:         newPenalties(notes.of(store.BanNoise)),
		authenticator: authenticator{people, admins},
		registrations: limit.NewQuota(l.Registrations, time.Hour),
		names:         limit.NewQuota(l.Names, time.Hour),
		notes:         notes, limits: l, log: log,
	}
	s.throttle = newThrottle(s.Guesses)
	s.share(people)
	return s
}

// ServerConfig returns the methods by which the client of one connection proves
// who it is; log is that connection's.
func (l *Logins) ServerConfig(c Conn, log *slog.Logger) *gossh.ServerConfig {
	return (&userAuth{Logins: l, conn: c, log: log}).config()
}

// InSession logs in, or registers, the guest of one session.
func (l *Logins) InSession(s Session) *LoginService { return &LoginService{l, s} }

// IsNoisy reports whether connections of a source have come to nothing too often.
func (l *Logins) IsNoisy(source netip.Prefix) bool { return l.Noise.Left(source) > 0 }

// Forgive forgets all penalties and all names that are slowed, as a restart does.
func (l *Logins) Forgive() {
	l.Guesses.Forgive()
	l.Noise.Forgive()
	l.throttle.forgive()
}

// Close writes down the bans that are not in the audit yet.
func (l *Logins) Close() { l.notes.close() }
