package stock

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
)

// madeUpTitle makes one up. Real titles are words of two characters more often than
// anything else; about half of ours are Han, a fifth Latin, the rest both.
func madeUpTitle(r *rand.Rand) string {
	var t string
	switch n := r.IntN(100); {
	case n < 55:
		t = han(r)
	case n < 75:
		t = han(r) + " " + latin(r)
	case n < 95:
		t = latin(r)
	default:
		t = han(r) + "·" + han(r)
	}
	switch n := r.IntN(100); {
	case n < 8:
		t += fmt.Sprintf(" %d", 2+few(r, 12))
	case n < 12:
		t += fmt.Sprintf(" 第%d集", 1+r.IntN(80))
	case n < 14:
		t += fmt.Sprintf(" (%d)", 1930+r.IntN(97))
	}
	return t
}

// han is one to four words, some joined as titles join them.
func han(r *rand.Rand) string {
	var b strings.Builder
	words := 1 + few(r, 4)
	for i := range words {
		if i > 0 && r.IntN(100) < 35 {
			b.WriteString(joints[few(r, len(joints))])
		}
		b.WriteString(hanWord(r))
	}
	if words == 1 && b.Len() < 6 {
		b.WriteString(hanWord(r))
	}
	return b.String()
}

func hanWord(r *rand.Rand) string {
	if r.IntN(100) < 45 {
		return words[few(r, len(words))]
	}
	one := chars[few(r, len(chars))]
	if r.IntN(100) < 15 {
		return string(one)
	}
	return string([]rune{one, chars[few(r, len(chars))]})
}

func latin(r *rand.Rand) string {
	var list []string
	if r.IntN(100) < 40 {
		list = append(list, "The")
	}
	for range 1 + few(r, 4) {
		if len(list) > 1 && r.IntN(100) < 30 {
			list = append(list, links[few(r, len(links))])
		}
		list = append(list, latinWord(r))
	}
	return strings.Join(list, " ")
}

func latinWord(r *rand.Rand) string {
	if r.IntN(100) < 80 {
		return english[few(r, len(english))]
	}
	var b strings.Builder // a name
	for range 2 + r.IntN(2) {
		b.WriteString(syllables[r.IntN(len(syllables))])
	}
	name := b.String()
	return strings.ToUpper(name[:1]) + name[1:]
}

// few is a number below n, the small ones far more often: the k-th word of a
// language is about 1/k as common as the first.
func few(r *rand.Rand, n int) int {
	u := r.Float64()
	// the inverse of the sum of 1/k, log-uniform over [1, n+1)
	x := math.Pow(float64(n+1), u)
	return min(int(x)-1, n-1)
}
