// Package chunk keeps stretches of movies: in memory, where readers of one movie share
// what is on its way (shared.go), and in a folder of bounded size (folder.go), where what
// was fetched twice stays for the next.
//
// It does not know where the bytes come from. It imports packages media and keys/owner
// and nothing else of this module. Begin reading at shared.go.
package chunk
