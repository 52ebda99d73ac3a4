package store

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"youku.example/store/clock"
	"youku.example/store/event"
	"youku.example/store/live"
	"youku.example/store/names"
	"youku.example/store/password"
)

// Shop is the library as a service: every request comes here, and what is allowed
// is decided here and nowhere else. Its methods may be called by any
// number of goroutines. Each takes the Actor who asks and checks what that
// actor may do now, inside the same transaction as the change.
type Shop struct {
	db           fairDB
	rules        atomic.Pointer[Rules]
	clock        steady
	hasher       *password.Hasher
	visits       presence
	ended        sync.Map // session ID → why it was ended
	transfers    *live.Transfers
	saver        *live.Saver[*Transfer]
	pacer        *live.Pacer
	logins       recentLogins
	notifier     *live.Notifier
	reserved     atomic.Pointer[NameHold]
	vouched      atomic.Pointer[func(fingerprint, folded string) bool]
	vouchByRows  atomic.Bool
	balanceCheck balanceCheck
	fileChecker  atomic.Pointer[FileChecker]
	gone         atomic.Pointer[func()] // see OnServerGone
	bytesGone    atomic.Pointer[func(file string)]
	following    following
	records      records
	rulesBegun   atomic.Bool
	connections  atomic.Pointer[func() map[int64]int]
}

// Open opens the shop over its rows: it clamps what is left of waits, refunds
// whom a take-down that was cut off owes money, and begins to check every
// cached balance against the ledger (see balanceCheck). The shop closes the database
// with itself.
func Open(ctx context.Context, db DB, rules Rules) (*Shop, error) {
	s := newShop(db, rules)
	if err := s.following.begin(ctx); err != nil {
		return nil, fmt.Errorf("open the shop: %w", err)
	}
	if err := s.beginRules(ctx); err != nil {
		return nil, fmt.Errorf("open the shop: %w", err)
	}
	if err := s.clampWaits(ctx); err != nil {
		return nil, fmt.Errorf("open the shop: %w", err)
	}
	if _, err := s.refundOwed(ctx, Operator(), 0); err != nil {
		return nil, fmt.Errorf("open the shop: %w", err)
	}
	s.balanceCheck.run(s.reconcile)
	s.following.run()
	return s, nil
}

func newShop(db DB, rules Rules) *Shop {
	s := &Shop{
		db: newFairDB(db), clock: steady{clock.New()}, hasher: password.NewHasher(),
		visits: newPresence(), transfers: live.NewTransfers(), notifier: live.NewNotifier(), balanceCheck: newBalanceCheck(),
		pacer: live.NewPacer(rules.Rate),
	}
	s.rules.Store(&rules)
	s.following = newFollowing(s, db)
	s.saver = live.NewSaver(saveEvery, (*Transfer).unsaved, s.saveMoved)
	return s
}

// Close ends the shop and its database. Transfers and visits end before it.
func (s *Shop) Close() error {
	s.following.end()
	s.saver.Close()
	s.balanceCheck.end()
	return s.db.Close()
}

// Rules are the operator's settings as they are now.
func (s *Shop) Rules() Rules { return *s.rules.Load() }

// SetRules takes up other settings. What was asked for before keeps what it was
// told: a grant its wait, and a buyer who agreed to another price is asked
// again. Plans are bought without such an agreement, so a caller changes their
// prices only where no screen shows the old ones. Other servers take up all but the
// plans, which each has from its start.
func (s *Shop) SetRules(ctx context.Context, rules Rules) error {
	if s.Shares() {
		if err := s.shareRules(ctx, rules); err != nil {
			return fmt.Errorf("set the rules: %w", err)
		}
	}
	s.takeRules(rules)
	return nil
}

func (s *Shop) takeRules(rules Rules) {
	s.rules.Store(&rules)
	s.pacer.SetRate(rules.Rate)
	s.apply(event.ForAll(TopicMovies))
}

// NameHold calls use with whether a folded name is kept for a key that was
// vouched for, and keeps that answer true until use returns. It returns what
// use returns, or why it does not know.
type NameHold func(folded string, use func(kept bool) error) error

// ReserveNames says which names are kept for keys that were vouched for; no
// other key and no password registers them.
func (s *Shop) ReserveNames(hold NameHold) { s.reserved.Store(&hold) }

// withFreeName runs fn while the name is kept for no vouched key; a name that
// is kept is refused.
func (s *Shop) withFreeName(u User, fn func() error) error {
	return s.withoutVouching(u, ErrNameReserved, fn)
}

