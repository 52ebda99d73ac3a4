package limit

import (
	"net/netip"
	"slices"
	"testing"
)

func TestGCTuner(t *testing.T) {
	var asked []int
	r := NewScreens(10*gcTuneFrom, 10*gcTuneFrom)
	r.gcTuner = gcTuner{set: func(percent int) int { asked = append(asked, percent); return 100 }}
	half := gcTuneUntil - PerScreen
	src := netip.MustParsePrefix("192.0.2.1/32")
	first, second, third := r.Open(src, half, 1), r.Open(src, half, 1), r.Open(src, half, 1)
	if !slices.Equal(asked, []int{gcTunePercent}) {
		t.Errorf("with three screens: %v", asked)
	}
	first.Close()
	if len(asked) != 1 {
		t.Errorf("with two of them left: %v", asked)
	}
	second.Close()
	third.Close()
	if !slices.Equal(asked, []int{gcTunePercent, 100}) {
		t.Errorf("when all have left: %v", asked)
	}
	r.gcTuner = gcTuner{} // the operator's own
	r.Open(src, 2*gcTuneFrom, 1)
	if len(asked) != 2 {
		t.Errorf("against the operator: %v", asked)
	}
}
