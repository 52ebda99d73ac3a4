// Package mark is what a person says of a movie or a series for themselves: a favourite,
// to be watched later, seen, followed.
//
// It imports nothing of this module. Begin reading at mark.go.
package mark
