// Package pgtest starts a PostgreSQL of its own for tests, and a PgBouncer before it: in
// a temporary folder, reached by a socket there, and gone with the test program. It
// imports nothing of this module. Begin reading at Start.
package pgtest
