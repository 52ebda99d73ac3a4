package cli

import (
	"context"
	"strings"

	"youku.example/tui/words"
)

// Command is one row of the table.
type Command struct {
	Name     string  // as it is typed; two words for what belongs together
	Gate     Gate    // who may run it
	Args     string  // what follows the name, the same in both languages
	AdminArg string  // what admins may write before that
	Need     int     // how many words it needs, flags left out
	Most     int     // how many it takes at most, if that is more
	Help     words.T // what it does, in one line
	More     words.T // the rest of the help
	Examples []string
	Hidden   bool // run by programs: explained, but not listed
	Group    Group
	Make     func(f *Flags) Runner // adds the command's flags
}

// Runner does what a line asks for, once it is parsed and allowed.
type Runner func(ctx context.Context, call *Call) error

// Plain is a command without flags of its own.
func Plain(run Runner) func(*Flags) Runner { return func(*Flags) Runner { return run } }

// Line is the command as an actor of that kind types it.
func (c *Command) Line(kind Gate) string {
	words := []string{c.Name, c.Args}
	if kind == Admin {
		words = []string{c.Name, c.AdminArg, c.Args}
	}
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}

// Missing names the first word that a line with n of them lacks.
func (c *Command) Missing(n int) string { return strings.TrimSuffix(strings.Fields(c.Args)[n], "…") }

// Usage is what follows a usage error.
func (c *Command) Usage(kind Gate, l words.Lang) string {
	return Fill(words.Say("用法：%s（详见 help %s）", "usage: %s (more: help %s)"), c.Line(kind), c.Name).In(l) + "\n"
}
