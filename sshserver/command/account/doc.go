// Package account holds the commands about one's own account: who one is, the
// registration, password, keys and language.
//
// It may import command/cli, command/view, store and tui/words, and no other
// folder of commands: ../table.go joins them. Begin reading at cmd_whoami.go.
package account
