// Package sqldb keeps the rows of the shop in SQL: bun over SQLite (modernc,
// no C), with goose migrations. It knows no rule of the shop.
//
// One connection writes, in immediate transactions, one after another; a pool
// reads beside it, each View over one snapshot. It imports store alone of
// this module. Begin reading at Open, then tx.go.
package sqldb
