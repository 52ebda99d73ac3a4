package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// finder is the search of a tab: the list follows as one types.
type finder struct {
	field *field
	on    bool
}

func newFinder() finder { return finder{field: &field{max: 100}} }

func (f *finder) Typing() bool  { return f.on }
func (f *finder) text() string  { return strings.TrimSpace(f.field.value()) }
func (f *finder) empty() bool   { return f.field.value() == "" }
func (f *finder) open() tea.Cmd { f.on = true; return nil }

// hears types into the search; it is true when another list is looked for.
func (f *finder) typed(msg tea.Msg) bool {
	switch msg.(type) {
	case tea.KeyPressMsg, tea.PasteMsg:
		if !f.on {
			return false
		}
		before := f.field.value()
		f.field.Update(msg)
		return f.field.value() != before
	}
	return false
}

// searching are the keys while one types.
func (f *finder) searching(move []key, anew func() tea.Cmd) []key {
	move[0].on, move[1].on = "up", "down"
	return []key{
		{on: "enter", says: textKeyShow, do: func() tea.Cmd { f.on = false; return nil }},
		{on: "esc", says: textKeyClear, do: f.clearing(anew)},
		move[0], move[1],
	}
}

// clearing ends the search and shows everything again.
func (f *finder) clearing(anew func() tea.Cmd) func() tea.Cmd {
	return func() tea.Cmd {
		f.on = false
		if f.empty() {
			return nil
		}
		f.field.set("")
		return anew()
	}
}

// draw is the search at the right of the tabs, in room cells if that is enough
// to read what one types; "" where there is no search.
func (f *finder) draw(h *Display, room int) string {
	if !f.on && f.empty() {
		return ""
	}
	return h.styles.accent.Render("/") + " " + f.field.draw(h, max(10, min(24, room-2)), f.on)[0]
}
