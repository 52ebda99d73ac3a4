package storetest

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"
	"time"

	"youku.example/store"
	"youku.example/store/clock"
	"youku.example/store/event"
	"youku.example/store/lease"
)

// sharedRows makes a store.Leased of an engine that is none, so that several shops can
// stand over its rows as servers do: events are in memory, and become visible with
// the transaction that added them. Whatever the engine, its servers can be cut off
// from it.
type sharedRows struct {
	db store.DB

	mu   sync.Mutex
	last int64
	rows []event.Row

	set     time.Duration // by how much the clock was set
	offset  time.Duration // of the library's time
	epoch   int64
	leases  map[string]lease.Lease
	running map[string][]lease.Row
	records map[recordKey]store.Record
}

type recordKey struct{ kind, key string }

func newSharedRows(db store.DB) *sharedRows {
	return &sharedRows{db: db, leases: map[string]lease.Lease{}, running: map[string][]lease.Row{}, records: map[recordKey]store.Record{}}
}

// sharedServer is the engine as one server has it.
type sharedServer struct {
	*sharedRows
	mu   sync.Mutex
	away bool
	busy bool // all turns are taken
}

var errAway = errors.New("the database is away")

func (s *sharedServer) setAway(away bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.away = away
}

func (s *sharedServer) reach() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.away {
		return errAway
	}
	return nil
}

// Close closes nothing: other servers have the engine too.
func (s *sharedServer) Close() error { return nil }

func (s *sharedServer) setBusy(busy bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.busy = busy
}

func (s *sharedServer) View(ctx context.Context, fn func(store.View) error) error {
	s.mu.Lock()
	busy := s.busy
	s.mu.Unlock()
	if busy {
		<-ctx.Done()
		return ctx.Err()
	}
	return s.ViewBeside(ctx, fn)
}

func (s *sharedServer) ViewBeside(ctx context.Context, fn func(store.View) error) error {
	if err := s.reach(); err != nil {
		return err
	}
	return s.db.View(ctx, func(v store.View) error {
		return fn(struct {
			store.View
			bulk
			recordView
		}{v, bulk{v}, recordView{s.sharedRows, nil}})
	})
}

func (s *sharedServer) Update(ctx context.Context, fn func(store.Tx) error) error {
	if err := s.reach(); err != nil {
		return err
	}
	var added []event.Row
	var changed map[recordKey]*store.Record
	err := s.db.Update(ctx, func(tx store.Tx) error {
		added, changed = nil, map[recordKey]*store.Record{}
		return fn(sharedTx{tx, bulk{tx}, recordView{s.sharedRows, changed}, s.sharedRows, &added})
	})
	if err == nil {
		s.sharedRows.mu.Lock()
		defer s.sharedRows.mu.Unlock()
		for k, r := range changed {
			if delete(s.records, k); r != nil {
				s.records[k] = *r
			}
		}
		s.rows = append(s.rows, added...)
		slices.SortFunc(s.rows, func(a, b event.Row) int { return int(a.ID - b.ID) })
	}
	return err
}

func (s *sharedServer) Events(_ context.Context, above int64, lower []int64, limit int) ([]event.Row, error) {
	if err := s.reach(); err != nil {
		return nil, err
	}
	s.sharedRows.mu.Lock()
	defer s.sharedRows.mu.Unlock()
	var rows []event.Row
	for _, r := range s.rows {
		if r.ID > above || slices.Contains(lower, r.ID) {
			rows = append(rows, r)
		}
	}
	return rows[max(len(rows)-limit, 0):], nil
}

func (s *sharedServer) DropEvents(_ context.Context, upTo int64) error {
	s.sharedRows.mu.Lock()
	defer s.sharedRows.mu.Unlock()
	s.rows = slices.DeleteFunc(s.rows, func(r event.Row) bool { return r.ID <= upTo })
	return nil
}

func (s *sharedServer) Beat(_ context.Context, b lease.Beat) (clock.Reading, []lease.Lease, error) {
	if err := s.reach(); err != nil {
		return clock.Reading{}, nil, err
	}
	s.sharedRows.mu.Lock()
	defer s.sharedRows.mu.Unlock()
	b.Beats = s.leases[b.Server].Beats + 1
	s.leases[b.Server] = b.Lease
	s.running[b.Server] = slices.DeleteFunc(s.running[b.Server], func(r lease.Row) bool {
		is := func(o lease.Row) bool { return o.Kind == r.Kind && o.ID == r.ID }
		return b.Whole || slices.ContainsFunc(b.Put, is) || slices.ContainsFunc(b.Drop, is)
	})
	s.running[b.Server] = append(s.running[b.Server], b.Put...)
	r := clock.Reading{Now: time.Now().Add(s.set), Offset: s.offset, Epoch: s.epoch}
	return r, slices.Collect(maps.Values(s.leases)), nil
}

func (s *sharedServer) SetOffset(_ context.Context, epoch int64, offset time.Duration) (bool, error) {
	if err := s.reach(); err != nil {
		return false, err
	}
	s.sharedRows.mu.Lock()
	defer s.sharedRows.mu.Unlock()
	if epoch != s.epoch {
		return false, nil
	}
	s.offset, s.epoch = offset, s.epoch+1
	return true, nil
}

func (s *sharedServer) Claim(_ context.Context, server, kind, key string, takeAway bool) (bool, error) {
	if err := s.reach(); err != nil {
		return false, err
	}
	s.sharedRows.mu.Lock()
	defer s.sharedRows.mu.Unlock()
	k := recordKey{"claim", kind + "/" + key}
	held, is := s.records[k]
	if _, lives := s.leases[held.Body]; is && lives && held.Body != server && !takeAway {
		return false, nil
	}
	s.records[k] = store.Record{Kind: k.kind, Key: k.key, Body: server}
	return true, nil
}

