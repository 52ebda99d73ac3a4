package proposal

import (
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"

	"youku.example/store/runes"
	"youku.example/store/title"
)

// line is a text as one line that the shop takes as a title, cut to its bound.
func line(s string) string { return cutRunes(plain(s), maxTitle) }

// plain is a text on one line: what acts on a terminal or hides is left out, and
// runs of space are one.
func plain(s string) string {
	if len(s) > 8*maxAbout {
		s = s[:8*maxAbout]
	}
	s = norm.NFC.String(strings.ToValidUTF8(s, ""))
	var b strings.Builder
	space, marks := true, 0 // a mark needs a letter to stand on
	for _, r := range s {
		switch {
		case unicode.IsSpace(r) || r == '\u2800':
			if !space {
				b.WriteByte(' ')
			}
			space, marks = true, 0
		case !runes.Visible(r):
		case runes.IsMark(r):
			if marks++; !space && marks <= 2 {
				b.WriteRune(r)
			}
		default:
			b.WriteRune(r)
			space, marks = false, 0
		}
	}
	return strings.TrimRightFunc(norm.NFC.String(b.String()), unicode.IsSpace)
}

var lineBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n")

// paragraphs is a text of several lines that the shop takes as what a movie is
// about.
func paragraphs(s string) string {
	if len(s) > 8*maxAbout {
		s = s[:8*maxAbout]
	}
	lines := strings.Split(lineBreaks.Replace(s), "\n")
	for i, l := range lines {
		lines[i] = plain(l)
	}
	lines = slices.CompactFunc(lines, func(a, b string) bool { return a == "" && b == "" })
	return strings.TrimSpace(cutRunes(strings.Trim(strings.Join(lines, "\n"), "\n"), maxAbout))
}

// tagBreaks are the marks that no tag of the shop's has, for they stand between
// tags where these are typed.
const tagBreaks = ",，、;；"

// tagsOf are tags that the shop takes: no two of one folded form, and of those
// that are too wide none, for half a word is another one.
func tagsOf(list []string) (out []string) {
	seen := map[string]bool{}
	for _, tag := range strings.FieldsFunc(strings.Join(list, ","), func(r rune) bool { return strings.ContainsRune(tagBreaks, r) }) {
		tag = plain(tag)
		if fold := title.Folded(tag); tag != "" && uniseg.StringWidth(tag) <= 32 && !seen[fold] && len(out) < maxTags {
			seen[fold] = true
			out = append(out, tag)
		}
	}
	return out
}

// cutRunes is at most n characters of a text.
func cutRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return strings.TrimRightFunc(s[:i], unicode.IsSpace)
		}
		n--
	}
	return s
}

// movieExts are the ends of names that are no part of a title.
var movieExts = []string{".mp4", ".m4v", ".mkv", ".webm", ".mov", ".avi", ".ts", ".m2ts", ".wmv", ".flv", ".rmvb", ".mpg", ".mpeg"}

func movieExt(name string) bool { return slices.Contains(movieExts, strings.ToLower(path.Ext(name))) }

func stemOf(name string) string {
	if movieExt(name) {
		return name[:len(name)-len(path.Ext(name))]
	}
	return name
}