// withoutVouching runs fn while the name is kept for no vouched key, and refuses
// one that is.
func (s *Shop) withoutVouching(u User, refusal *Refusal, fn func() error) error {
	hold := s.reserved.Load()
	if hold == nil {
		return fn()
	}
	return (*hold)(u.Fold, func(kept bool) error {
		if kept {
			return &Refusal{Code: refusal.Code, Name: u.Name}
		}
		return fn()
	})
}

// Vouch says whether the operator still vouches for a key under a folded name.
// It is called for each action of an admin, since a connection outlives its
// sessions, and may open another after the key was removed. Nil leaves it to
// authentication.
func (s *Shop) Vouch(still func(fingerprint, folded string) bool) {
	if still == nil {
		s.vouched.Store(nil)
		return
	}
	s.vouched.Store(&still)
}

// clampWaits makes the pending waits true again. It writes nothing when they
// are.
func (s *Shop) clampWaits(ctx context.Context) error {
	var pending []Grant
	err := s.db.View(ctx, func(v View) (err error) {
		pending, err = v.PendingGrants(ctx, 0, s.clock.now())
		return err
	})
	if err != nil || len(pending) == 0 {
		return err
	}
	return s.db.Update(ctx, func(tx Tx) error {
		pending, err := tx.PendingGrants(ctx, 0, s.clock.now()) // another server may have ended one meanwhile
		if err != nil {
			return err
		}
		return s.clampAll(ctx, tx, pending)
	})
}

// clampAll clamps the pending grants of every account; they come by account.
func (s *Shop) clampAll(ctx context.Context, tx Tx, pending []Grant) error {
	now := s.clock.now()
	for from := 0; from < len(pending); {
		to := from
		for to < len(pending) && pending[to].Account == pending[from].Account {
			to++
		}
		for i, g := range Clamp(pending[from:to], now, s.Rules().Lifetime) {
			if g.ReadyAt.Equal(pending[from+i].ReadyAt) {
				continue
			}
			if err := tx.SetGrant(ctx, g); err != nil {
				return err
			}
		}
		from = to
	}
	return nil
}

// Verify looks for contradictions in the rows and says each in a line;
// nothing found is nothing said.
func (s *Shop) Verify(ctx context.Context) ([]string, error) { return Verify(ctx, s.db) }

// Verify is Shop.Verify for rows that no shop was opened over.
func Verify(ctx context.Context, db DB) (faults []string, err error) {
	err = db.View(ctx, func(v View) error {
		drifts, err := v.Drifts(ctx)
		if err != nil {
			return err
		}
		for _, d := range drifts {
			faults = append(faults, fmt.Sprintf("ledger: the balance of %s is %s, its postings make %s", d.LedgerAccount, d.Balance, d.Sum))
		}
		more, err := v.Faults(ctx)
		faults = append(faults, more...)
		return err
	})
	return faults, err
}

func (p LedgerAccount) String() string {
	if p.User != 0 {
		return fmt.Sprintf("account %d", p.User)
	}
	return "house/" + string(p.HouseAccount)
}

// notFoundAs turns a missing row into the refusal that a person reads.
func notFoundAs(err error, r *Refusal) error {
	if errors.Is(err, errNoRow) {
		return r
	}
	return err
}

// OpenReadOnly opens the shop without repairing or clamping anything, so that it
// may run beside the process that serves. It is for check.
func OpenReadOnly(db DB) *Shop { return newShop(db, DefaultRules()) }

// NameExists reports whether an account has that name, or one that looks or
// reads like it.
func NameExists(ctx context.Context, db DB, name string) (bool, error) {
	err := db.View(ctx, func(v View) error {
		_, err := v.UserByFold(ctx, names.Fold(name))
		return err
	})
	if errors.Is(err, errNoRow) {
		return false, nil
	}
	return err == nil, err
}

// steady is the library's time as the rows keep it.
type steady struct{ *clock.Clock }

func (s steady) now() time.Time { return micros(s.Now()) }

// Wall is the time by which a VIP ends, as screens and commands show it.
func (s *Shop) Wall() time.Time { return s.wall() }

// wall is the time that calendars show: what a VIP's end is measured by. Where servers
// share the rows it is the library's, so that all have the same.
func (s *Shop) wall() time.Time {
	if s.following.leases != nil {
		return s.clock.now()
	}
	return machineTime()
}

// machineTime is what this machine's calendar shows: the operator's commands go by it.
func machineTime() time.Time { return micros(time.Now()) }

// micros is a time as the rows keep it, without its monotonic part.
func micros(t time.Time) time.Time { return t.Round(0).UTC().Truncate(time.Microsecond) }
