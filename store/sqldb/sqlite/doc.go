// Package sqlite keeps the rows of the shop in one file: bun over SQLite (modernc,
// no C), with goose migrations. The queries that every engine has are package
// sqldb's. It knows no rule of the shop.
//
// One connection writes, in immediate transactions, one after another; a pool
// reads, each View over one snapshot. It imports store, store/title,
// store/sqldb and keys/owner of this module. Begin reading at Open, then tx.go; the search index
// is search_*.go, how it is read postings, and what is known of the file before SQLite
// opens it dbfile.
package sqlite
