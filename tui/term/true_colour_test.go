package term

import "testing"

// A person who wants no colours is given none by a terminal that has them all.
func TestNoColour(t *testing.T) {
	for _, none := range []bool{false, true} {
		c := NewCapabilities(Options{Name: "xterm-256color", NoColour: none})
		if asked := c.askColours() != nil; asked == none {
			t.Errorf("none wanted: %v, and colours are asked for: %v", none, asked)
		}
		if believed := c.coloursByName("kitty(0.42.1)") != nil; believed == none {
			t.Errorf("none wanted: %v, and colours are taken from a name: %v", none, believed)
		}
	}
}
