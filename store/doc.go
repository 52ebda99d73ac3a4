// Package store is the shop: who may have which movie, at what price, and when.
//
// Its rules are pure functions over the types of this package (*_rules.go); a
// thin method of Shop stands around each, that reads, decides and writes in one
// transaction. Rows are kept by an engine (below store/sqldb) behind DB (db.go).
//
// What a change means to the sessions and transfers that run, it announces as events
// (store/event), and change.go applies them.
//
// It imports store/title, store/live and store/runes, and nothing else of this
// module but keys/owner: connections and screens call the shop, never the other
// way. Begin reading at shop.go, then a subject: grants.go with grant_rules.go,
// say.
package store
