package store

import "time"

// Rules are the operator's settings: what things cost and how long one waits.
type Rules struct {
	Wait       time.Duration // each non-VIP's wait for a movie
	Lifetime   time.Duration // how long a ready grant of a free movie serves
	Price      Fen           // what a paid movie costs unless an admin says otherwise
	VIPShare   int           // percent of the price that a VIP pays
	Plans      []Plan
	MaxPending int   // grants an account may have that are not ready yet
	Rate       int64 // bytes a second of an account's downloads together; 0: no bound
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
		MaxPending: 100,
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
