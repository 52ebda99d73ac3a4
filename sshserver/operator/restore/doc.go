// Package restore writes a backup and puts one in the place of a database, with
// the host keys and the admins' keys in it.
//
// It may import store, media, keys and operator/{local,setting,problem,check}.
// Begin reading at Run; a crash between any two of its steps leaves the old
// database or the new one.
package restore