func (s *sharedServer) Unclaim(_ context.Context, server, kind, key string) error {
	if err := s.reach(); err != nil {
		return err
	}
	s.sharedRows.mu.Lock()
	defer s.sharedRows.mu.Unlock()
	if k := (recordKey{"claim", kind + "/" + key}); s.records[k].Body == server {
		delete(s.records, k)
	}
	return nil
}

func (s *sharedServer) DropServer(_ context.Context, l lease.Lease) error {
	if err := s.reach(); err != nil {
		return err
	}
	s.sharedRows.mu.Lock()
	defer s.sharedRows.mu.Unlock()
	if s.leases[l.Server].Beats == l.Beats {
		delete(s.leases, l.Server)
		delete(s.running, l.Server)
		maps.DeleteFunc(s.records, func(k recordKey, r store.Record) bool { return k.kind == "claim" && r.Body == l.Server })
	}
	return nil
}

func (s *sharedServer) Running(context.Context) (list []lease.Placed, err error) {
	if err := s.reach(); err != nil {
		return nil, err
	}
	s.sharedRows.mu.Lock()
	defer s.sharedRows.mu.Unlock()
	for server, rows := range s.running {
		for _, r := range rows {
			list = append(list, lease.Placed{Server: server, Row: r})
		}
	}
	return list, nil
}

func (s *sharedServer) RunningOf(ctx context.Context, kind string, accounts ...int64) ([]lease.Placed, error) {
	list, err := s.Running(ctx)
	return slices.DeleteFunc(list, func(p lease.Placed) bool {
		return p.Kind != kind || len(accounts) > 0 && !slices.Contains(accounts, p.Account)
	}), err
}

// setClock sets the database's clock.
func (r *sharedRows) setClock(by time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.set += by
}

// lose forgets all events, as if none had been read in time.
func (r *sharedRows) lose() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.rows = nil
}

// count is how many events are there.
func (r *sharedRows) count() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.rows)
}

type sharedTx struct {
	store.Tx
	bulk
	recordView
	all   *sharedRows
	added *[]event.Row
}

func (t sharedTx) AddEvents(_ context.Context, bodies []string) (ids []int64, err error) {
	t.all.mu.Lock()
	defer t.all.mu.Unlock()
	for _, body := range bodies {
		t.all.last++
		ids = append(ids, t.all.last)
		*t.added = append(*t.added, event.Row{ID: t.all.last, Body: body})
	}
	return ids, nil
}

// recordView is the records as a transaction sees them, with what it changed itself.
type recordView struct {
	all     *sharedRows
	changed map[recordKey]*store.Record // nil: dropped
}

func (v recordView) Record(_ context.Context, kind, key string) (store.Record, error) {
	v.all.mu.Lock()
	defer v.all.mu.Unlock()
	k := recordKey{kind, key}
	if r, is := v.changed[k]; is {
		if r == nil {
			return store.Record{}, store.NoRow()
		}
		return *r, nil
	}
	r, is := v.all.records[k]
	if !is {
		return r, store.NoRow()
	}
	return r, nil
}

func (v recordView) Records(ctx context.Context, kind string) (list []store.Record, err error) {
	v.all.mu.Lock()
	keys := map[string]bool{}
	for k := range v.all.records {
		keys[k.key] = keys[k.key] || k.kind == kind
	}
	for k := range v.changed {
		keys[k.key] = keys[k.key] || k.kind == kind
	}
	v.all.mu.Unlock()
	return each(slices.Sorted(maps.Keys(keys)), func(key string) (store.Record, error) { return v.Record(ctx, kind, key) })
}

func (v recordView) SetRecord(_ context.Context, r store.Record) error {
	v.changed[recordKey{r.Kind, r.Key}] = &r
	return nil
}

func (v recordView) DropRecord(_ context.Context, kind, key string) error {
	v.changed[recordKey{kind, key}] = nil
	return nil
}

func (v recordView) DropRecords(ctx context.Context, kind string, upTo time.Time) error {
	list, err := v.Records(ctx, kind)
	for _, r := range list {
		if !r.Until.IsZero() && !r.Until.After(upTo) {
			v.changed[recordKey{kind, r.Key}] = nil
		}
	}
	return err
}

// bulk asks one by one what an engine of several servers is asked in one.
type bulk struct{ view store.View }

func (s bulk) UsersByID(ctx context.Context, ids []int64) ([]store.User, error) {
	return each(ids, func(id int64) (store.User, error) { return s.view.UserByID(ctx, id) })
}

func (s bulk) GrantsByID(ctx context.Context, ids []int64) ([]store.Granted, error) {
	return each(ids, func(id int64) (store.Granted, error) { return s.view.Grant(ctx, id) })
}

func (s bulk) KeyOwners(ctx context.Context, fingerprints []string) (map[string]int64, error) {
	owners := map[string]int64{}
	for _, f := range fingerprints {
		u, err := s.view.UserByKey(ctx, f)
		switch {
		case err == nil:
			owners[f] = u.ID
		case !errors.Is(err, store.NoRow()):
			return nil, err
		}
	}
	return owners, nil
}

// each is what is there of a list that is asked for one by one.
func each[K, V any](keys []K, get func(K) (V, error)) (list []V, err error) {
	for _, k := range keys {
		v, err := get(k)
		if errors.Is(err, store.NoRow()) {
			continue
		}
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, nil
}
