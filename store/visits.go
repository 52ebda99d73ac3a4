package store

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"youku.example/store/event"
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
		v.Since = s.wall()
	}
	var gone atomic.Bool
	left := s.visits.Enter(present{Visit: v, actor: a}, func(cause error) {
		s.ended.Store(v.ID, cause)
		if gone.Load() { // it left on its own meanwhile
			s.ended.Delete(v.ID)
		}
		if end != nil {
			end(cause)
		}
	})
	s.apply(event.ForAdmins(TopicPeople))
	return func() {
		left()
		gone.Store(true)
		s.ended.Delete(v.ID)
		s.apply(event.ForAdmins(TopicPeople))
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
	s.apply(endKey(fingerprint, ""))
}

// Visits lists who is here now.
func (s *Shop) Visits(ctx context.Context, a Actor) ([]Visit, error) {
	if err := s.viewAdmin(ctx, a); err != nil {
		return nil, err
	}
	return s.everyVisit(ctx)
}

// everyVisit is the visits on all servers, the longest first.
func (s *Shop) everyVisit(ctx context.Context) ([]Visit, error) {
	others, _, err := s.elsewhere(ctx)
	return sortVisits(append(s.visits.list(), others...)), err
}

// Kick ends all visits under a name, but for the session that asks.
func (s *Shop) Kick(ctx context.Context, a Actor, name string) (ended int, err error) {
	name = strings.TrimSpace(name)
	folded := names.Fold(name)
	others, _, err := s.elsewhere(ctx)
	if err != nil {
		return 0, err
	}
	others = slices.DeleteFunc(others, func(v Visit) bool { return names.Fold(v.Name) != folded })
	here := len(others) > 0
	for _, v := range s.visits.list() {
		here = here || names.Fold(v.Name) == folded
	}
	err = s.asAdmin(ctx, a, func(tx *change) (auditEvent, error) {
		if _, err := tx.UserByFold(ctx, folded); err != nil && !here {
			return auditEvent{}, notFoundAs(err, &Refusal{Code: ErrNoUser.Code, Name: Clean(name)})
		}
		ended = len(others) + s.visits.Count(func(v present) bool {
			return names.Fold(v.Name) == folded && (a.Session == "" || v.ID != a.Session)
		})
		tx.announce(Event{Kind: event.EndName, Name: name, Except: a.Session, Cause: ErrKicked.Code})
		return auditEvent{action: "kick", target: name}, nil
	})
	if err != nil {
		return 0, err
	}
	return ended, nil
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
type presence struct{ *live.Presence[present] }

// present is a visit with its actor, as which it may act now.
type present struct {
	Visit
	actor    Actor
	changing bool // its proof is being changed, by itself
}

func newPresence() presence { return presence{live.NewPresence[present]()} }

// changeProof says that a session changes its own password. The caller must call
// changed with what became of it.
func (p presence) changeProof(session string) (changed func(stamp int64, err error)) {
	its := func(v present) bool { return session != "" && v.ID == session }
	p.Change(its, func(v *present) { v.changing = true })
	return func(stamp int64, err error) {
		p.Change(its, func(v *present) {
			v.changing = false
			if err == nil && v.actor.Stamp != 0 {
				v.actor.Stamp = stamp
			}
		})
	}
}

// list is all visits, the longest first.
func (p presence) list() []Visit {
	var all []Visit
	for _, v := range p.List() {
		all = append(all, v.Visit)
	}
	return sortVisits(all)
}

func sortVisits(all []Visit) []Visit {
	slices.SortFunc(all, func(a, b Visit) int {
		return cmp.Or(a.Since.Compare(b.Since), cmp.Compare(a.ID, b.ID))
	})
	return all
}

// online counts the visits of each account, on all servers.
func (s *Shop) online(ctx context.Context) (map[int64]int, error) {
	all, err := s.everyVisit(ctx)
	n := map[int64]int{}
	for _, v := range all {
		n[v.Account]++
	}
	return n, err
}
