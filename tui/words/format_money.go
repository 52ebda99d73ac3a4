package words

import "youku.example/store"

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
