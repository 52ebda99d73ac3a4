package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/tui/term/cells"
)

// Finder is the search of a list, which follows as one types.
type Finder struct {
	field *Field
	on    bool
}

func NewFinder() Finder { return Finder{field: &Field{Max: 100}} }

func (f *Finder) Typing() bool  { return f.on }
func (f *Finder) Text() string  { return strings.TrimSpace(f.field.Value()) }
func (f *Finder) Empty() bool   { return f.field.Value() == "" }
func (f *Finder) Open() tea.Cmd { f.on = true; return nil }

// Typed types into the search; it reports whether another list is looked for.
func (f *Finder) Typed(msg tea.Msg) bool {
	switch msg.(type) {
	case tea.KeyPressMsg, tea.PasteMsg:
		if !f.on {
			return false
		}
		before := f.field.Value()
		f.field.Update(msg)
		return f.field.Value() != before
	}
	return false
}

// Searching are the keys while one types.
func (f *Finder) Searching(move []Key, anew func() tea.Cmd) []Key {
	move[0].On, move[1].On = "up", "down"
	return []Key{
		{On: "enter", Says: TextKeyShow, Do: func() tea.Cmd { f.on = false; return nil }},
		{On: "esc", Says: TextKeyClear, Do: f.Clearing(anew)},
		move[0], move[1],
	}
}

// Clearing ends the search and shows everything again.
func (f *Finder) Clearing(anew func() tea.Cmd) func() tea.Cmd {
	return func() tea.Cmd {
		f.on = false
		if f.Empty() {
			return nil
		}
		f.field.Set("")
		return anew()
	}
}

// Draw is the search, with at most so many cells for what one types; "" where
// there is none. A click on it goes on searching.
func (f *Finder) Draw(d *Display, room int) string {
	if !f.on && f.Empty() {
		return ""
	}
	return d.Styles.Accent.Render("/") + " " + d.Click(f.field.Draw(d, min(24, room), f.on), f.Open)
}

// Status is the search after how much it found, in at most room cells; "" where
// there is none. What one types gets the smaller field then.
func (f *Finder) Status(d *Display, found string, room int) string {
	beside := 0
	if found != "" {
		beside = cells.Width(found) + 3
	}
	find := f.Draw(d, max(10, room-2-beside))
	if find == "" {
		return ""
	}
	return d.WithPosition(find, found, room)
}
