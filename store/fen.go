package store

import (
	"strconv"
	"strings"
)

// Fen is an amount of money: hundredths of a yuan. All arithmetic is on Fen;
// yuan exist only where a person types or reads them.
type Fen int64

// MaxFen bounds every amount that a person can type: ¥1,000,000.
const MaxFen Fen = 100_000_000

// ParseYuan reads what a person typed as an amount of yuan: plain digits and
// at most two decimals, "20", "7.5", "0.01". Everything else is ErrAmount:
// signs, exponents, other scripts' digits, a third decimal, more than MaxFen.
// Nothing is rounded, for a rounded amount is not the one that was agreed to.
func ParseYuan(s string) (Fen, error) {
	s = strings.Trim(s, " ")
	whole, cents, point := strings.Cut(s, ".")
	if !digits(whole, 7) || len(whole) > 1 && whole[0] == '0' {
		return 0, ErrAmount
	}
	if point && !digits(cents, 2) {
		return 0, ErrAmount
	}
	if len(cents) < 2 {
		cents += "00"[len(cents):]
	}
	n, err := strconv.ParseInt(whole+cents, 10, 64)
	if err != nil || Fen(n) > MaxFen {
		return 0, ErrAmount
	}
	return Fen(n), nil
}

// digits reports whether s is 1 to most ASCII digits.
func digits(s string, most int) bool {
	if len(s) < 1 || len(s) > most {
		return false
	}
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// Yuan is the amount as a person types it: "20.00", "-5.00".
func (f Fen) Yuan() string {
	sign, n := "", uint64(f)
	if f < 0 {
		sign, n = "-", -n
	}
	cents := strconv.FormatUint(n%100, 10)
	if len(cents) < 2 {
		cents = "0" + cents
	}
	return sign + strconv.FormatUint(n/100, 10) + "." + cents
}

// String is the amount as it is shown: "¥20.00", "-¥5.00".
func (f Fen) String() string {
	if y, minus := strings.CutPrefix(f.Yuan(), "-"); minus {
		return "-¥" + y
	}
	return "¥" + f.Yuan()
}

// Share is so many percent of the amount, rounded down to a fen, so that a
// VIP never pays a fraction more than the share promises.
func (f Fen) Share(percent int) Fen {
	p := Fen(percent)
	return f/100*p + f%100*p/100
}
