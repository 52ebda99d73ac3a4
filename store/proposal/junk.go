package proposal

import (
	"regexp"
	"strconv"
	"strings"
)

// junkForm is the words with which a release begins to speak of itself and no
// longer of the movie; all that follows is left out.
var junkForm = regexp.MustCompile(`(?i)(?:^|[ .\-\[({+])(` + strings.Join([]string{
	`\d{3,4}[pi]`, `\d{3,4} ?[x×] ?\d{3,4}`, `[48]k`, `uhd`, `fhd`, `hd(?:1080|720)p?`, `blu-?ray`, `bd-?rip`, `br-?rip`, `bdremux`, `bdmv`,
	`web-?dl`, `web-?rip`, `hdtv(?:rip)?`, `hd-?rip`, `dvd-?rip`, `dvd(?:scr|5|9)`, `hdcam`, `telesync`,
	`[xh][ .]?26[45]`, `hevc`, `avc`, `xvid`, `divx`, `av1`, `vp9`, `aac(?:\d.*)?`, `ac3`, `e-?ac-?3`, `ddp?\d.*`, `dts(?:-?hd)?`, `truehd`, `flac`,
	`(?:8|10)-?bits?`, `hdr(?:10\+?)?`, `dolby vision`, `remux`,
	`chs`, `cht`, `big5`, `jptc`, `jpsc`,
}, "|") + `)(?:$|[ .\-\])},+])`)

// chineseJunk is the same of Chinese releases, whose words need no space between.
var chineseJunk = regexp.MustCompile(`[ .\-\[({]?(?:(?:BD|HD|DVD|WEB|TC|TS)(?:\d{3,4}[Pp]?)?)?(?:蓝光|藍光|超清|高清|标清|国语|國語|粤语|粵語|国英双语|国粤双语|双语|中英字幕|双语字幕|中英双字|双字|中文字幕|中字|简体|繁体|简繁|简中|繁中|内嵌|内封|外挂|无水印|未删减|完整版|全\d+集|更新至)`)

// capsJunk is words that are junk in capitals alone.
var capsJunk = regexp.MustCompile(`[ .\-\[(](?:WEB|BD|PROPER|REPACK|UNCENSORED|UNRATED|EXTENDED|MULTI|GB|HD|TC|TS|DVD|NF|AMZN|DSNP|ATVP|HQ|BDRIP|FRENCH|TRUEFRENCH|VOSTFR|GERMAN|ITALIAN|SPANISH|RUSSIAN|KOREAN|JAPANESE|CHINESE|MANDARIN|CANTONESE|SUBBED|DUBBED)(?:$|[ .\-\])])`)

// withoutJunk cuts a name where a release begins to speak of itself. A name is
// never cut to nothing before its first word.
func withoutJunk(s string) (string, bool) {
	at := len(s)
	for _, form := range []*regexp.Regexp{junkForm, chineseJunk, capsJunk} {
		for _, m := range form.FindAllStringIndex(s, 4) {
			if m[0] < at && (strings.Trim(s[:m[0]], " .-[({") != "" || strings.HasPrefix(s, " ")) {
				at = m[0]
			}
		}
	}
	if at == len(s) {
		return s, false
	}
	return s[:at], true
}

// anyName is names that devices and programs give, and samples: no titles.
var anyName = regexp.MustCompile(`(?i)^(?:(?:img|vid|mvi|pxl|dsc[nf]?|screen ?recording|录屏|屏幕录制|未命名|新建)[ \-_\d():]*|(?:video|sample|untitled|视频)[ \-_]*\(?\d*\)?|(?:movie|film|clip)[ \-_]*\(\d+\))$`)

var groupForm = regexp.MustCompile(`^\s*\[([^\[\]]*)\]`)

// leadingGroups takes the names of groups in brackets away from the front. A
// name all in brackets, as some groups write it, is their contents: the group's
// first, if more than a title and a number is left.
func leadingGroups(s string) string {
	rest := s
	var groups []string
	for len(groups) < 16 {
		m := groupForm.FindStringSubmatchIndex(rest)
		if m == nil {
			break
		}
		groups = append(groups, strings.TrimSpace(rest[m[2]:m[3]]))
		rest = rest[m[1]:]
	}
	if len(groups) == 0 {
		return s
	}
	rest = strings.TrimSpace(rest)
	if strings.Trim(rest, " .-_") != "" && !onlyTail(rest) {
		return rest
	}
	number := -1
	for i, g := range groups {
		if bracketNumber.MatchString(g) && (number < 0 || i <= number) && i > 0 {
			number = i
		}
	}
	switch {
	case number > 0: // [group][title][03]
		return groups[number-1] + " - " + strings.TrimRight(bracketNumber.FindStringSubmatch(groups[number])[1], " ") + " " + strings.Join(groups[number+1:], " ")
	case len(groups) >= 2:
		return strings.Join(groups[min(1, len(groups)-1):], " ") + " " + rest
	case len(groups) == 1:
		return groups[0] + " " + rest
	}
	return s
}

// onlyTail reports whether nothing but more brackets or junk is left.
func onlyTail(s string) bool {
	cut, junk := withoutJunk(" " + s)
	return junk && strings.Trim(cut, " .-_") == ""
}

var bracketNumber = regexp.MustCompile(`^(?:EP?)?(\d{1,4})(?:v\d| ?END| ?Fin)?$`)

var bracketsForm = regexp.MustCompile(`\[[^\[\]]*(?:\]|$)|\{[^{}]*(?:\}|$)|\(\s*(?:\)|$)`)

func withoutBrackets(s string) string { return bracketsForm.ReplaceAllString(s, " ") }

// trimmed is a part of a name without the marks that joined it to others.
func trimmed(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	s = strings.Trim(s, " -–—_.,:：·|+~")
	s = strings.TrimRight(s, "([{")
	s = strings.TrimLeft(s, ")]}")
	s = strings.TrimSpace(s)
	if inner, ok := strings.CutPrefix(s, "《"); ok {
		if inner, ok := strings.CutSuffix(inner, "》"); ok && !strings.Contains(inner, "《") {
			s = inner
		}
	}
	return s
}

var (
	yearInBrackets = regexp.MustCompile(`[(\[]((?:18[89]|19\d|20\d)\d)(?:年|[-–]\d{0,4})?[)\]]`)
	yearAtEnd      = regexp.MustCompile(`[ .\-]((?:19\d|20[0-3])\d)(?:年|版)?[ .\-\[(]*$`)
)

// yearIn takes the year out of a title. In brackets it is sure; bare it is sure
// only where something followed: else it may belong to the title, as a number at
// the front always does.
func yearIn(s string, followed bool) (rest string, year int, loose bool) {
	if all := yearInBrackets.FindAllStringSubmatchIndex(s, -1); len(all) > 0 {
		m := all[len(all)-1]
		if strings.Trim(s[:m[0]], " .-") != "" {
			year, _ = strconv.Atoi(s[m[2]:m[3]])
			return s[:m[0]] + " " + s[m[1]:], year, false
		}
	}
	m := yearAtEnd.FindStringSubmatchIndex(s)
	if m == nil || strings.Trim(s[:m[0]], " .-") == "" {
		return s, 0, false
	}
	year, _ = strconv.Atoi(s[m[2]:m[3]])
	return s[:m[0]], year, !followed
}
