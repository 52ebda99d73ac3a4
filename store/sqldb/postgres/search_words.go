package postgres

import (
	"slices"
	"strings"
	"unicode/utf8"

	"youku.example/store/title"
)

const (
	// maxWord is how many bytes of a word stand in the index; what is longer is found
	// by its beginning, and looked at again (title.Search.Finds).
	maxWord = 8
	// maxCommon is how long the beginnings are that stand in the index as words of
	// their own, besides the first sign: too many words begin so.
	maxCommon = 2
)

// words are what the index holds for terms: of each the beginning, and its commonest
// beginnings, and the marks whole.
func words(terms []string) []string {
	set := map[string]bool{}
	for _, term := range terms {
		mark, own := title.IsMark(term)
		if mark {
			set[term] = true
			continue
		}
		for at := range term[own:] {
			if at > 0 {
				set[term[:own+at]] = true
			}
			if at >= maxCommon {
				break
			}
		}
		set[shortened(term, own)] = true
	}
	list := make([]string, 0, len(set))
	for w := range set {
		list = append(list, w)
	}
	slices.Sort(list)
	return list
}

// shortened is as much of a term as stands in the index, behind the sign of an own title.
func shortened(term string, own int) string {
	if len(term)-own <= maxWord {
		return term
	}
	end := own + maxWord
	for !utf8.RuneStart(term[end]) {
		end--
	}
	return term[:end]
}

// asked is what the index is asked for a term: a word, or what begins as it does.
func asked(term string, own int) word {
	text := shortened(term, own)
	_, first := utf8.DecodeRuneInString(text[own:])
	n := len(text) - own
	return word{text, text == term && n > max(first, maxCommon) && n < maxWord}
}

// word is one that must be there, or one that begins so.
type word struct {
	text      string
	beginning bool
}

// bucketSign stands in a question where the name of a bucket is to be.
const bucketSign = "\x01"

var quoted = strings.NewReplacer(`'`, `''`, `\`, `\\`)

// in writes the word as one of a tsquery.
func (w word) in(b *strings.Builder) {
	b.WriteString("'" + bucketSign)
	quoted.WriteString(b, w.text)
	b.WriteString("'")
	if w.beginning {
		b.WriteString(":*")
	}
}

// exact reports whether the index alone decides a search.
func exact(s title.Search) bool {
	if !s.Exact() {
		return false
	}
	for _, t := range s.Terms() {
		if len(t.Text) > maxWord {
			return false
		}
	}
	return true
}
