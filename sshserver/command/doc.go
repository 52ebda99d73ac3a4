// Package command is everything that can be asked of the server in one line
// over SSH: one table of commands, a file for each.
//
// A row of the table holds a command's name, the gate, its usage, flags and
// help in both languages; Run takes a line apart, asks the gate, runs the row
// and prints. No row can forget its gate, and none starts a process. What a
// command may be, it asks of the shop: this package decides nothing about
// money, time or rights.
//
// It may import store, media and tui/words, and nothing of the SSH server:
// what it needs from there stands in needs.go.
package command
