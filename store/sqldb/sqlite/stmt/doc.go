// Package stmt keeps compiled statements with the connection that compiled them.
// For short questions compiling takes longer than answering, and database/sql
// with this driver compiles each anew.
//
// Only a text that begins with Keep is kept: it must be the same each time, with
// its values as arguments. Texts with values in them would each be kept once, and
// asked never again. Transactions are made of such statements too (InTx).
//
// It imports nothing of this module. Begin reading at Connector.
package stmt
