package sshserver

import (
	"net/netip"
	"slices"
	"time"

	"youku.example/sshserver/limit"
	"youku.example/store"
)

// bans shows the penalties that are enforced to the command of that name.
type bans struct{ guesses, noise *penalties }

func (s *Server) bans() bans { return bans{s.throttle.guesses, s.noise} }

// List is the sources that are held back now, the longest first.
func (b bans) List() []store.Ban {
	var list []store.Ban
	for _, account := range []struct {
		of  *penalties
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
func (b bans) Lift(addr netip.Addr) bool {
	src := limit.SourceOf(addr)
	guessed, noisy := b.guesses.lift(src), b.noise.lift(src)
	return guessed || noisy
}
