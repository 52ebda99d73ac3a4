package title

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"youku.example/store/runes"
)

// maxSlug is the most bytes that the title part of a file name takes; with
// number, extension and ".sha256" a name stays far below every file system's
// 255.
const maxSlug = 120

// Slug is the title part of a movie's file name: one word for sftp, scp, a
// shell and a URL. Letters (Han too) and digits stay, every other run becomes
// one "-", at most 120 bytes cut at a character. A title without any letter
// or digit becomes "movie".
func Slug(title string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKC.String(strings.ToValidUTF8(title, " ")) {
		if !runes.IsWord(r) {
			gap = b.Len() > 0
			continue
		}
		n := utf8.RuneLen(r)
		if gap {
			n++
		}
		if b.Len()+n > maxSlug {
			break
		}
		if gap {
			b.WriteByte('-')
			gap = false
		}
		b.WriteRune(r)
	}
	if b.Len() == 0 {
		return "movie"
	}
	return b.String()
}
