package title

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// MatchRange returns where in a title a search is found, so that a screen can show
// why the movie was found: the Han characters whose pinyin, or whose first
// letters, the search spells or begins to spell. The work is bounded by the
// product of both lengths (see begins).
func MatchRange(title, search string) (from, to int, ok bool) {
	if !utf8.ValidString(search) {
		return 0, 0, false // fold would close the gaps, and Matches does not
	}
	want := strings.Join(strings.Fields(fold(search)), "")
	if want == "" || !isLowerASCII(want) {
		return 0, 0, false
	}
	want = want[:min(len(want), maxTerm)]
	for i := range title {
		for _, initials := range []bool{false, true} {
			if n, ok := spelledPrefix(title[i:], want, initials); ok {
				return i, i + n, true
			}
		}
	}
	return 0, 0, false
}

// spelledPrefix is how many bytes of the title's beginning spell all that is wanted.
// It follows all readings together: at holds how much of want the characters
// so far can have spelled.
func spelledPrefix(title, want string, initials bool) (n int, ok bool) {
	at := []int{0}
	for at != nil {
		r, size := utf8.DecodeRuneInString(title[n:])
		n += size
		var next []int
		for _, reading := range readings(r) {
			if initials {
				reading = reading[:1]
			}
			for _, done := range at {
				rest := want[done:]
				if strings.HasPrefix(reading, rest) {
					return n, true
				}
				if strings.HasPrefix(rest, reading) && !slices.Contains(next, done+len(reading)) {
					next = append(next, done+len(reading))
				}
			}
		}
		at = next
	}
	return 0, false
}
