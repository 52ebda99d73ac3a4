package sshserver

import (
	"os"
	"runtime/debug"
)

// A Go program may grow to twice what it needs before it looks for what it can
// give back. Screens are different from the garbage of a transfer: they stay.
// Where they are most of what there is, the house lets itself grow by less: a
// third more work for the collector, and a third less memory. Not with few of
// them, when a transfer would pay for it.
const (
	thriftFrom  = 400_000 // cells; some 40 screens
	thriftUntil = 200_000
	thriftGrow  = 50 // percent
)

// thrift is how much the house lets itself grow. The operator's own GOGC wins.
type thrift struct {
	on     bool
	before int
	set    func(percent int) (before int)
}

func newThrift() thrift {
	if os.Getenv("GOGC") != "" {
		return thrift{}
	}
	return thrift{set: debug.SetGCPercent}
}

// mind is told how many cells all screens have now.
func (t *thrift) mind(cells int) {
	switch {
	case t.set == nil:
	case !t.on && cells >= thriftFrom:
		t.on, t.before = true, t.set(thriftGrow)
	case t.on && cells <= thriftUntil:
		t.on = false
		t.set(t.before)
	}
}
