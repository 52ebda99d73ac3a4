package local

import (
	"io"

	"github.com/spf13/pflag"

	"youku.example/sshserver/operator/setting"
	"youku.example/store"
	"youku.example/tui/words"
)

// Operator acts for the operator.
var Operator = store.Operator()

// Process is one call of the program, as the system started it.
type Process struct {
	Engines Engines
	Args    []string // without the program's name
	Environ []string
	Stdin   io.Reader
	Stdout  io.Writer
	Stderr  io.Writer

	Step func(name string) // nil but in tests, which stop the program between two steps
}

// At is called between two steps that a crash may part.
func (p Process) At(step string) {
	if p.Step != nil {
		p.Step(step)
	}
}

// UsageError is a wrong call: exit 2, and the line of usage.
type UsageError struct{ Err error }

func (u UsageError) Error() string { return u.Err.Error() }
func (u UsageError) Unwrap() error { return u.Err }

// Usage makes one.
func Usage(err error) error { return UsageError{err} }

// Call is a parsed command line.
type Call struct {
	Process
	Lang     words.Lang
	Flags    *pflag.FlagSet
	Words    []string // without flags
	Settings setting.Settings
	Reread   func() (setting.Settings, error) // reads them anew
}
