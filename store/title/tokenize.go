package title

import (
	"iter"
	"slices"
	"strings"
	"unicode"

	"youku.example/store/runes"
)

// token is one thing that a title is spelled of: a Han character with its
// readings, a kana or Hangul syllable, or a whole word of other letters.
type token struct {
	text     string   // folded; of a Han character the simplified form
	char     bool     // one character of a script without spaces
	apart    bool     // something that is no letter stands before it
	inner    []int    // where else in text a word begins: behind an elision, d'Amélie
	readings []string // pinyin without tones, the usual one first; nil for words
}

// sounds is every way to spell the token in full.
func (t token) sounds() []string {
	if t.readings != nil {
		return t.readings
	}
	return []string{t.text}
}

// initials is every way to spell the token with as little as possible: the
// first letter of a Han character, all of a word.
func (t token) initials() []string {
	if t.readings == nil {
		return []string{t.text}
	}
	var first []string
	for _, r := range t.readings {
		if !slices.Contains(first, r[:1]) {
			first = append(first, r[:1])
		}
	}
	return first
}

// tokenize takes a text apart. Case, width, accents and everything between the
// words are gone afterwards: "Amélie", "AMELIE" and "ａｍｅｌｉｅ" are one.
func tokenize(s string) []token {
	var tokens []token
	var word strings.Builder
	var inner []int
	apart := false
	add := func(t token) {
		if t.text != "" {
			t.apart, apart = apart, false
			tokens = append(tokens, t)
		}
	}
	flush := func() {
		add(token{text: word.String(), inner: wordStarts(word.String(), inner)})
		word.Reset()
		inner = nil
	}
	for _, r := range fold(s) {
		switch {
		case runes.IsSyllable(r):
			flush()
			add(token{text: string(simplified(r)), char: true, readings: readings(r)})
		case apostrophe(r): // don't is one word
			if word.Len() > 0 {
				inner = append(inner, word.Len())
			}
		case runes.IsWord(r) || runes.IsMark(r) && runes.Visible(r) && word.Len() > 0:
			word.WriteRune(r)
		default:
			flush()
			apart = true
		}
	}
	flush()
	preferWordReadings(tokens)
	return tokens
}

func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' }

// wordStarts keeps of the places behind apostrophes those where a word begins. What
// English contracts (don't, we've, Ocean's) is an end and no beginning.
func wordStarts(word string, behind []int) []int {
	return slices.DeleteFunc(behind, func(at int) bool {
		switch word[at:] {
		case "", "s", "t", "d", "m", "re", "ll", "ve":
			return true
		}
		return false
	})
}

// suffixes yields the tokens from the i-th on: with all of it, and
// with each of the words that begin inside of it.
func suffixes(tokens []token, i int) iter.Seq[[]token] {
	return func(yield func([]token) bool) {
		if !yield(tokens[i:]) {
			return
		}
		for _, at := range tokens[i].inner {
			rest := slices.Clone(tokens[i:])
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
		if runes.IsWord(r) || runes.IsMark(r) || unicode.IsSpace(r) || !unicode.IsGraphic(r) || !runes.Visible(r) {
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
