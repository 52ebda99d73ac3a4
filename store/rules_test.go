package store

import (
	"errors"
	"testing"
	"time"
)

func TestRules_PriceFor(t *testing.T) {
	r := DefaultRules()
	for _, c := range []struct {
		m    Movie
		vip  bool
		want Fen
	}{
		{Movie{Free: true}, false, 0},
		{Movie{Price: 2000}, false, 2000},
		{Movie{Price: 2000}, true, 1000},
		{Movie{Price: 2001}, true, 1000},
		{Movie{Price: 1}, true, 0},
		{Movie{Price: MaxFen}, true, MaxFen / 2},
	} {
		if got := r.priceFor(c.m, c.vip); got != c.want {
			t.Errorf("%s (VIP %v) costs %s, want %s", c.m.Price, c.vip, got, c.want)
		}
	}
}

func TestVIPUntil(t *testing.T) {
	const month = 30 * 24 * time.Hour
	for _, c := range []struct {
		name        string
		until, want time.Time
	}{
		{"Never", time.Time{}, noon.Add(month)},
		{"Over", noon.Add(-time.Hour), noon.Add(month)},
		{"Running", noon.Add(time.Hour), noon.Add(time.Hour + month)},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := VIPUntil(noon, c.until, 30); !got.Equal(c.want) {
				t.Errorf("until %v, want %v", got, c.want)
			}
		})
	}
}

func TestExtendVIP_ErrVIPAhead(t *testing.T) {
	most := noon.AddDate(MaxVIPYears, 0, 0)
	for _, c := range []struct {
		name  string
		until time.Time
		want  error
	}{
		{"Never", time.Time{}, nil},
		{"ToTheEnd", most.Add(-365 * 24 * time.Hour), nil},
		{"BeyondIt", most.Add(-365*24*time.Hour + 1), ErrVIPAhead},
		{"YearTenThousand", time.Date(10002, 1, 1, 0, 0, 0, 0, time.UTC), ErrVIPAhead}, // bought before there was a bound
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := extendVIP(noon, c.until, 365)
			if !errors.Is(err, c.want) || err == nil && got.After(most) {
				t.Errorf("until %v, %v", got, err)
			}
		})
	}
}

func TestCheckPrice(t *testing.T) {
	for _, c := range []struct {
		free    bool
		price   Fen
		vipFree bool
		want    error
	}{
		{true, 0, false, nil}, {false, 1, false, nil}, {false, MaxFen, false, nil}, {false, 1, true, nil},
		{true, 1, false, ErrNoFreeOrPrice}, {false, 0, false, ErrNoFreeOrPrice}, {false, 0, true, ErrNoFreeOrPrice},
		{false, -1, false, ErrAmount}, {false, MaxFen + 1, false, ErrAmount}, {true, 0, true, ErrFreeForAll},
	} {
		if err := checkPrice(c.free, c.price, c.vipFree); !errors.Is(err, c.want) {
			t.Errorf("free %v, %s, for VIPs %v: got %v, want %v", c.free, c.price, c.vipFree, err, c.want)
		}
	}
}
