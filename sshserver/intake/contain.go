package intake

import (
	"fmt"
	"runtime/debug"
)

// contained makes of a panic in the background an error like any other: no one
// else catches it there, and one odd file would end the library at every start.
func contained(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
	}
}
