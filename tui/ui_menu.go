package tui

import (
	tea "charm.land/bubbletea/v2"
	"youku.example/tui/words"
)

// menu draws rows of choices with the key of each, and a word about each where
// there is room for all of them.
func (h *Display) menu(rows []choiceRow, at *list, w int, airy bool) []string {
	name, tip := 0, 0
	for _, r := range rows {
		name, tip = max(name, width(h.say(r.says))), max(tip, width(h.say(r.tip)))
	}
	var ls []string
	for i, r := range rows {
		text := h.styles.accent.Render(r.on) + "  " + pad(h.say(r.says), name)
		if 2+3+name+3+tip <= w {
			text += "   " + h.styles.mute.Render(h.say(r.tip))
		}
		ls = append(ls, h.item(at, i, text, w))
		if airy && i < len(rows)-1 {
			ls = append(ls, "")
		}
	}
	return ls
}

type choiceRow struct {
	on   string
	says words.T
	tip  words.T
	do   func() tea.Cmd
}
