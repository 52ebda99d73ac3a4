package store

import (
	"strings"
	"unicode/utf8"
)

// Heard tells where in a title a search is heard, for whoever wants to show
// why the movie was found: the Han characters whose pinyin, or whose first
// letters, the search spells or begins to spell.
func Heard(title, search string) (from, to int, ok bool) {
	want := strings.Join(strings.Fields(fold(search)), "")
	if want == "" || !isLowerASCII(want) {
		return 0, 0, false
	}
	want = want[:min(len(want), maxGram)]
	for i := range title {
		for _, initials := range []bool{false, true} {
			if n, ok := spelt(title[i:], want, initials); ok {
				return i, i + n, true
			}
		}
	}
	return 0, 0, false
}

// spelt is how many bytes of the title's beginning spell all that is wanted.
func spelt(title, want string, initials bool) (n int, ok bool) {
	r, size := utf8.DecodeRuneInString(title)
	for _, said := range readings(r) {
		if initials {
			said = said[:1]
		}
		if strings.HasPrefix(said, want) {
			return size, true
		}
		if rest, ok := strings.CutPrefix(want, said); ok {
			if n, ok := spelt(title[size:], rest, initials); ok {
				return size + n, true
			}
		}
	}
	return 0, false
}
