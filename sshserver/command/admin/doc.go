// Package admin holds the commands that only admins may run: uploads, movies,
// notices, people, money, sessions, bans and the audit.
//
// It may import command/cli, command/view, store and tui/words, and no other
// folder of commands: ../table.go joins them. Begin reading at cmd_incoming.go.
package admin
