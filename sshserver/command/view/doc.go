// Package view holds what more than one folder of commands answers with: a
// movie, a notice, each for scripts (JSON) and for people.
//
// It may import command/cli, store and tui/words. Begin reading at movie.go.
package view
