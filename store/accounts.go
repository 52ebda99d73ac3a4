package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"youku.example/store/event"
	"youku.example/store/names"
	"youku.example/store/password"
)

// Login opens an account by its name and password. A wrong password and an
// unknown name are the same ErrWrongLogin after the same time. A locked
// account is returned with Locked set: CheckActive refuses what it does.
func (s *Shop) Login(ctx context.Context, name, password string) (Account, error) {
	var u User
	err := s.db.View(ctx, func(v View) (err error) {
		u, err = v.UserByFold(ctx, names.Fold(name))
		return err
	})
	if err != nil && !errors.Is(err, errNoRow) {
		return Account{}, err
	}
	is, err := s.hasher.Verify(ctx, u.Hash, password)
	if err != nil {
		return Account{}, err
	}
	if !is {
		return Account{}, ErrWrongLogin
	}
	return u.Account, nil
}

// AccountByKey is the account that a proven key opens, or ErrKeyUnknown.
func (s *Shop) AccountByKey(ctx context.Context, fingerprint string) (Account, error) {
	var u User
	err := s.db.View(ctx, func(v View) (err error) {
		u, err = v.UserByKey(ctx, fingerprint)
		return notFoundAs(err, ErrKeyUnknown)
	})
	return u.Account, err
}

// AccountByName is the account of that name in any spelling, or ErrNoUser.
func (s *Shop) AccountByName(ctx context.Context, name string) (Account, error) {
	var u User
	err := s.db.View(ctx, func(v View) (err error) {
		u, err = userNamed(ctx, v, name)
		return err
	})
	return u.Account, err
}

func userNamed(ctx context.Context, v View, name string) (User, error) {
	u, err := v.UserByFold(ctx, names.Fold(strings.TrimSpace(name)))
	if err == nil && !u.RemovedAt.IsZero() {
		err = errNoRow
	}
	return u, notFoundAs(err, &Refusal{Code: ErrNoUser.Code, Name: Clean(name)})
}

// Account is the actor's own account as it stands now.
func (s *Shop) Account(ctx context.Context, a Actor) (Account, error) {
	var u User
	err := s.db.View(ctx, func(v View) (err error) {
		u, err = s.requireUser(ctx, v, a)
		return err
	})
	return u.Account, err
}

// SetLanguage remembers the language that the actor chose.
func (s *Shop) SetLanguage(ctx context.Context, a Actor, lang string) error {
	if lang != "zh" && lang != "en" {
		return fmt.Errorf("set the language: %q is neither zh nor en", lang)
	}
	return s.asUser(ctx, a, func(tx *change, u User) (auditEvent, error) {
		u.Language = lang
		tx.announce(event.ForAccount(u.ID, TopicAccount))
		return auditEvent{}, tx.SetUser(ctx, u)
	})
}

// A password has 8 to 128 bytes.
const minPassword = 8

// CheckPassword is ErrPassword for a password that is too short or too long.
func CheckPassword(p string) error {
	if len(p) < minPassword || len(p) > password.Max {
		return ErrPassword
	}
	return nil
}

// ChangePassword gives the account a new password and ends its other
// sessions. The actor it answers is the one to go on with.
func (s *Shop) ChangePassword(ctx context.Context, a Actor, password string) (Actor, error) {
	if err := CheckPassword(password); err != nil {
		return a, err
	}
	if _, err := s.Account(ctx, a); err != nil { // before the costly hash
		return a, err
	}
	hash, err := s.hasher.Hash(ctx, password)
	if err != nil {
		return a, err
	}
	var stamp int64
	changed := s.visits.changeProof(a.Session)
	err = s.asUser(ctx, a, func(tx *change, u User) (auditEvent, error) {
		stamp = nextStamp(u.Stamp)
		u.Hash, u.Stamp = hash, stamp
		tx.announce(newPassword(u, a.Session))
		tx.announce(event.ForAccount(u.ID, TopicAccount))
		return auditEvent{action: actionPasswd, target: u.Name}, tx.SetUser(ctx, u)
	})
	changed(stamp, err)
	if err != nil {
		return a, err
	}
	if a.Stamp != 0 {
		a.Stamp = stamp
	}
	return a, nil
}

// nextStamp is a password stamp that differs from the one before.
func nextStamp(before int64) int64 { return max(machineTime().UnixMicro(), before+1) }

// People lists accounts for admins, by name; search is part of one.
func (s *Shop) People(ctx context.Context, a Actor, search string) ([]Person, error) {
	p, err := s.PeoplePage(ctx, a, ListQuery{Search: search}, Span{Limit: maxPage})
	return p.Rows, err
}

