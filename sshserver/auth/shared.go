package auth

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"log/slog"
	"net/netip"
	"sync"
	"time"

	"youku.example/store"
)

// Where several servers have one library, what a source or a name did wrong is a record
// that all of them count in: to guess on each of them in turn is to guess on one. What
// comes to nothing is counted by each server, for it may be thousands a second, and a
// ban that begins is told to all.

// The kinds of the records.
const (
	guessesRecord = "guesses"
	noiseRecord   = "noise"
	namesRecord   = "slowed_names"
)

const (
	sharedWithin = 3 * time.Second // one that hangs ends
	mostUntold   = 1000            // bans that wait to be told
)

// share has penalties and names counted in records, where there are other servers.
func (l *Logins) share(people Shared) {
	if !people.Shares() {
		return
	}
	l.Guesses.rows = &sharedPenalties{kind: guessesRecord, each: true, people: people, log: l.log}
	l.Noise.rows = &sharedPenalties{kind: noiseRecord, people: people, log: l.log}
	l.throttle.rows = &sharedNames{people}
	follow := func(kind string, f store.RecordFollower) {
		ctx, cancel := context.WithTimeout(context.Background(), sharedWithin)
		defer cancel()
		if err := people.FollowRecords(ctx, kind, f); err != nil {
			l.log.Error("read who is held back", "kind", kind, "err", err)
		}
	}
	for _, p := range []*Penalties{l.Guesses, l.Noise} {
		follow(p.rows.kind, store.RecordFollower{Changed: p.heard, All: p.heardAll})
	}
	follow(namesRecord, store.RecordFollower{Changed: l.throttle.heard, All: l.throttle.heardAll})
}

// sharedPenalties is penalties as records: by source.
type sharedPenalties struct {
	kind   string
	each   bool // each penalty is counted there, not a ban alone
	people Shared
	log    *slog.Logger

	mu     sync.Mutex
	untold map[netip.Prefix]offender // bans that are to be told
}

// offence is an offender as a record has it.
type offence struct {
	Until   int64 `json:"until"` // microseconds of the library's time
	Banned  bool  `json:"banned"`
	Times   int   `json:"times"`
	Strikes int   `json:"strikes"`
}

// offenderOf reads a record in this server's time.
func (s *sharedPenalties) offenderOf(r *store.Record) (o offender) {
	var of offence
	if r == nil || json.Unmarshal([]byte(r.Body), &of) != nil {
		return o
	}
	until := time.Now().Add(time.UnixMicro(of.Until).Sub(s.people.Now()))
	return offender{until, of.Banned, of.Times, of.Strikes}
}

func (s *sharedPenalties) recordOf(o offender) *store.Record {
	until := s.people.Now().Add(time.Until(o.until))
	body, err := json.Marshal(offence{until.UnixMicro(), o.banned, o.times, o.strikes})
	if err != nil {
		return nil
	}
	return &store.Record{Body: string(body), Until: until.Add(forgetStrikes)}
}

// add counts a penalty.
func (s *sharedPenalties) add(src netip.Prefix, cost time.Duration) (o offender, banned bool, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), sharedWithin)
	defer cancel()
	err = s.people.ChangeRecord(ctx, s.kind, src.String(), func(before *store.Record) *store.Record {
		o, banned = s.offenderOf(before).add(time.Now(), cost)
		return s.recordOf(o)
	})
	return o, banned, err
}

// tell tells the other servers of a ban, away from the caller: one who comes from
// everywhere must not hold up a connection.
func (s *sharedPenalties) tell(src netip.Prefix, o offender) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.untold == nil {
		s.untold = map[netip.Prefix]offender{}
		defer func() { go s.tellAll() }()
	}
	if len(s.untold) < mostUntold {
		s.untold[src] = o
	}
}

