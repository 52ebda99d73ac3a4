package ui

import (
	tea "charm.land/bubbletea/v2"
	"youku.example/tui/term/cells"
	"youku.example/tui/words"
)

// Menu draws rows of choices with the key of each, and a word about each where
// there is room for all of them.
func (d *Display) Menu(rows []MenuRow, at *List, w int, airy bool) []string {
	name, tip := 0, 0
	for _, r := range rows {
		name, tip = max(name, cells.Width(d.Say(r.Says))), max(tip, cells.Width(d.Say(r.Tip)))
	}
	var ls []string
	for i, r := range rows {
		text := d.Styles.Accent.Render(r.On) + "  " + cells.Pad(d.Say(r.Says), name)
		if 2+3+name+3+tip <= w {
			text += "   " + d.Styles.Mute.Render(d.Say(r.Tip))
		}
		ls = append(ls, d.Item(at, i, text, w, nil))
		if airy && i < len(rows)-1 {
			ls = append(ls, "")
		}
	}
	return ls
}

type MenuRow struct {
	On   string
	Says words.T
	Tip  words.T
	Do   func() tea.Cmd
}