// PeoplePage is a part of what People lists: by ByName, ByBalance, ByBought,
// ByState or ByJoined.
func (s *Shop) PeoplePage(ctx context.Context, a Actor, q ListQuery, span Span) (p Page[Person], err error) {
	q.Search = names.Fold(strings.TrimSpace(q.Search))
	err = s.db.View(ctx, func(v View) error {
		if err := s.requireAdmin(ctx, v, a); err != nil {
			return err
		}
		if p.Rows, err = v.People(ctx, q, span.within(pageLimit, maxPage)); err != nil {
			return err
		}
		p.Total.N, err = v.CountPeople(ctx, q.Search)
		return err
	})
	if err != nil {
		return p, err
	}
	online, err := s.online(ctx)
	for i := range p.Rows {
		p.Rows[i].Online = online[p.Rows[i].ID]
	}
	return p, err
}

// Lock shuts an account: its sessions and transfers end, and it may do
// nothing until Unlock. An admin's own is refused, since none could unlock it.
func (s *Shop) Lock(ctx context.Context, a Actor, name string) error {
	return s.setLocked(ctx, a, name, true)
}

// Unlock opens a locked account again.
func (s *Shop) Unlock(ctx context.Context, a Actor, name string) error {
	return s.setLocked(ctx, a, name, false)
}

func (s *Shop) setLocked(ctx context.Context, a Actor, name string, locked bool) error {
	action := "unlock"
	if locked {
		action = "lock"
	}
	return s.asAdmin(ctx, a, func(tx *change) (auditEvent, error) {
		u, err := userNamed(ctx, tx, name)
		if err != nil {
			return auditEvent{}, err
		}
		if locked && u.ID == a.Account {
			return auditEvent{}, ErrYourself
		}
		u.Locked = locked
		if locked {
			tx.announce(endAccount(u.ID, "", ErrLocked))
		}
		tx.announce(event.ForAdmins(TopicPeople))
		return auditEvent{action: action, target: u.Name}, tx.SetUser(ctx, u)
	})
}

// Bought is one purchase that stands, as admins see it.
type Bought struct {
	MovieID int64
	Title   string
	Paid    Fen
	At      time.Time
}

// Bought lists what an account bought and was not refunded, the newest first,
// for admins.
func (s *Shop) Bought(ctx context.Context, a Actor, user string) (list []Bought, err error) {
	err = s.db.View(ctx, func(v View) error {
		if err := s.requireAdmin(ctx, v, a); err != nil {
			return err
		}
		u, err := userNamed(ctx, v, user)
		if err != nil {
			return err
		}
		sales, err := v.SalesTo(ctx, u.ID, maxPage)
		if err != nil {
			return err
		}
		for _, sale := range sales {
			m, err := v.MovieByID(ctx, sale.MovieID)
			if err != nil && !errors.Is(err, errNoRow) {
				return err
			}
			list = append(list, Bought{sale.MovieID, m.Title, sale.Paid, sale.At})
		}
		return nil
	})
	return list, err
}

// The bounds of what an account may have remembered.
const (
	mostPreferences = 32
	longestName     = 32
	longestValue    = 64
)

// Preferences are what the actor chose before, by name; a guest chose nothing.
func (s *Shop) Preferences(ctx context.Context, a Actor) (map[string]string, error) {
	if a.Account == 0 {
		return nil, nil
	}
	var chosen map[string]string
	err := s.db.View(ctx, func(v View) error {
		u, err := s.requireUser(ctx, v, a)
		if err != nil {
			return err
		}
		chosen, err = v.Preferences(ctx, u.ID)
		return err
	})
	return chosen, err
}

// SetPreference remembers a choice; an empty value forgets it. A guest's are
// not remembered.
func (s *Shop) SetPreference(ctx context.Context, a Actor, name, value string) error {
	if err := CheckPreference(name, value); err != nil {
		return fmt.Errorf("remember a choice: %w", err)
	}
	if a.Account == 0 {
		return nil
	}
	return s.asUser(ctx, a, func(tx *change, u User) (auditEvent, error) {
		chosen, err := tx.Preferences(ctx, u.ID)
		if err != nil {
			return auditEvent{}, err
		}
		if _, known := chosen[name]; !known && value != "" && len(chosen) >= mostPreferences {
			return auditEvent{}, fmt.Errorf("remember a choice: %d are remembered already", len(chosen))
		}
		return auditEvent{}, tx.SetPreference(ctx, u.ID, name, value)
	})
}

// CheckPreference takes short plain names and values: they are the program's
// own words, never a person's.
func CheckPreference(name, value string) error {
	odd := func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '.' && r != '_' }
	if name == "" || len(name) > longestName || strings.ContainsFunc(name, odd) {
		return fmt.Errorf("%q is no name for a choice", name)
	}
	if len(value) > longestValue || strings.ContainsFunc(value, odd) {
		return fmt.Errorf("%q is no value for the choice %s", value, name)
	}
	return nil
}
