package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// TestZones holds that marks take no room, close with their line, and that the
// innermost zone is the one that is hit.
func TestZones(t *testing.T) {
	h := &Display{Mouse: true}
	hit := ""
	named := func(n string) func() tea.Cmd { return func() tea.Cmd { hit = n; return nil } }
	h.BeginFrame()
	line := "流" + h.Click("a"+h.Click("浪", named("inner"))+"b", named("outer")) + "c" + strings.TrimSuffix(h.Click("de", named("open")), zoneEnds)
	if got := h.FindZones(line + "\nf"); got != "流a浪bcde\nf" {
		t.Fatalf("%q", got)
	}
	for x, want := range []string{"", "", "outer", "inner", "inner", "outer", "", "open", "open", ""} {
		hit = ""
		if do, _ := h.ZoneAt(x, 0); do != nil {
			do(0)
		}
		if hit != want {
			t.Errorf("cell %d: %q, want %q", x, hit, want)
		}
	}
}
