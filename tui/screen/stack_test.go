package screen

import (
	"testing"

	"youku.example/tui/ui"
)

// TestStack holds that screens are closed and replaced wherever they lie, and
// that one that is gone takes nothing along.
func TestStack(t *testing.T) {
	a, b, c, d := &ui.Confirm{}, &ui.Confirm{}, &ui.Confirm{}, &ui.Confirm{}
	h := &Env{Stack: []ui.Screen{a, b, c}}
	h.Close(b)
	h.Close(b)
	h.Replace(b, d)
	if len(h.Stack) != 2 || h.Stack[0] != ui.Screen(a) || h.Stack[1] != ui.Screen(c) {
		t.Errorf("closing the middle one leaves %v", h.Stack)
	}
	h.Replace(a, d)
	if h.Stack[0] != ui.Screen(d) || h.Top() != ui.Screen(c) {
		t.Errorf("replacing the lowest one leaves %v", h.Stack)
	}
	h.Close(c)
	h.Close(d)
	if len(h.Stack) != 1 || h.Top() != ui.Screen(d) {
		t.Errorf("the last one is gone: %v", h.Stack)
	}
}
