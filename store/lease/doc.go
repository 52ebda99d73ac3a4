// Package lease is how the servers of one library know of each other: each keeps a
// lease alive by beats, and with them rows of what runs on it.
//
// It imports store/clock and nothing else of this module. Begin reading at lease.go.
package lease
