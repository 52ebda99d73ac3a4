package store

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"youku.example/store/live"
	"youku.example/store/names"
)

// Visit is one session that is open now.
type Visit struct {
	ID       string
	Account  int64
	Name     string
	Role     Role
	Protocol Protocol
	Addr     string
	Client   string // the client's version line, cleaned
	Key      string
	Since    time.Time
}

// Enter makes a visit known until leave is called. end is called at most
// once, in a goroutine of its own, when the account is locked, its password
// changed, the key removed or the visit kicked; from then on CheckActive refuses
// this session. The caller must ask CheckActive once more right afterwards, for
// what came between authentication and here.
func (s *Shop) Enter(a Actor, v Visit, end func(cause error)) (leave func()) {
	v.Account, v.Name, v.Role = a.Account, Clean(a.Name), a.Role
	v.Key, v.Addr, v.Client = a.Key, Clean(a.Addr), Clean(v.Client)
	if v.ID == "" {
		v.ID = a.Session
	}
	if v.Since.IsZero() {
		v.Since = wall()
	}
	var gone atomic.Bool
	left := s.visits.Enter(v, func(cause error) {
		s.ended.Store(v.ID, cause)
		if gone.Load() { // it left on its own meanwhile
			s.ended.Delete(v.ID)
		}
		if end != nil {
			end(cause)
		}
	})
	s.notifier.NotifyAdmins(TopicPeople)
	return func() {
		left()
		gone.Store(true)
		s.ended.Delete(v.ID)
		s.notifier.NotifyAdmins(TopicPeople)
	}
}

// wasEnded is why a session was ended that has not left yet; nil if it wasn't.
func (s *Shop) wasEnded(session string) error {
	if cause, is := s.ended.Load(session); is && session != "" {
		return cause.(error)
	}
	return nil
}

// EndKey ends the visits and transfers of a key that the operator no longer
// vouches for.
func (s *Shop) EndKey(fingerprint string) {
	s.visits.endKey(fingerprint, "", ErrRevoked)
	s.transfers.Cut(ErrRevoked, func(_ Progress, by live.Owner) bool { return fingerprint != "" && by.Key == fingerprint })
}

// endAccount ends an account's other sessions and their transfers.
func (s *Shop) endAccount(account int64, except string, cause error) int {
	n := s.visits.endAccount(account, except, cause)
	s.transfers.Cut(cause, func(p Progress, by live.Owner) bool {
		return p.Account == account && (except == "" || by.Session != except)
	})
	return n
}

// Visits lists who is here now.
func (s *Shop) Visits(ctx context.Context, a Actor) ([]Visit, error) {
	if err := s.viewAdmin(ctx, a); err != nil {
		return nil, err
	}
	return s.visits.list(), nil
}

// Kick ends all visits under a name, but for the session that asks.
func (s *Shop) Kick(ctx context.Context, a Actor, name string) (ended int, err error) {
	name = strings.TrimSpace(name)
	folded, here := names.Fold(name), false
	for _, v := range s.visits.list() {
		here = here || names.Fold(v.Name) == folded
	}
	err = s.asAdmin(ctx, a, func(tx Tx) (auditEvent, error) {
		if _, err := tx.UserByFold(ctx, folded); err != nil && !here {
			return auditEvent{}, notFoundAs(err, &Refusal{Code: ErrNoUser.Code, Name: Clean(name)})
		}
		return auditEvent{action: "kick", target: name}, nil
	})
	if err != nil {
		return 0, err
	}
	n := s.visits.endName(name, a.Session, ErrKicked)
	s.transfers.Cut(ErrKicked, func(_ Progress, by live.Owner) bool {
		return names.Fold(by.Name) == folded && (a.Session == "" || by.Session != a.Session)
	})
	return n, nil
}

// Listen returns a channel of what changed that the actor may see; topics that
// were not received yet become one. The caller must call stop when the session
// ends.
func (s *Shop) Listen(a Actor) (news <-chan Topic, stop func()) {
	return s.notifier.Listen(a.Account, a.Role == RoleAdmin)
}

// viewAdmin is requireAdmin for what is not in the rows.
func (s *Shop) viewAdmin(ctx context.Context, a Actor) error {
	return s.db.View(ctx, func(v View) error { return s.requireAdmin(ctx, v, a) })
}

// presence is the visits that are open now.
//
// The caller of Enter must ask CheckActive once more right afterwards: a lock
// that came between the proof and the entry has not seen this visit.
type presence struct{ *live.Presence[Visit] }

func newPresence() presence { return presence{live.NewPresence[Visit]()} }

// list is all visits, the longest first.
func (p presence) list() []Visit {
	all := p.List()
	slices.SortFunc(all, func(a, b Visit) int {
		return cmp.Or(a.Since.Compare(b.Since), cmp.Compare(a.ID, b.ID))
	})
	return all
}

// online counts the visits of each account.
func (p presence) online() map[int64]int {
	n := map[int64]int{}
	for _, v := range p.List() {
		n[v.Account]++
	}
	return n
}

// endAccount ends the visits of one account, except the session that asked
// ("" spares none), and returns how many.
func (p presence) endAccount(account int64, except string, cause error) int {
	return p.end(cause, except, func(v Visit) bool { return account != 0 && v.Account == account })
}

// endKey ends the visits that were proven by one key.
func (p presence) endKey(fingerprint, except string, cause error) int {
	return p.end(cause, except, func(v Visit) bool { return fingerprint != "" && v.Key == fingerprint })
}

// endName ends the visits under a name, guests' too.
func (p presence) endName(name, except string, cause error) int {
	folded := names.Fold(name)
	return p.end(cause, except, func(v Visit) bool { return names.Fold(v.Name) == folded })
}

func (p presence) end(cause error, except string, hit func(Visit) bool) int {
	return p.End(cause, func(v Visit) bool { return (except == "" || v.ID != except) && hit(v) })
}
