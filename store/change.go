package store

import (
	"context"

	"youku.example/store/event"
	"youku.example/store/fair"
	"youku.example/store/live"
	"youku.example/store/names"
)

// Event is what a change of rows means to running sessions and transfers.
type Event = event.Event

// change is a transaction that announces what it means to those who run.
type change struct {
	Tx
	events []Event
}

// announce has an event applied once the transaction is committed.
func (c *change) announce(e Event) { c.events = append(c.events, e) }

// announceTo has the sessions of some accounts look again.
func (c *change) announceTo(accounts []int64, topics Topic) {
	for _, account := range accounts {
		c.announce(event.ForAccount(account, topics))
	}
}

// change runs fn as one transaction and applies what it announced, once it is
// committed: nothing of one that failed, nor of a run that was begun again.
func (s *Shop) change(ctx context.Context, fn func(*change) error) error {
	var events []Event
	var rows []int64
	err := s.db.Update(ctx, func(tx Tx) (err error) {
		c := change{Tx: tx}
		if err := fn(&c); err != nil {
			return err
		}
		events = event.Gathered(c.events)
		rows, err = s.share(ctx, tx, events)
		return err
	})
	if err != nil {
		return err
	}
	s.saw(rows)
	s.apply(events...)
	return nil
}

// apply does what events ask for to the sessions and transfers of this server.
// Nothing else in the shop ends one or wakes one.
func (s *Shop) apply(events ...Event) {
	for _, e := range events {
		switch e.Kind {
		case event.All:
			s.notifier.NotifyAll(e.Topics)
		case event.Account:
			s.notifier.NotifyAccount(e.Account, e.Topics)
		case event.Admins:
			s.notifier.NotifyAdmins(e.Topics)
		case event.CutMovie:
			s.transfers.Cut(&Refusal{Code: e.Cause, Movie: e.Movie}, func(p Progress, _ live.Owner) bool {
				return p.MovieID == e.Movie && (e.Account == 0 || p.Account == e.Account)
			})
		case event.EndAccount:
			s.end(e, func(v Visit) bool { return v.Account != 0 && v.Account == e.Account })
		case event.EndKey:
			s.end(e, func(v Visit) bool { return v.Key != "" && v.Key == e.Key })
		case event.EndName:
			folded := names.Fold(e.Name)
			s.end(e, func(v Visit) bool { return names.Fold(v.Name) == folded })
		case event.EndSession:
			s.end(e, func(v Visit) bool { return v.ID != "" && v.ID == e.Session })
		case event.Gone:
			if fn := s.bytesGone.Load(); fn != nil {
				(*fn)(e.Key)
			}
		case event.Record:
			s.heardOfRecord(e.Name, e.Key)
		case event.EndAccounts:
			s.end(e, func(v Visit) bool { return v.Account != 0 })
		}
	}
}

// end ends the sessions that are meant and the transfers that are meant as a session
// would be, but for those that are spared. An event may come late: a session that the
// new password opened, or a newer one, is none that it is about.
func (s *Shop) end(e Event, meant func(Visit) bool) {
	spared := map[string]bool{e.Except: e.Except != ""}
	if e.Stamp != 0 {
		for _, v := range s.visits.List() {
			if v.actor.Stamp >= e.Stamp && v.ID != "" {
				spared[v.ID] = true
			}
		}
	}
	cause := &Refusal{Code: e.Cause}
	s.visits.End(cause, func(v present) bool { return !spared[v.ID] && meant(v.Visit) })
	s.transfers.Cut(cause, func(p Progress, by live.Owner) bool {
		return !spared[by.Session] && meant(Visit{ID: by.Session, Account: p.Account, Name: by.Name, Key: by.Key})
	})
}

// cutMovie cuts the running transfers of a movie: one account's, or all when the
// account is 0.
func cutMovie(movie, account int64) Event {
	return Event{Kind: event.CutMovie, Movie: movie, Account: account, Cause: ErrCutOff.Code}
}

// endAccount ends an account's sessions and transfers, but for a session's ("" spares
// none).
func endAccount(account int64, except string, cause *Refusal) Event {
	return Event{Kind: event.EndAccount, Account: account, Except: except, Cause: cause.Code}
}

// newPassword ends those that came in before an account got its new password, but for
// the session that set it.
func newPassword(u User, except string) Event {
	e := endAccount(u.ID, except, ErrRevoked)
	e.Stamp = u.Stamp
	return e
}

// endKey ends the sessions and transfers that a key proved, but for a session's.
func endKey(fingerprint, except string) Event {
	return Event{Kind: event.EndKey, Key: fingerprint, Except: except, Cause: ErrRevoked.Code}
}

// How much of what all share one account may have at once, on all its sessions
// together: one that asks in five hundred sessions waits for itself, and any
// other only for the one thing that is being done.
const (
	readsAtOnce  = 2
	writesAtOnce = 1
)

// fairDB is a DB of which no caller has more than a share.
type fairDB struct {
	DB
	reads, writes *fair.KeyedSemaphore[string]
}

func newFairDB(db DB) fairDB {
	return fairDB{db, fair.NewKeyedSemaphore[string](readsAtOnce), fair.NewKeyedSemaphore[string](writesAtOnce)}
}

func (f fairDB) View(ctx context.Context, fn func(View) error) error {
	done, err := fair.TakeTurn(ctx, f.reads)
	if err != nil {
		return err
	}
	defer done()
	return f.DB.View(ctx, fn)
}

// Ask implements Asked, also where the DB does not.
func (f fairDB) Ask(ctx context.Context, fn func(View) error) error {
	db, is := f.DB.(Asked)
	if !is {
		return f.View(ctx, fn)
	}
	done, err := fair.TakeTurn(ctx, f.reads)
	if err != nil {
		return err
	}
	defer done()
	return db.Ask(ctx, fn)
}

func (f fairDB) Update(ctx context.Context, fn func(Tx) error) error {
	done, err := fair.TakeTurn(ctx, f.writes)
	if err != nil {
		return err
	}
	defer done()
	return f.DB.Update(ctx, fn)
}
