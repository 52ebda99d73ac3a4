// Package sidecar says by names alone what an uploaded file is for: the movie
// itself, something that belongs to one (a subtitle, an NFO, a picture), or what
// systems leave in folders.
//
// It is pure and imports nothing of this module. Begin reading at sidecar.go.
package sidecar
