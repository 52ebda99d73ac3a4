// Package move takes the rows of a library from one database to another, of the same
// engine or not: table by table in the order of their keys, so that what is there says
// how far a run came that was killed. It proves that both hold the same rows at the end.
//
// What an engine must be able to do is Source and Target, which it implements. It
// imports store of this module. Begin reading at Rows, then tables.go.
package move
