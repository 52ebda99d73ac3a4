// Package postgres keeps the rows of the shop in PostgreSQL 15 or later: bun over pgx,
// with goose migrations. The queries that every engine has are package sqldb's. It
// knows no rule of the shop.
//
// Any number of servers may use one database, also behind PgBouncer in transaction
// mode: nothing is kept in a session, and there are no advisory locks and no
// notifications. An update is a serializable transaction that is run again where it
// met another one, so its function has no effect outside of it. It imports store,
// store/title and store/sqldb of this module. Begin reading at Open, then tx.go; the
// search index is search_*.go.
package postgres
