package proposal

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// parsed is what one name says: that of a file without its end, or of a folder.
type parsed struct {
	title string // before the number of the episode; of a movie its title
	own   string // after the number: the episode's own title
	year  int

	season      int
	hasSeason   bool
	number, end int
	has         bool // an episode's number was found
	loose       bool // the number is one by its place alone, and may be part of the title
	yearLoose   bool // the year may be part of the title
	junk        bool // a release's words were cut off

	full      string // the title with the words that may mean a season
	fullYear  int
	fullLoose bool
}

// readName reads a name: of forms that mean an episode's number the surest is
// tried first.
func readName(s string) (n parsed) {
	s = separated(digits(plain(s)))
	s = leadingGroups(s)
	if s == "" {
		return n
	}
	for _, form := range []func(string, *parsed) bool{seasonEpisode, chineseEpisode, cross, wordEpisode, specialEpisode} {
		if form(s, &n) {
			n.finish()
			return n
		}
	}
	n.full, n.junk = withoutJunk(s)
	n.full, n.fullYear, n.fullLoose = yearIn(n.full, n.junk)
	n.full = trimmed(withoutBrackets(n.full))
	s = n.takeSeason(s, " - ")
	s, n.junk = withoutJunk(s)
	s = strings.TrimRight(s, " -")
	if m := animeEpisode.FindStringSubmatch(s); m != nil && !yearLike(m[2]) {
		n.title, n.loose, n.has = m[1], true, true
		n.number, _ = strconv.Atoi(m[2])
		n.own = m[3] + m[4]
		n.finish()
		return n
	}
	n.title = s
	n.finish()
	return n
}

// takeSeason takes a season without a number of an episode out of a name, and
// puts something in its place.
func (n *parsed) takeSeason(s, instead string) string {
	if m := chineseSeason.FindStringSubmatchIndex(s); m != nil {
		if season, is := count(s[m[2]:m[3]]); is && season <= maxSeason {
			n.season, n.hasSeason = season, true
			return s[:m[0]] + instead + s[m[1]:]
		}
	}
	if m := englishSeason.FindStringSubmatchIndex(s); m != nil {
		n.season, n.hasSeason = firstCount(s, m[2:]), true
		return s[:m[0]] + instead + s[m[1]:]
	}
	return s
}

// yearLike reports whether a number is more likely a year.
func yearLike(s string) bool { return len(s) == 4 && s >= "1870" && s < "2040" }

// finish takes the year out of what stands before the number, and trims.
func (n *parsed) finish() {
	var junk bool
	if n.own, junk = withoutJunk(" " + n.own); junk {
		n.junk = true
	}
	if n.has {
		if n.title, junk = withoutJunk(n.title); junk {
			n.junk = true
		}
	}
	n.own = trimmed(withoutBrackets(n.own))
	n.title, n.year, n.yearLoose = yearIn(n.title, n.junk || n.has)
	n.title = trimmed(withoutBrackets(n.title))
	if !n.hasSeason {
		n.title = trimmed(n.takeSeason(n.title, " "))
	}
	if m := specialTail.FindStringSubmatch(n.title); m != nil && n.has && !n.hasSeason {
		n.title, n.season, n.hasSeason = trimmed(m[1]), 0, true
	}
}

var (
	seForm        = regexp.MustCompile(`(?i)s(\d{1,3})[ ._-]{0,3}ep?[ .]?(\d{1,4})`)
	seMore        = regexp.MustCompile(`(?i)^(?:[ ._]{0,2}[-~+&]?[ ._]{0,2}ep?[ .]?(\d{1,4})|-(\d{1,4}))`)
	crossForm     = regexp.MustCompile(`(\d{1,2})[xX×](\d{2,3})(?:-(?:\d{1,2}[xX×])?(\d{2,3}))?`)
	wordForm      = regexp.MustCompile(`(?i)(?:episode|ep|e)[ .]{0,2}(\d{1,4})(?:[-~](?:ep?)?(\d{1,4}))?`)
	chineseForm   = regexp.MustCompile(`第 ?([0-9]{1,4}|[零〇一二两三四五六七八九十百千]{1,7}) ?(?:[-~～–—至到] ?第?([0-9]{1,4}|[零〇一二两三四五六七八九十百千]{1,7}) ?)?[集话話回期]`)
	chineseSeason = regexp.MustCompile(`第 ?([0-9]{1,3}|[零〇一二两三四五六七八九十百]{1,5}) ?季`)
	englishSeason = regexp.MustCompile(`(?i)(?:^|[ ._\-\[(])(?:season[ ._]?(\d{1,3})|s(\d{1,3}))(?:$|[ ._\-\])])`)
	animeEpisode  = regexp.MustCompile(`^(.*\S) +[-–—] +#?(\d{1,4})(?:v\d)?(?:$| *[-–—\[(（]+(.*)$| +(.*)$)`)
	specialForm   = regexp.MustCompile(`(?:SP|OVA|OAD)[ .]?(\d{1,2})`)
	specialTail   = regexp.MustCompile(`^(.*\S)[ .\-]+(?:番外篇?|特别篇|特別篇|SP|OVA|OAD)$`)
	bareNumber    = regexp.MustCompile(`^#?(\d{1,4})$`)
	trailNumber   = regexp.MustCompile(`^(.*[^\d\s.])[ ._\-]*?#?(\d{1,4})$`)
)

// bounded reports whether what stands at s[from:to] is not part of a longer word
// of Latin letters or digits.
func bounded(s string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:from])
	after, _ := utf8.DecodeRuneInString(s[to:])
	return !latin(before) && !latin(after)
}

