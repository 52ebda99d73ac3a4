package store

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// MatchRange reports where in a title a search is heard, so that a screen can show
// why the movie was found: the Han characters whose pinyin, or whose first
// letters, the search spells or begins to spell. The work is bounded by the
// product of both lengths (see begins).
func MatchRange(title, search string) (from, to int, ok bool) {
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
// It follows all readings together: at holds how much of want the characters
// so far can have spelled.
func spelt(title, want string, initials bool) (n int, ok bool) {
	at := []int{0}
	for at != nil {
		r, size := utf8.DecodeRuneInString(title[n:])
		n += size
		var next []int
		for _, said := range readings(r) {
			if initials {
				said = said[:1]
			}
			for _, begun := range at {
				rest := want[begun:]
				if strings.HasPrefix(said, rest) {
					return n, true
				}
				if strings.HasPrefix(rest, said) && !slices.Contains(next, begun+len(said)) {
					next = append(next, begun+len(said))
				}
			}
		}
		at = next
	}
	return 0, false
}
