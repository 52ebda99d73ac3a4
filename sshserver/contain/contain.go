package contain

import (
	"fmt"
	"log/slog"
	"runtime/debug"
)

// Log must be deferred. It ends a panic with a line in the log, "panic in"
// followed by where, and calls then if there was one.
func Log(log *slog.Logger, where string, then func()) {
	if p := recover(); p != nil {
		logged(p, log, where, then)
	}
}

func logged(p any, log *slog.Logger, where string, then func()) {
	log.Error("panic in "+where, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
	if then != nil {
		then()
	}
}

// Logger is Log for those that get a function to defer.
type Logger struct {
	To    *slog.Logger
	Where string
	Then  func()
}

// Catch must be deferred.
func (l Logger) Catch() {
	if p := recover(); p != nil {
		logged(p, l.To, l.Where, l.Then)
	}
}

// Error must be deferred. It makes of a panic an error like any other, with the
// stack in its text.
func Error(err *error) {
	if p := recover(); p != nil {
		*err = panicked{p, debug.Stack()}
	}
}

// Run returns what f returns, or its panic as an error.
func Run(f func() error) (err error) {
	defer Error(&err)
	return f()
}

// Throw returns err, or panics again with the panic that Run made of it: in the
// goroutine that answers for the one where it happened.
func Throw(err error) error {
	if p, ok := err.(panicked); ok {
		panic(p.what())
	}
	return err
}

type panicked struct {
	value any
	stack []byte
}

func (p panicked) what() string  { return fmt.Sprintf("%v\n%s", p.value, p.stack) }
func (p panicked) Error() string { return "panic: " + p.what() }