func (s *sharedPenalties) tellAll() {
	for {
		s.mu.Lock()
		untold := s.untold
		if len(untold) == 0 {
			s.untold = nil
			s.mu.Unlock()
			return
		}
		s.untold = map[netip.Prefix]offender{}
		s.mu.Unlock()
		for src, o := range untold {
			ctx, cancel := context.WithTimeout(context.Background(), sharedWithin)
			err := s.people.ChangeRecord(ctx, s.kind, src.String(), func(before *store.Record) *store.Record {
				if there := s.offenderOf(before); there.until.After(o.until) {
					return before
				}
				return s.recordOf(o)
			})
			cancel()
			if err != nil {
				s.log.Warn("tell other servers of a ban", "source", src, "err", err)
			}
		}
	}
}

// drop forgives a source; it reports whether it was banned.
func (s *sharedPenalties) drop(src netip.Prefix) (banned bool) {
	ctx, cancel := context.WithTimeout(context.Background(), sharedWithin)
	defer cancel()
	err := s.people.ChangeRecord(ctx, s.kind, src.String(), func(before *store.Record) *store.Record {
		o := s.offenderOf(before)
		banned = o.banned && o.until.After(time.Now())
		return nil
	})
	if err != nil {
		s.log.Error("lift a ban on other servers", "source", src, "err", err)
		return false
	}
	return banned
}

// heard takes over what another server knows of a source.
func (p *Penalties) heard(r store.Record) {
	src, err := netip.ParsePrefix(r.Key)
	switch {
	case err != nil:
	case r.Body == "":
		p.forget(src)
	default:
		p.set(src, p.rows.offenderOf(&r))
	}
}

func (p *Penalties) heardAll(list []store.Record) {
	if p.rows.each {
		p.Forgive() // what was lifted meanwhile is not among them
	}
	for _, r := range list {
		p.heard(r)
	}
}

// sharedNames is names under attack as records. What was typed as a name may be a
// password, so three bytes of its sum stand for it: a few names in sixteen million are
// slowed together.
type sharedNames struct{ people Shared }

// guessed is a name as a record has it.
type guessed struct {
	Wrong float64 `json:"wrong"`
	At    int64   `json:"at"` // microseconds of the library's time
}

func (s *sharedNames) key(name string) string {
	if s == nil {
		return name
	}
	sum := sha256.Sum256([]byte("slowed " + name))
	return hex.EncodeToString(sum[:3])
}

func (s *sharedNames) delayOf(r *store.Record) (n nameDelay) {
	var g guessed
	if r == nil || json.Unmarshal([]byte(r.Body), &g) != nil {
		return n
	}
	return nameDelay{g.Wrong, time.Now().Add(time.UnixMicro(g.At).Sub(s.people.Now()))}
}

// failed counts a wrong password.
func (s *sharedNames) failed(key string) (n nameDelay, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), sharedWithin)
	defer cancel()
	err = s.people.ChangeRecord(ctx, namesRecord, key, func(before *store.Record) *store.Record {
		n = s.delayOf(before).failed(time.Now())
		now := s.people.Now()
		body, err := json.Marshal(guessed{n.wrong, now.UnixMicro()})
		if err != nil {
			return nil
		}
		return &store.Record{Body: string(body), Until: now.Add(time.Duration(n.wrong * float64(forgiveOne)))}
	})
	return n, err
}

// passed forgives a name. That it fails costs some seconds at another server.
func (s *sharedNames) passed(key string) {
	ctx, cancel := context.WithTimeout(context.Background(), sharedWithin)
	defer cancel()
	_ = s.people.ChangeRecord(ctx, namesRecord, key, func(*store.Record) *store.Record { return nil })
}

func (t *throttle) heard(r store.Record) {
	if r.Body == "" {
		t.forget(r.Key)
		return
	}
	t.set(r.Key, t.rows.delayOf(&r))
}

func (t *throttle) heardAll(list []store.Record) {
	t.mu.Lock()
	clear(t.names)
	t.mu.Unlock()
	for _, r := range list {
		t.heard(r)
	}
}
