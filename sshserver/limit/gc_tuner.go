package limit

import (
	"os"
	"runtime/debug"
)

// A Go program may grow to twice what it needs before it looks for what it can
// give back. Screens are different from the garbage of a transfer: they stay.
// Where they are most of what there is, the server lets itself grow by less: a
// third more work for the collector, and a third less memory. Not with few of
// them, when a transfer would pay for it.
const (
	gcTuneFrom    = 400_000 // cells; some 40 screens
	gcTuneUntil   = 200_000
	gcTunePercent = 50 // percent
)

// gcTuner is how much the server lets itself grow. The operator's own GOGC wins.
type gcTuner struct {
	on     bool
	before int
	set    func(percent int) (before int)
}

func newGCTuner() gcTuner {
	if os.Getenv("GOGC") != "" {
		return gcTuner{}
	}
	return gcTuner{set: debug.SetGCPercent}
}

// update takes how many cells all screens have now.
func (t *gcTuner) update(cells int) {
	switch {
	case t.set == nil:
	case !t.on && cells >= gcTuneFrom:
		t.on, t.before = true, t.set(gcTunePercent)
	case t.on && cells <= gcTuneUntil:
		t.on = false
		t.set(t.before)
	}
}
