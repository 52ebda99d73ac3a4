package sshserver

import (
	"net/netip"
	"slices"
	"testing"

	"charm.land/ssh"
)

func TestThrift(t *testing.T) {
	var asked []int
	r := newScreenBudget(10*gcTuneFrom, 10*gcTuneFrom)
	r.gcTuner = gcTuner{set: func(percent int) int { asked = append(asked, percent); return 100 }}
	half := ssh.Window{Width: gcTuneUntil - aScreen, Height: 1}
	src := netip.MustParsePrefix("192.0.2.1/32")
	first, second, third := r.take(src, half), r.take(src, half), r.take(src, half)
	if !slices.Equal(asked, []int{gcTunePercent}) {
		t.Errorf("with three screens: %v", asked)
	}
	first.leave()
	if len(asked) != 1 {
		t.Errorf("with two of them left: %v", asked)
	}
	second.leave()
	third.leave()
	if !slices.Equal(asked, []int{gcTunePercent, 100}) {
		t.Errorf("when all have left: %v", asked)
	}
	r.gcTuner = gcTuner{} // the operator's own
	r.take(src, ssh.Window{Width: 2 * gcTuneFrom, Height: 1})
	if len(asked) != 2 {
		t.Errorf("against the operator: %v", asked)
	}
}
