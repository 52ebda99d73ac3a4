package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// Rules are the operator's settings: what things cost and how long one waits.
type Rules struct {
	Wait       time.Duration // each non-VIP's wait for a movie
	Lifetime   time.Duration // how long a ready grant of a free movie serves
	Price      Fen           // what a paid movie costs unless an admin says otherwise
	VIPShare   int           // percent of the price that a VIP pays
	Plans      []Plan
	MaxPending int   // grants an account may have that are not ready yet
	Rate       int64 // bytes a second of an account's downloads together; 0: no bound

	Registration Admission // who may make an account; "" is open
	NoGuests     bool      // guests see neither the catalogue nor the notices
}

// Admission says who may make an account. A key that is vouched for always may.
type Admission string

const (
	AdmitAll     Admission = "open"
	AdmitInvited Admission = "invite" // with an invitation
	AdmitNone    Admission = "closed"
)

// admits is why an actor may not register, nil if it may as far as the rules go.
func (r Rules) admits(a Actor, reg Registration) error {
	switch {
	case a.Vouched != "":
		return nil
	case r.Registration == AdmitNone:
		return ErrRegistrationClosed
	case r.Registration == AdmitInvited && reg.Invite == "":
		return ErrInvitationNeeded
	}
	return nil
}

// DefaultRules are those of a new library.
func DefaultRules() Rules {
	return Rules{
		Wait:     30 * time.Second,
		Lifetime: 24 * time.Hour,
		Price:    2000,
		VIPShare: 50,
		Plans: []Plan{
			{Name: "month", Days: 30, Price: 1500},
			{Name: "year", Days: 365, Price: 14800},
		},
		MaxPending:   100,
		Registration: AdmitAll,
	}
}

// plan finds a plan by its name.
func (r Rules) plan(name string) (Plan, error) {
	for _, p := range r.Plans {
		if p.Name == name {
			return p, nil
		}
	}
	return Plan{}, &Refusal{Code: ErrNoPlan.Code, Name: name}
}

// What a movie costs. A VIP pays a share, rounded down to a fen; a free
// one costs nothing.
func (r Rules) priceFor(m Movie, vip bool) Fen {
	switch {
	case m.Free:
		return 0
	case vip:
		return m.Price.Share(r.VIPShare)
	}
	return m.Price
}

// freeFor reports whether a movie is fetched without buying it.
func (m Movie) freeFor(vip bool) bool { return m.Free || m.VIPFree && vip }

// Where several servers have one library, the rules are a record: those that were set
// last, or those of the server that was the first. A server that comes to others goes
// by theirs. The plans are not among them, see SetRules.
const (
	rulesRecord = "rules"
	rulesKey    = "all"
)

// beginRules goes by the rules of the servers that are there, or sets this one's.
func (s *Shop) beginRules(ctx context.Context) error {
	if !s.Shares() {
		return nil
	}
	var shared *Record
	err := s.FollowRecords(ctx, rulesRecord, RecordFollower{Changed: s.heardOfRules, All: func(list []Record) {
		for _, r := range list {
			if shared = &r; s.rulesBegun.Load() {
				s.heardOfRules(r)
			}
		}
	}})
	if err != nil {
		return err
	}
	defer s.rulesBegun.Store(true)
	if shared != nil && shared.Body == recordOfRules(s.Rules()).Body {
		return nil
	}
	if shared != nil && s.following.beater != nil && s.following.beater.HasOthers(ctx) {
		s.heardOfRules(*shared)
		return nil
	}
	return s.shareRules(ctx, s.Rules())
}

func recordOfRules(r Rules) *Record {
	r.Plans = nil
	body, err := json.Marshal(r)
	if err != nil { // it is made of numbers
		panic(err)
	}
	return &Record{Body: string(body)}
}

func (s *Shop) shareRules(ctx context.Context, r Rules) error {
	return s.ChangeRecord(ctx, rulesRecord, rulesKey, func(*Record) *Record { return recordOfRules(r) })
}

// heardOfRules takes up the rules that another server has set.
func (s *Shop) heardOfRules(r Record) {
	rules := s.Rules()
	plans := rules.Plans
	if json.Unmarshal([]byte(r.Body), &rules) != nil { // a newer version's, or none
		return
	}
	rules.Plans = plans
	if fmt.Sprint(rules) != fmt.Sprint(s.Rules()) {
		s.takeRules(rules)
	}
}
