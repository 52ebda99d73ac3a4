package tui

import (
	"testing"

	"youku.example/tui/ui"
)

// TestStack holds that screens are closed and replaced wherever they lie, and
// that one that is gone takes nothing along.
func TestStack(t *testing.T) {
	a, b, c, d := &ui.Confirm{}, &ui.Confirm{}, &ui.Confirm{}, &ui.Confirm{}
	h := &Env{stack: []ui.Screen{a, b, c}}
	h.close(b)
	h.close(b)
	h.replace(b, d)
	if len(h.stack) != 2 || h.stack[0] != ui.Screen(a) || h.stack[1] != ui.Screen(c) {
		t.Errorf("closing the middle one leaves %v", h.stack)
	}
	h.replace(a, d)
	if h.stack[0] != ui.Screen(d) || h.top() != ui.Screen(c) {
		t.Errorf("replacing the lowest one leaves %v", h.stack)
	}
	h.close(c)
	h.close(d)
	if len(h.stack) != 1 || h.top() != ui.Screen(d) {
		t.Errorf("the last one is gone: %v", h.stack)
	}
}
