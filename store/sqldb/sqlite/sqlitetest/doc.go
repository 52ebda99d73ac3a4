// Package sqlitetest opens databases for tests of other packages.
//
// It imports the engine store/sqldb/sqlite, of whose files it copies one. Begin reading at
// Open, in open.go.
package sqlitetest
