package store

import (
	"context"
	"sync"
	"time"
)

// One line of the audit an hour for the same account, proof and address: a
// script that asks for something each minute does not bury the others.
const (
	loginInterval   = time.Hour
	maxRecentLogins = 10_000 // remembered; beyond them a login may be noted twice
)

// recentLogins remembers which logins were written to the audit lately.
type recentLogins struct {
	mu   sync.Mutex
	seen map[login]time.Duration // when, since the shop opened
}

type login struct {
	account  int64
	how      string
	key      string
	addr     string
	identity Role
}

// add reports whether a login is to be written down, and remembers it.
func (r *recentLogins) add(m login, now time.Duration) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if at, known := r.seen[m]; known && now-at < loginInterval {
		return false
	}
	if r.seen == nil || len(r.seen) >= maxRecentLogins {
		r.seen = map[login]time.Duration{}
	}
	r.seen[m] = now
	return true
}

// forget is for one that could not be written: the next is tried again.
func (r *recentLogins) forget(m login) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.seen, m)
}

// NoteLogin writes a login to the audit: who, by which proof, from where.
// Guests prove nothing, and leave no line.
func (s *Shop) NoteLogin(ctx context.Context, a Actor) error {
	if a.Account == 0 {
		return nil
	}
	how := "key"
	if a.Stamp != 0 {
		how = "password"
	}
	m := login{a.Account, how, a.Key, a.Addr, a.Role}
	if !s.logins.add(m, s.clock.Elapsed()) {
		return nil
	}
	err := s.db.Update(ctx, func(tx Tx) error { return addAudit(ctx, tx, s.wall(), a, auditEvent{"login", a.Name, how}) })
	if err != nil {
		s.logins.forget(m)
	}
	return err
}

// Vouching is a key of an admin, as the operator's file has it.
type Vouching struct{ Fingerprint, Name string }

// NoteAdmins writes down whom the operator vouched for, or no longer does,
// since this was called before, also in another run. now is the whole file.
func (s *Shop) NoteAdmins(ctx context.Context, now []Vouching) error {
	var before map[string]string
	err := s.db.View(ctx, func(v View) (err error) {
		before, err = v.Vouched(ctx)
		return err
	})
	if err != nil {
		return err
	}
	type change struct{ action, name, key string }
	var changes []change
	stays := map[string]bool{}
	for _, v := range now {
		stays[v.Fingerprint] = true
		if name, known := before[v.Fingerprint]; !known || name != Clean(v.Name) {
			changes = append(changes, change{actionAdminAdd, v.Name, v.Fingerprint})
		}
	}
	for key, name := range before {
		if !stays[key] {
			changes = append(changes, change{actionAdminRemove, name, key})
		}
	}
	if len(changes) == 0 {
		return nil
	}
	return s.db.Update(ctx, func(tx Tx) error {
		for _, c := range changes {
			if err := addAudit(ctx, tx, s.wall(), Operator(), auditEvent{c.action, c.name, c.key}); err != nil {
				return err
			}
		}
		return nil
	})
}

// The actions from which Vouched reads.
const (
	actionAdminAdd    = "admin add"
	actionAdminRemove = "admin remove"
)

// VouchedActions names them, for engines.
func VouchedActions() (add, remove string) { return actionAdminAdd, actionAdminRemove }
