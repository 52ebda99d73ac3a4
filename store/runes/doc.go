// Package runes classifies characters: which of them can be seen, and which
// words are made of. Titles are taken apart by it (store/title), and names and
// texts are checked by it (store), so that all three agree.
//
// It imports nothing of this module. Begin reading at runes.go.
package runes
