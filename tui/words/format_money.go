package words

import (
	"strings"

	"youku.example/store"
)

// Price is what a movie costs: "免费", "free", "¥20.00".
func Price(f store.Fen, l Lang) string {
	if f == 0 {
		return Say("免费", "free").In(l)
	}
	return f.String()
}

// Signed is an amount that came or went: "+¥100.00", "-¥15.00".
func Signed(f store.Fen) string {
	if f > 0 {
		return "+" + f.String()
	}
	return f.String()
}

// WholeYuan is an amount without its cents, for where there is no room for
// them; it is rounded towards nothing, so that it never says more than there
// is: "¥1090".
func WholeYuan(f store.Fen) string {
	return strings.TrimSuffix((f / 100 * 100).String(), ".00")
}
