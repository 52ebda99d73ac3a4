// Package sqldb keeps the rows of the shop in SQL: bun over SQLite (modernc,
// no C), with goose migrations. It knows no rule of the shop.
//
// One connection writes, in immediate transactions, one after another; a pool
// reads, each View over one snapshot. It imports store, store/title and
// keys/owner of this module. Begin reading at Open, then tx.go; the search index
// is search_*.go, and what is known of the file before SQLite opens it dbfile.
package sqldb
