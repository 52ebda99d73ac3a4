package store

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"youku.example/store/runes"
)

// maxMarks is how many combining marks may stand on one letter. No living
// script needs more; a tower of them draws over its neighbours' lines.
const maxMarks = 4

// MaxTitle is how many characters a title may have.
const MaxTitle = 200

// CheckLine takes one line of text from a person: trimmed, NFC, at most max
// characters. Text that would act on a terminal or deceive the eye (controls,
// line breaks, bidi overrides, invisible characters) is ErrText; more than max
// characters are ErrTooLong. An empty line is fine here.
func CheckLine(s string, max int) (string, error) {
	if !utf8.ValidString(s) {
		return "", ErrText
	}
	return checkBounded(strings.TrimFunc(s, blank), max)
}

// CheckText is CheckLine for several lines: CR LF becomes LF and TAB spaces.
func CheckText(s string, max int) (string, error) {
	if !utf8.ValidString(s) {
		return "", ErrText
	}
	s = norm.NFC.String(strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", "    ").Replace(s))
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRightFunc(l, blank)
		if err := checkPlain(lines[i]); err != nil {
			return "", err
		}
	}
	s = strings.Trim(strings.Join(lines, "\n"), "\n")
	if utf8.RuneCountInString(s) > max {
		return "", &Refusal{Code: ErrTooLong.Code, Limit: max}
	}
	return s, nil
}

// CheckTitle is CheckLine for the title of a movie or a notice: 1 to 200
// characters, and every fault is ErrTitle.
func CheckTitle(s string) (string, error) {
	s, err := CheckLine(s, MaxTitle)
	if err != nil || s == "" {
		return "", ErrTitle
	}
	return s, nil
}

// checkBounded checks the normal form, since it is what is kept: of some letters
// it has more marks than was typed.
func checkBounded(s string, max int) (string, error) {
	s = norm.NFC.String(s)
	if err := checkPlain(s); err != nil {
		return "", err
	}
	if utf8.RuneCountInString(s) > max {
		return "", &Refusal{Code: ErrTooLong.Code, Limit: max}
	}
	return s, nil
}

// checkPlain refuses what Clean would replace.
func checkPlain(s string) error {
	if replaceHidden(s, func(rune) rune { return -1 }) != s {
		return ErrText
	}
	return nil
}

// Clean makes any bytes fit to be shown on one line: line breaks and tabs
// become spaces, what acts on a terminal or hides becomes a question mark.
// What CheckLine let in comes out unchanged.
func Clean(s string) string {
	return replaceHidden(strings.ToValidUTF8(s, "?"), func(r rune) rune {
		if r == '\n' || r == '\t' || r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return '?'
	})
}

// CleanText is Clean for several lines: LF stays.
func CleanText(s string) string {
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	for i, l := range lines {
		lines[i] = Clean(l)
	}
	return strings.Join(lines, "\n")
}

// replaceHidden puts instead(r) in the place of every rune that may not be shown; a
// negative rune leaves it out.
func replaceHidden(s string, instead func(rune) rune) string {
	if printableASCII(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	var before rune // the last rune that was kept
	marks := 0
	for i, r := range s {
		next, n := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
		if n == 0 {
			next = 0
		}
		keep := runes.Visible(r) || joins(before, r, next)
		if runes.IsMark(r) && !variation(r) {
			marks++
			keep = keep && marks <= maxMarks && before != 0 && !unicode.IsSpace(before) // on a letter
		} else {
			marks = 0
		}
		if !keep {
			if r = instead(r); r < 0 {
				continue
			}
		}
		b.WriteRune(r)
		before = r
	}
	return b.String()
}

func printableASCII(s string) bool {
	for _, c := range []byte(s) {
		if c < ' ' || c > '~' {
			return false
		}
	}
	return true
}

// blank is what is trimmed from both ends of a line: spaces of every kind,
// line ends, and the Braille cell without a dot.
func blank(r rune) bool { return unicode.IsSpace(r) || r == '\u2800' }

// variation reports whether r is one of the two selectors between an emoji and
// its text form.
func variation(r rune) bool { return r == '\ufe0e' || r == '\ufe0f' }

// joins reports whether r is an invisible character in its right place: a
// selector on a symbol, a zero-width joiner between two symbols, a joiner or
// non-joiner inside a script that is written with them.
func joins(before, r, next rune) bool {
	switch {
	case variation(r):
		return symbol(before) || before >= '0' && before <= '9' || before == '#' || before == '*'
	case r == '\u200d':
		return (symbol(before) || variation(before)) && symbol(next) || joinable(before) && joinable(next)
	case r == '\u200c':
		return joinable(before) && joinable(next)
	}
	return false
}

// symbol reports whether emoji are made of r.
func symbol(r rune) bool {
	return r > 0x7f && unicode.In(r, unicode.So, unicode.Sk, unicode.Sm, unicode.Po) || r == '\u3030'
}

// joinable reports whether the spelling of r's script needs joiners.
func joinable(r rune) bool {
	return unicode.In(r, unicode.Arabic, unicode.Syriac, unicode.Devanagari, unicode.Bengali,
		unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu,
		unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Khmer, unicode.Mongolian)
}
