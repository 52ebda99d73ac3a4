// Package owner keeps files with the user that they belong to, where root
// works in the folder of another user: a command that the operator runs as
// root, next to a server that runs as a user of its own, must leave nothing
// that the server can't read.
//
// It imports nothing of this module. Begin reading at Open.
package owner
