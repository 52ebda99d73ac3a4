package auth

import (
	"context"
	"net/netip"
	"slices"
	"time"

	"youku.example/sshserver/limit"
	"youku.example/store"
)

// Bans is the sources that are held back, for the command of that name.
type Bans struct{ guesses, noise *Penalties }

// Bans returns the sources that are held back.
func (l *Logins) Bans() Bans { return Bans{l.Guesses, l.Noise} }

// List returns the sources that are held back now, the longest first.
func (b Bans) List() []store.Ban {
	var list []store.Ban
	for _, account := range []struct {
		of  *Penalties
		why store.BanReason
	}{{b.guesses, store.BanGuesses}, {b.noise, store.BanNoise}} {
		account.of.enforced(func(src netip.Prefix, until time.Time, times int) {
			list = append(list, store.Ban{Source: src, Until: until, Times: times, Why: account.why})
		})
	}
	slices.SortFunc(list, func(a, b store.Ban) int { return b.Until.Compare(a.Until) })
	return list
}

// Lift forgives the source of an address; false when it was not banned.
func (b Bans) Lift(addr netip.Addr) bool {
	src := limit.SourceOf(addr)
	guessed, noisy := b.guesses.lift(src), b.noise.lift(src)
	return guessed || noisy
}

// BanGuard shows and lifts bans on the admins' screens, as the command does on a
// line: it asks the shop whether the admin may act, and notes what was lifted.
type BanGuard struct{ logins *Logins }

// BanGuard returns the bans for the admins' screens.
func (l *Logins) BanGuard() BanGuard { return BanGuard{l} }

func (g BanGuard) check(ctx context.Context, a store.Actor) error {
	if a.Role != store.RoleAdmin {
		return store.ErrNotAllowed
	}
	return g.logins.people.CheckActive(ctx, a)
}

// Bans returns the sources that are held back now.
func (g BanGuard) Bans(ctx context.Context, a store.Actor) ([]store.Ban, error) {
	if err := g.check(ctx, a); err != nil {
		return nil, err
	}
	return g.logins.Bans().List(), nil
}

// Lift forgives a source; one whose ban has just run off is forgiven already.
func (g BanGuard) Lift(ctx context.Context, a store.Actor, source netip.Prefix) error {
	if err := g.check(ctx, a); err != nil {
		return err
	}
	if !g.logins.Bans().Lift(source.Addr()) {
		return nil
	}
	return g.logins.people.Note(ctx, a, "bans lift", source.Addr().String(), "")
}
