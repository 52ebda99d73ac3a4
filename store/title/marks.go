package title

import (
	"regexp"
	"strconv"
	"strings"
)

// A part of a query that may be a number of an episode, a season or a year. It
// is looked for as text as well: 2012 and 1x03 are titles too.
var markPatterns = []struct {
	*regexp.Regexp
	mark   func(n []int) string
	number bool // names an episode
}{
	{regexp.MustCompile(`(?:^|[^\pL\pN])s(\d{1,3})[ ._-]?e(\d{1,4})(?:$|[^\pL\pN])`), func(n []int) string { return markEpisode(n[0], n[1]) }, true},
	{regexp.MustCompile(`(?:^|[^\pL\pN])(\d{1,3})x(\d{1,4})(?:$|[^\pL\pN])`), func(n []int) string { return markEpisode(n[0], n[1]) }, true},
	{regexp.MustCompile(`(?:^|[^\pL\pN])(?:e|ep ?|episode )(\d{1,4})(?:$|[^\pL\pN])`), func(n []int) string { return markNumber(n[0]) }, true},
	{regexp.MustCompile(`(?:^|[^\pL\pN])(?:s|season )(\d{1,3})(?:$|[^\pL\pN])`), func(n []int) string { return markSeason(n[0]) }, false},
	{regexp.MustCompile(`第 ?([0-9]{1,4}|[零〇一二两三四五六七八九十百]{1,5}) ?[集话話回]`), func(n []int) string { return markNumber(n[0]) }, true},
	{regexp.MustCompile(`第 ?([0-9]{1,3}|[零〇一二两三四五六七八九十百]{1,5}) ?季`), func(n []int) string { return markSeason(n[0]) }, false},
	{regexp.MustCompile(`(?:^|[^\pL\pN])(1[89]\d\d|2[01]\d\d)年?(?:$|[^\pL\pN])`), func(n []int) string { return MarkYear(n[0]) }, false},
}

// marked is a mark in a query: from, to is where it was written.
type marked struct {
	mark     string
	number   bool
	from, to int
}

// firstMark finds the first mark of a folded query.
func firstMark(query string) (first marked, ok bool) {
	for _, p := range markPatterns {
		at := p.FindStringSubmatchIndex(query)
		if at == nil {
			continue
		}
		var numbers []int
		for i := 2; i < len(at); i += 2 {
			n, ok := number(query[at[i]:at[i+1]])
			if !ok {
				break
			}
			numbers = append(numbers, n)
		}
		if len(numbers) != len(at)/2-1 || ok && at[0] >= first.from {
			continue
		}
		first, ok = marked{p.mark(numbers), p.number, at[0], at[1]}, true
	}
	return first, ok
}

// number reads digits, or a Chinese number below a thousand.
func number(s string) (n int, ok bool) {
	if n, err := strconv.Atoi(s); err == nil {
		return n, true
	}
	digit, whole := 0, 0
	for _, r := range s {
		switch r {
		case '百':
			whole, digit = whole+max(1, digit)*100, 0
		case '十':
			whole, digit = whole+max(1, digit)*10, 0
		case '两':
			digit = 2
		case '〇', '零':
			digit = digit * 10
		default:
			i := strings.IndexRune("一二三四五六七八九", r)
			if i < 0 {
				return 0, false
			}
			digit = digit*10 + i/len("一") + 1
		}
	}
	return whole + digit, true
}
