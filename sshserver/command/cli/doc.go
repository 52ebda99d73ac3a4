// Package cli is what commands are written with: the row of the table (Command),
// the line that a session sent (Call), flags, answers for people (Page) and for
// scripts (JSON), and refusals.
//
// It knows no command and nothing of the SSH server. It may import store, for
// actors, money and refusals, and tui/words. Begin reading at Command; its Make
// answers a Runner, which reads call.Args and ends with call.Answer.
package cli