func latin(r rune) bool {
	return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// seasonEpisode reads S01E03, S01E03-E04, S01E03E04 and S01E03-04.
func seasonEpisode(s string, n *parsed) bool {
	for _, m := range seForm.FindAllStringSubmatchIndex(s, 8) {
		to := m[1]
		number, _ := strconv.Atoi(s[m[4]:m[5]])
		last := number
		for range 8 {
			more := seMore.FindStringSubmatchIndex(s[to:])
			if more == nil {
				break
			}
			next := firstCount(s[to:], more[2:])
			if next <= last || next-number > 20 || !bounded(s, to+more[1], to+more[1]) && latinAt(s, to+more[1]) && !seMore.MatchString(s[to+more[1]:]) {
				break
			}
			last, to = next, to+more[1]
		}
		if !bounded(s, m[0], m[0]) && latinBefore(s, m[0]) || latinAt(s, to) {
			continue
		}
		n.season, _ = strconv.Atoi(s[m[2]:m[3]])
		n.hasSeason, n.has, n.number = true, true, number
		if last > number {
			n.end = last
		}
		n.title, n.own = s[:m[0]], s[to:]
		return true
	}
	return false
}

func latinAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return latin(r)
}

func latinBefore(s string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return latin(r)
}

// chineseEpisode reads 第3集 and 第十二话, with 第二季 before it.
func chineseEpisode(s string, n *parsed) bool {
	m := chineseForm.FindStringSubmatchIndex(s)
	if m == nil {
		return false
	}
	number, is := count(s[m[2]:m[3]])
	if !is || number > maxEpisode {
		return false
	}
	n.has, n.number = true, number
	if m[4] >= 0 {
		if end, is := count(s[m[4]:m[5]]); is && end > number && end <= maxEpisode {
			n.end = end
		}
	}
	n.title, n.own = s[:m[0]], s[m[1]:]
	return true
}

// cross reads 1x02. Alone it is a title, as 10x10 is.
func cross(s string, n *parsed) bool {
	for _, m := range crossForm.FindAllStringSubmatchIndex(s, 8) {
		if !bounded(s, m[0], m[1]) || strings.TrimSpace(s[:m[0]]+s[m[1]:]) == "" {
			continue
		}
		n.season, _ = strconv.Atoi(s[m[2]:m[3]])
		n.number, _ = strconv.Atoi(s[m[4]:m[5]])
		if m[6] >= 0 {
			if end, _ := strconv.Atoi(s[m[6]:m[7]]); end > n.number {
				n.end = end
			}
		}
		n.hasSeason, n.has = true, true
		n.title, n.own = s[:m[0]], s[m[1]:]
		return true
	}
	return false
}

// wordEpisode reads EP03, E03 and Episode 3.
func wordEpisode(s string, n *parsed) bool {
	for _, m := range wordForm.FindAllStringSubmatchIndex(s, 8) {
		if !bounded(s, m[0], m[1]) {
			continue
		}
		n.number, _ = strconv.Atoi(s[m[2]:m[3]])
		if m[4] >= 0 {
			if end, _ := strconv.Atoi(s[m[4]:m[5]]); end > n.number {
				n.end = end
			}
		}
		n.has = true
		n.loose = strings.HasPrefix(strings.ToLower(s[m[0]:]), "episode") // movies are called so too
		n.title, n.own = s[:m[0]], s[m[1]:]
		return true
	}
	return false
}

// specialEpisode reads SP1 and OVA 2, in capitals alone: episodes of season 0.
func specialEpisode(s string, n *parsed) bool {
	m := specialForm.FindStringSubmatchIndex(s)
	if m == nil || !bounded(s, m[0], m[1]) {
		return false
	}
	n.number, _ = strconv.Atoi(s[m[2]:m[3]])
	n.has, n.season, n.hasSeason = true, 0, true
	n.title, n.own = s[:m[0]], s[m[1]:]
	return true
}

func firstCount(s string, groups []int) int {
	for i := 0; i+1 < len(groups); i += 2 {
		if groups[i] >= 0 {
			n, _ := strconv.Atoi(s[groups[i]:groups[i+1]])
			return n
		}
	}
	return 0
}

var separators = strings.NewReplacer("【", "[", "】", "]", "（", "(", "）", ")", "_", " ", "　", " ")

// separated puts spaces where a name has dots or underscores instead of them.
func separated(s string) string {
	s = separators.Replace(s)
	if !strings.Contains(strings.TrimSpace(s), " ") || strings.Count(s, ".") > strings.Count(s, " ") {
		s = strings.ReplaceAll(s, ".", " ")
	}
	return strings.Join(strings.Fields(s), " ")
}

// digits makes plain digits of full-width ones.
func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, s)
}

// count reads a number in digits or as it is said in Chinese, up to thousands.
func count(s string) (int, bool) {
	if n, err := strconv.Atoi(s); err == nil {
		return n, true
	}
	total, one := 0, 0
	for _, r := range s {
		switch i := strings.IndexRune("零一二三四五六七八九", r); {
		case i >= 0:
			one = one*10 + i/len("零") // 一二: digits one after the other
		case r == '〇':
			one *= 10
		case r == '两':
			one = 2
		default:
			unit := map[rune]int{'十': 10, '百': 100, '千': 1000}[r]
			if unit == 0 {
				return 0, false
			}
			total += max(one, 1) * unit
			one = 0
		}
	}
	return total + one, s != ""
}
