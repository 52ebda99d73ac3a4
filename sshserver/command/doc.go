// Package command runs one line over SSH: it splits the line, finds the command
// in one table, checks its gate, parses its flags, runs it and prints. No row
// can forget its gate, and none starts a process.
//
// table.go lists the commands, which stand in viewer, account and admin, a file
// each; cli is what they are written with, view what several of them answer
// with. What a command may do, the shop decides: nothing here knows rules of
// money, time or rights.
//
// It may import its own folders, store, media and tui/words, and nothing of the
// SSH server: what it needs from there stands in services.go. Begin reading at
// run.go.
package command
