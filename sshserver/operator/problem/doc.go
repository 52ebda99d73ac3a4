// Package problem holds errors that the operator reads: a sentence in both
// languages, with the system's own errors in words where there are some.
//
// It may import store and media, for their errors, and tui/words. Begin reading at
// New.
package problem
