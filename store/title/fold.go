package title

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// fold makes spellings of one word equal: NFKC, case-folded, accents off, and
// Latin letters that have no accent to take off as the keys that are typed for
// them.
func fold(s string) string {
	s = strings.ToValidUTF8(s, " ")
	if isLowerASCII(s) {
		return s
	}
	s = norm.NFKD.String(cases.Fold().String(norm.NFKC.String(s)))
	var b strings.Builder
	bare := false // the last letter loses its accents
	for _, r := range s {
		if unicode.Is(unicode.Mn, r) && bare {
			continue
		}
		bare = unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic)
		if plain, ok := plainLetters[r]; ok {
			b.WriteString(plain)
			continue
		}
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}

// plainLetters are the case-folded Latin letters that no normal form takes
// apart.
var plainLetters = map[rune]string{
	'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i", 'ħ': "h", 'ŧ': "t",
	'ŋ': "n", 'ə': "e", 'ĸ': "k", 'ƀ': "b", 'ƶ': "z", 'ɨ': "i", 'ʉ': "u", 'ɓ': "b", 'ɗ': "d", 'ƙ': "k", 'ƴ': "y",
	'ǝ': "e", 'ɛ': "e", 'ɔ': "o",
}

func isLowerASCII(s string) bool {
	for _, c := range []byte(s) {
		if c >= utf8.RuneSelf || c >= 'A' && c <= 'Z' {
			return false
		}
	}
	return true
}
