package title

import (
	"strings"
	"unicode"
)

// maxKey bounds a sort key in bytes.
const maxKey = 240

// Key is what titles are sorted by, byte by byte: Han characters by
// their usual pinyin, other words case-folded and without accents, numbers by
// their value (part 2 before part 10), and at last the characters themselves,
// so that homophones stand in a fixed order.
func Key(title string) string {
	var key, chars strings.Builder
	for _, t := range tokenize(title) {
		if key.Len() > 0 {
			key.WriteByte(' ')
		}
		if t.readings != nil {
			key.WriteString(t.readings[0])
			chars.WriteString(t.text)
			continue
		}
		key.WriteString(byValue(t.text))
	}
	if chars.Len() > 0 {
		key.WriteString("\t" + chars.String())
	}
	return cut(key.String(), maxKey)
}

// byValue writes the numbers of a word so that bytes sort as values: without
// leading zeros, behind a digit that says how long they are.
func byValue(word string) string {
	var b strings.Builder
	for word != "" {
		n := strings.IndexFunc(word, func(r rune) bool { return !asciiDigit(r) })
		if n < 0 {
			n = len(word)
		}
		if n > 0 {
			number := strings.TrimLeft(word[:n], "0")
			b.WriteByte("0123456789"[min(len(number), 9)])
			b.WriteString(number)
			word = word[n:]
			continue
		}
		m := strings.IndexFunc(word, asciiDigit)
		if m < 0 {
			m = len(word)
		}
		b.WriteString(word[:m])
		word = word[m:]
	}
	return b.String()
}

func asciiDigit(r rune) bool { return r < unicode.MaxASCII && r >= '0' && r <= '9' }
