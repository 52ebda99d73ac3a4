package title

import "strings"

// Folded is what spellings of one title or tag have in common: case, width,
// accents, traditional or simplified characters and everything between the words
// are gone. Text without a letter or digit is compared as it is.
func Folded(s string) string {
	var words []string
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			words = append(words, b.String())
			b.Reset()
		}
	}
	for _, t := range tokenize(s) {
		if !t.char || t.apart {
			flush()
		}
		b.WriteString(t.text)
		if !t.char {
			flush()
		}
	}
	flush()
	if len(words) == 0 {
		return strings.Join(strings.Fields(fold(s)), " ")
	}
	return strings.Join(words, " ")
}
