package cli

import (
	"errors"
	"fmt"

	"youku.example/store"
	"youku.example/tui/words"
)

// ErrHungUp is the end of a client that reads the answer no more; nothing is
// said about it.
var ErrHungUp = errors.New("hung up")

// The exit statuses that are promised to scripts.
const (
	ExitDone    = 0
	ExitRefused = 1
	ExitUsage   = 2
)

// Misuse is a wrong line: exit 2, and how to write it.
type Misuse struct{ says words.T }

func (m Misuse) Error() string { return "usage: " + m.says.In(words.En) }

// Misused makes one.
func Misused(says words.T, args ...any) error { return Misuse{Fill(says, args...)} }

// Refused is a refusal of a command itself; those of the shop are
// *store.Refusal.
type Refused struct {
	code string
	says words.T
}

func (r Refused) Error() string { return "refused: " + r.code }

// NewRefused makes one; the code is for scripts.
func NewRefused(code string, says words.T) error { return Refused{code, says} }

var errHasAccount = NewRefused("has_account", words.Say("你已经有账号了，不用再注册。", "You have an account already; there is nothing to register."))

// Fill puts values into a sentence, in both languages. Texts among them are
// cleaned, since anyone may have typed them.
func Fill(says words.T, args ...any) words.T {
	if len(args) == 0 {
		return says
	}
	clean := make([]any, len(args))
	for i, a := range args {
		switch a := a.(type) {
		case string:
			clean[i] = store.Clean(a)
		default:
			clean[i] = a
		}
	}
	in := func(l words.Lang) string {
		local := make([]any, len(clean))
		for i, a := range clean {
			if t, is := a.(words.T); is {
				a = t.In(l)
			}
			local[i] = a
		}
		return fmt.Sprintf(says.In(l), local...)
	}
	return words.Say(in(words.Zh), in(words.En))
}

// Verdict is the exit status, the code for scripts and the sentence for people
// of an error. One that is no refusal is an inner fault, which has one fixed
// sentence.
func Verdict(err error) (exit int, code string, says words.T) {
	var (
		m Misuse
		r Refused
	)
	switch {
	case errors.As(err, &m):
		return ExitUsage, "usage", m.says
	case errors.As(err, &r):
		return ExitRefused, r.code, r.says
	}
	code, says = words.Refusal(err)
	return ExitRefused, code, says
}
