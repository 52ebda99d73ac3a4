package limit

import (
	"image"
	"net/netip"
	"testing"
)

func TestScreens(t *testing.T) {
	here, there := SourceOf(netip.MustParseAddr("192.0.2.7")), SourceOf(netip.MustParseAddr("192.0.2.8"))
	small, big := image.Pt(80, 25), image.Pt(100, 100)
	r := NewScreens(3*(PerScreen+2000), 2*(PerScreen+2000))
	one, two := r.Open(here, small.X, small.Y), r.Open(here, small.X, small.Y)
	if one == nil || two == nil {
		t.Fatal("there is room for two")
	}
	if r.Open(here, small.X, small.Y) != nil {
		t.Error("a source took more than its part")
	}
	if r.Open(there, small.X, small.Y) == nil {
		t.Error("there is no room for another source")
	}
	if r.Open(there, small.X, small.Y) != nil {
		t.Error("more was taken than there is")
	}
	if one.Grow(big.X, big.Y) || !one.Grow(small.X, small.Y) {
		t.Error("a screen grew into nothing")
	}
	two.Close()
	two.Close()
	one.Close()
	if r.Taken() != PerScreen+2000 || r.cells.TakenBy(here) != 0 {
		t.Errorf("%d cells are taken, %d by a source that has left", r.Taken(), r.cells.TakenBy(here))
	}
}
