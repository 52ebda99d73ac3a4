package store

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"youku.example/store/event"
	"youku.example/store/lease"
)

// following is how a shop hears of the changes that other servers make, where the
// engine is Shared. Where it is not, all of it is nothing.
type following struct {
	rows   Shared // nil: no other server
	reader *event.Reader
	leases lease.Rows // nil: the engine has none
	beater *lease.Beater
	fault  *atomic.Pointer[func(error)]
	unread *atomic.Bool       // records may have changed that were not read
	stop   context.CancelFunc // nil: it does not run
	done   *sync.WaitGroup
}

func newFollowing(s *Shop, db DB) following {
	rows, is := db.(Shared)
	if !is {
		return following{}
	}
	f := following{rows: rows, fault: new(atomic.Pointer[func(error)]), unread: new(atomic.Bool), done: new(sync.WaitGroup)}
	f.reader = event.NewReader(rows, follower{s})
	leased, is := db.(Leased)
	if !is {
		return f
	}
	f.leases = leased
	f.beater = lease.NewBeater(leased, s.clock.Clock, s.running, s.heardOfServers, s.divideRate)
	f.beater.OnGone(s.serverGone)
	return f
}

func (f *following) begin(ctx context.Context) error {
	if f.rows == nil {
		return nil
	}
	if err := f.reader.Begin(ctx); err != nil {
		return fmt.Errorf("read the events: %w", err)
	}
	if f.leases == nil {
		return nil
	}
	if err := f.beater.Begin(ctx); err != nil {
		return fmt.Errorf("take a lease: %w", err)
	}
	return nil
}

func (f *following) run() {
	if f.rows == nil {
		return
	}
	ctx, stop := context.WithCancel(context.Background())
	f.stop = stop
	f.done.Go(func() { f.reader.Run(ctx) })
	if f.leases != nil {
		f.done.Go(func() { f.beater.Run(ctx) })
	}
}

func (f *following) end() {
	if f.stop != nil {
		f.stop()
		f.done.Wait()
	}
}

// OnFault has fn called with the error when the rows that several servers share can no
// longer be read, and with nil once they can be again.
func (s *Shop) OnFault(fn func(error)) {
	if s.following.fault != nil {
		s.following.fault.Store(&fn)
	}
}

// share writes events for the other servers, in the transaction that announces them.
func (s *Shop) share(ctx context.Context, tx Tx, events []Event) (rows []int64, err error) {
	events = event.Fewer(events)
	if s.following.rows == nil || len(events) == 0 {
		return nil, nil
	}
	shared, is := tx.(SharedTx)
	if !is {
		return nil, fmt.Errorf("announce a change: %T adds no events", tx)
	}
	bodies := make([]string, len(events))
	for i, e := range events {
		bodies[i] = e.Encode()
	}
	return shared.AddEvents(ctx, bodies)
}

// saw keeps this server's own rows from being applied once more. One whose commit was
// not confirmed stays, and is applied when it is read.
func (s *Shop) saw(rows []int64) {
	if len(rows) > 0 {
		s.following.reader.Saw(rows...)
	}
}

// follower is the shop as its reader of events sees it.
type follower struct{ *Shop }

func (f follower) Apply(events ...Event) { f.apply(events...) }

func (f follower) Missed() {
	f.following.unread.Store(true)
	f.apply(event.ForAll(allTopics))
}

func (f follower) Lost() {
	f.apply(Event{Kind: event.EndAccounts, Cause: ErrRowsAway.Code})
}

func (f follower) Fault(err error) {
	if fn := f.following.fault.Load(); fn != nil {
		(*fn)(err)
	}
}

// Ask asks whether the sessions and transfers that run here still stand, by the rule
// of CheckActive and that of a grant, and ends those that don't.
func (f follower) Ask(ctx context.Context) error {
	if f.following.unread.Swap(false) {
		if err := f.readAllRecords(ctx); err != nil {
			f.following.unread.Store(true)
			return err
		}
	}
	sessions, fetching := f.visits.List(), f.saver.Open()
	var ids, grants []int64
	var keys []string
	for _, v := range sessions {
		if v.Account != 0 {
			ids = append(ids, v.Account)
		}
		if v.Account != 0 && v.actor.byKey() {
			keys = append(keys, v.Key)
		}
	}
	for _, t := range fetching {
		grants = append(grants, t.download.ID)
	}
	if len(ids)+len(grants) == 0 {
		return nil
	}
	users, owners, granted, vouched := map[int64]User{}, map[string]int64{}, map[int64]Granted{}, map[string]bool{}
	err := f.following.rows.ViewBeside(ctx, func(v View) (err error) {
		rows, is := v.(SharedView)
		if !is {
			return fmt.Errorf("ask what still stands: %T can't be asked", v)
		}
		list, err := rows.UsersByID(ctx, ids)
		if err != nil {
			return err
		}
		for _, u := range list {
			users[u.ID] = u
		}
		if owners, err = rows.KeyOwners(ctx, keys); err != nil {
			return err
		}
		got, err := rows.GrantsByID(ctx, grants)
		if err != nil {
			return err
		}
		for _, g := range got {
			granted[g.ID] = g
		}
		for _, a := range sessions {
			if a.Role != RoleAdmin || a.Account == 0 {
				continue
			}
			if vouched[a.ID], err = f.isVouched(ctx, v, a.Key, users[a.Account].Fold); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	// A session that changed its own password meanwhile, or became another's, was
	// asked about as it no longer is.
	same := map[present]bool{}
	for _, v := range f.visits.List() {
		same[v] = true
	}
	for _, v := range sessions {
		if v.Account == 0 || v.changing || !same[v] {
			continue
		}
		var cause error = ErrRevoked
		if u, is := users[v.Account]; is {
			cause = stands(v.actor, u, owners[v.Key], vouched[v.ID])
		}
		if r, is := cause.(*Refusal); is {
			f.apply(Event{Kind: event.EndSession, Session: v.ID, Cause: r.Code})
		}
	}
	for _, t := range fetching {
		if g, is := granted[t.download.ID]; !is || g.takenAway() {
			f.apply(cutMovie(t.download.MovieID, t.download.Account))
		}
	}
	return nil
}
