package ui

import (
	"slices"
	"strings"
)

// A completion is the rest of a word that one types, offered behind the cursor.
// It stands there until anything else is typed or the cursor moves.

// Suggest offers a word for what one has begun, which ends at the cursor, at the
// end of the field. Where that is not there any more, nothing is offered.
func (f *Field) Suggest(begun, word string) {
	from := f.pos - len(clusters(begun))
	if word == "" || f.pos != len(f.chars) || from < 0 || strings.Join(f.chars[from:], "") != begun {
		f.begun, f.word = 0, nil
		return
	}
	f.begun, f.word = f.pos-from, clusters(word)
}

// rest is what is offered behind the cursor.
func (f *Field) rest() []string {
	if len(f.word) <= f.begun || f.pos != len(f.chars) {
		return nil
	}
	return f.word[f.begun:]
}

// complete takes what is offered; it reports whether anything was.
func (f *Field) complete() bool {
	if f.rest() == nil {
		return false
	}
	word := strings.Join(f.word, "")
	f.chars = slices.Delete(f.chars, f.pos-f.begun, f.pos)
	f.pos -= f.begun
	f.drop()
	f.insert(word)
	return true
}

// drop takes an offer back.
func (f *Field) drop() { f.begun, f.word = 0, nil }
