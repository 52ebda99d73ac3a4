// Package migrate takes a library from where one configuration says that it is to where
// another one does: its rows by store/sqldb/move, its files by media/filecopy, and the
// keys beside them.
//
// It may import store, media, keys and operator/{local,problem,progress,setting}. Begin
// reading at Run.
package migrate
