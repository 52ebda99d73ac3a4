// Package store is the shop: who may have which movie, at what price, and when.
//
// Its rules are pure functions over the types of this package; a thin
// transactional method of Shop stands around each. The shelves on which rows
// lie are reached through DB (db.go) and live in store/sqldb. The package
// imports nothing of this module: doors come to the shop, never the other way.
package store
