package runes

import (
	"unicode"
	"unicode/utf8"
)

// Visible reports whether a rune may stand anywhere in a text. Control, format,
// private and surrogate characters may not, nor the line and paragraph
// separators, nor the letters and marks that draw nothing.
func Visible(r rune) bool {
	switch {
	case r < ' ', r >= 0x7f && r < 0xa0:
		return false
	case r < 0x300:
		return r != '\u00ad'
	case unicode.In(r, unicode.Cf, unicode.Co, unicode.Cs, unicode.Zl, unicode.Zp):
		return false
	case unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector, unicode.Noncharacter_Code_Point):
		return false
	}
	return true
}

// IsMark reports whether a rune is a combining mark.
func IsMark(r rune) bool { return unicode.Is(unicode.M, r) }

// IsWord reports whether a rune is a letter or digit that can be seen. The Han
// zero counts as a letter, as in 二〇四六.
func IsWord(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && Visible(r) || r == '〇'
}

// IsSyllable reports whether a rune belongs to a script that is written without
// spaces and searched by the character.
func IsSyllable(r rune) bool {
	return r >= 0x2e80 && IsWord(r) && (r == 'ー' ||
		unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo))
}

// Pairs makes a mapping of runes from strings of two: "аa" maps а to a.
func Pairs(list ...string) map[rune]rune {
	m := make(map[rune]rune, len(list))
	for _, p := range list {
		from, n := utf8.DecodeRuneInString(p)
		to, _ := utf8.DecodeRuneInString(p[n:])
		m[from] = to
	}
	return m
}
