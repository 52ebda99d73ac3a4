package store

import "time"

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

// VIPUntil is the end of a plan bought now: days after the later of now and
// the end of what is paid for already.
func VIPUntil(now, until time.Time, days int) time.Time {
	if until.Before(now) {
		until = now
	}
	return until.Add(time.Duration(days) * 24 * time.Hour)
}

// MaxVIPYears is how far ahead VIP time can be bought. It bounds every time
// that an account can come to, whatever a plan costs.
const MaxVIPYears = 10

// extendVIP is VIPUntil, or ErrVIPAhead when that would be too far ahead.
func extendVIP(now, until time.Time, days int) (time.Time, error) {
	end := VIPUntil(now, until, days)
	if end.After(now.AddDate(MaxVIPYears, 0, 0)) {
		return time.Time{}, &Refusal{Code: ErrVIPAhead.Code, Limit: MaxVIPYears}
	}
	return end, nil
}

// checkPrice takes what an admin said of free and price: exactly one of them.
func checkPrice(free bool, price Fen) error {
	if free != (price == 0) {
		return ErrNoFreeOrPrice
	}
	if price < 0 || price > MaxFen {
		return ErrAmount
	}
	return nil
}
