// Package code makes the codes that are handed to people, redeem codes and
// invitations, reads them as people type them, and hashes them for keeping.
//
// It may import nothing of ours: a code is text alone. Begin reading at
// code.go.
package code
