package store

import (
	"iter"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// maxReadings bounds how many readings of a Han character count. The
// dictionary gives the common ones first; 长 needs two, 着 three.
const maxReadings = 3

// unit is one thing that a title is spelled of: a Han character with its
// readings, a kana or Hangul syllable, or a whole word of other letters.
type unit struct {
	text     string   // folded; of a Han character the simplified form
	char     bool     // one character of a script without spaces
	apart    bool     // something that is no letter stands before it
	inner    []int    // where else in text a word begins: behind an elision, d'Amélie
	readings []string // pinyin without tones, the usual one first; nil for words
}

// sounds is every way to spell the unit in full.
func (u unit) sounds() []string {
	if u.readings != nil {
		return u.readings
	}
	return []string{u.text}
}

// initials is every way to spell the unit with as little as possible: the
// first letter of a Han character, all of a word.
func (u unit) initials() []string {
	if u.readings == nil {
		return []string{u.text}
	}
	var first []string
	for _, r := range u.readings {
		if !slices.Contains(first, r[:1]) {
			first = append(first, r[:1])
		}
	}
	return first
}

// tokenize takes a text apart. Case, width, accents and everything between the
// words are gone afterwards: "Amélie", "AMELIE" and "ａｍｅｌｉｅ" are one.
func tokenize(s string) []unit {
	var units []unit
	var word strings.Builder
	var inner []int
	apart := false
	add := func(u unit) {
		if u.text != "" {
			u.apart, apart = apart, false
			units = append(units, u)
		}
	}
	flush := func() {
		add(unit{text: word.String(), inner: words(word.String(), inner)})
		word.Reset()
		inner = nil
	}
	for _, r := range fold(s) {
		switch {
		case syllabic(r):
			flush()
			add(unit{text: string(simplified(r)), char: true, readings: readings(r)})
		case apostrophe(r): // don't is one word
			if word.Len() > 0 {
				inner = append(inner, word.Len())
			}
		case wordRune(r) || isMark(r) && shown(r) && word.Len() > 0:
			word.WriteRune(r)
		default:
			flush()
			apart = true
		}
	}
	flush()
	inWords(units)
	return units
}

func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' }

// words keeps of the places behind apostrophes those where a word begins. What
// English contracts (don't, we've, Ocean's) is an end and no beginning.
func words(word string, behind []int) []int {
	return slices.DeleteFunc(behind, func(at int) bool {
		switch word[at:] {
		case "", "s", "t", "d", "m", "re", "ll", "ve":
			return true
		}
		return false
	})
}

// from is the units as they can be said from the i-th on: with all of it, and
// with each of the words that begin inside of it.
func from(units []unit, i int) iter.Seq[[]unit] {
	return func(yield func([]unit) bool) {
		if !yield(units[i:]) {
			return
		}
		for _, at := range units[i].inner {
			rest := slices.Clone(units[i:])
			rest[0].text = rest[0].text[at:]
			if !yield(rest) {
				return
			}
		}
	}
}

// symbols are the signs of a text that no word is spelled of, each once: emoji
// and punctuation. Those of ASCII are given in their full width, since the
// index takes none of ASCII but letters and digits.
func symbols(s string) []string {
	var list []string
	for _, r := range fold(s) {
		if wordRune(r) || isMark(r) || unicode.IsSpace(r) || !unicode.IsGraphic(r) || !shown(r) {
			continue
		}
		if r > ' ' && r < 0x7f {
			r += '！' - '!'
		}
		if sign := string(r); !slices.Contains(list, sign) {
			list = append(list, sign)
		}
	}
	return list
}

// syllabic tells the scripts that are written without spaces and searched by
// the character.
func syllabic(r rune) bool {
	return r >= 0x2e80 && wordRune(r) && (r == 'ー' ||
		unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo))
}

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

// readings is the pinyin of a Han character without tones, ü as v and as u;
// nil for what has none. The cache holds no more than the dictionary.
func readings(r rune) []string {
	if !unicode.Is(unicode.Han, r) {
		return nil
	}
	if known, ok := spoken.Load(r); ok {
		return known.([]string)
	}
	var list []string
	for _, p := range pinyin.SinglePinyin(r, pinyin.Args{Style: pinyin.Normal, Heteronym: true}) {
		p = strings.ReplaceAll(p, "ü", "v")
		if onlyLetters(p) && len(list) < maxReadings && !slices.Contains(list, p) {
			list = append(list, p)
		}
	}
	for _, p := range list {
		if u := strings.ReplaceAll(p, "v", "u"); !slices.Contains(list, u) {
			list = append(list, u)
		}
	}
	if list != nil {
		spoken.Store(r, list)
	}
	return list
}

var spoken sync.Map // rune → []string

func onlyLetters(s string) bool {
	for _, c := range []byte(s) {
		if c < 'a' || c > 'z' {
			return false
		}
	}
	return s != ""
}
