// Package contain ends a panic where it happens, so that one session, one file
// or one screen falls and the server goes on. Every goroutine of the server that
// runs what a client can reach defers Log or Error, or runs in Run.
//
// It may import nothing of ours. Begin reading at contain.go.
package contain
