// Package keylock lets one at a time change what stands under a key: in an engine
// of the media library, a movie.
//
// It imports nothing of this module. Begin reading at keylock.go.
package keylock
