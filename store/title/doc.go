// Package title is what a movie is found and sorted by: the terms of a title
// (Terms), a query understood (Search), the sort key (Key), the part of a title
// that a query matches (MatchRange), and its one-word form in file names (Slug).
//
// Everything is a pure function of text. It imports nothing of this module but
// store/runes, so neither accounts nor rows. Begin reading at tokenize.go: all
// others work on its tokens.
package title
