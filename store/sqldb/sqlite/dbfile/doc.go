// Package dbfile is what can be known of a SQLite file without SQLite: whether
// the log beside it is its own, who has it open, and the lock that keeps one
// process from examining a log that another writes.
//
// It imports keys/owner and nothing else of this module. Begin reading at
// own_log.go; what the stamps prove is said in store/sqldb/stamp.go.
package dbfile
