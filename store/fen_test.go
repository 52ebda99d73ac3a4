package store

import (
	"errors"
	"math"
	"testing"
)

func TestParseYuan(t *testing.T) {
	for s, want := range map[string]Fen{
		"0": 0, "20": 2000, "7.5": 750, "0.01": 1, "0.10": 10, "19.99": 1999, " 20 ": 2000, "1000000": MaxFen, "1000000.00": MaxFen,
	} {
		if got, err := ParseYuan(s); err != nil || got != want {
			t.Errorf("ParseYuan(%q) = %d, %v", s, got, err)
		}
	}
	for _, s := range []string{
		"", " ", "１２", "٣", "1.005", "1.", ".5", ".", "NaN", "Inf", "-1", "+1", "−1", "1e3", "0x10", "1,000", "1_000", "1 000", "007", "00",
		"¥20", "20元", "1000000.01", "9999999", "99999999999999999999", "1.2.3", "1\x00", "20\n", "20\t", "1..5", "1.-5", "1.5 5", "二十",
	} {
		if got, err := ParseYuan(s); !errors.Is(err, ErrAmount) || got != 0 {
			t.Errorf("ParseYuan(%q) = %d, %v", s, got, err)
		}
	}
}

func TestFen_String(t *testing.T) {
	for f, want := range map[Fen]string{
		0: "¥0.00", 1: "¥0.01", 10: "¥0.10", 2000: "¥20.00", 14800: "¥148.00", -500: "-¥5.00", -1: "-¥0.01",
		math.MaxInt64: "¥92233720368547758.07", math.MinInt64: "-¥92233720368547758.08",
	} {
		if got := f.String(); got != want {
			t.Errorf("%d is %q, want %q", int64(f), got, want)
		}
	}
	if got := Fen(-750).Yuan(); got != "-7.50" {
		t.Errorf("Yuan = %q", got)
	}
}

func TestFen_Share(t *testing.T) {
	for _, c := range []struct {
		f       Fen
		percent int
		want    Fen
	}{{2000, 50, 1000}, {1999, 50, 999}, {1, 50, 0}, {1, 99, 0}, {0, 50, 0}, {2000, 0, 0}, {2000, 100, 2000}, {333, 33, 109}, {MaxFen, 99, 99_000_000}} {
		if got := c.f.Share(c.percent); got != c.want {
			t.Errorf("%d %% of %d = %d, want %d", c.percent, c.f, got, c.want)
		}
	}
}

// What is accepted comes back the same from its own writing, and is never
// negative, more than MaxFen, or written with anything but digits and a point.
func FuzzParseYuan(f *testing.F) {
	for _, s := range []string{"20", "0.01", "1.005", "１２", "1e3", "-0", "1000000.00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := ParseYuan(s)
		if err != nil {
			return
		}
		if got < 0 || got > MaxFen {
			t.Fatalf("ParseYuan(%q) = %d", s, got)
		}
		again, err := ParseYuan(got.Yuan())
		if err != nil || again != got {
			t.Errorf("%q is %d, but %q is %d, %v", s, got, got.Yuan(), again, err)
		}
		if got.Share(50)*2 > got || got.Share(100) != got {
			t.Errorf("half of %d is %d", got, got.Share(50))
		}
	})
}
