// Package sqldb is what the SQL engines of the shop's rows share: a model for each
// table and the queries over them, once, with bun. It knows no rule of the shop and
// opens nothing.
//
// An engine is a package below it (sqlite, postgres): it opens the database, brings
// its schema forward, begins and ends transactions, and has a search index of its own.
// It embeds Rows, and puts its own methods in the place of those that the index has
// a part in. This package imports store and store/title of this module. Begin reading
// at Rows; one file a table.
package sqldb
