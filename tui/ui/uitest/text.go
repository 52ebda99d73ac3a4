package uitest

import (
	"math/rand/v2"
	"strings"
)

// pieces are what titles are made of: all that is wide, narrow, joined, empty,
// turned round or not to be shown.
var pieces = []string{
	"流浪地球", "の", "한국", "A", "Amélie", "e\u0301", "n\u0303\u0308", "👨‍👩‍👧", "❤️", "🇨🇳", "1️⃣", "👍🏽", "हिन्दी", "क्षि", "ไทย", "العربية", "עברית",
	" ", "  ", "…", "—", "，", "·", "\u202e", "\x1b[5;41m", "\u009b2J", "\x00", "\t", "\n", "\u200b", "\ufeff", "ﷺ", "𒐫", "ﾊﾝｶｸ", "\xff", "́", "\U000e0041",
}

// RandomText is made of up to 25 pieces.
func RandomText(r *rand.Rand) string {
	var b strings.Builder
	for range 1 + r.IntN(24) {
		b.WriteString(pieces[r.IntN(len(pieces))])
	}
	return b.String()
}
