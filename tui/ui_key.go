package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"youku.example/tui/words"
)

// keyLabel is how a key is written.
func (h *Display) keyLabel(k key) string {
	name := k.show
	if name == "" {
		name = strings.Fields(k.on)[0]
	}
	g := h.styles.glyphs
	switch name {
	case "up":
		return g.up
	case "down":
		return g.down
	case "updown":
		if g.up == "Up" {
			return "Up/Down"
		}
		return g.up + g.down
	case "left":
		return g.left
	case "right":
		return g.right
	case "enter":
		return g.enter
	case "esc":
		return "Esc"
	case "tab":
		return "Tab"
	case "space":
		return h.say(textSpace)
	case "pgup":
		return "PgUp"
	case "pgdown":
		return "PgDn"
	case "home":
		return "Home"
	case "end":
		return "End"
	case "delete":
		return "Del"
	case "f1":
		return "F1"
	case "shift+tab":
		return "S-Tab"
	}
	if rest, ok := strings.CutPrefix(name, "ctrl+"); ok {
		return "Ctrl+" + strings.ToUpper(rest)
	}
	return name
}

// key is one thing that can be done now.
type key struct {
	on         string // what to press: "enter l" is either; the first is shown
	show       string // shown instead of the first of on
	says       words.T
	do         func() tea.Cmd
	quiet      bool // in the help, not in the footer
	wheelSteps int  // how often a notch of the wheel does it; 0: never
}

// matches reports whether the key has this name.
func (k key) matches(name string) bool {
	for _, on := range strings.Fields(k.on) {
		if on == name {
			return true
		}
	}
	return false
}

// find gives the first key of that name.
func find(keys []key, name string) (key, bool) {
	for _, k := range keys {
		if k.matches(name) {
			return k, true
		}
	}
	return key{}, false
}

// keyName is the name of a key press. The full-width forms that a Chinese input
// method makes of punctuation mean the keys under the fingers.
func keyName(msg tea.KeyPressMsg) string {
	switch msg.Text {
	case "？":
		return "?"
	case "、", "／":
		return "/"
	}
	if r := []rune(msg.Text); len(r) == 1 && r[0] > 0xff00 && r[0] < 0xff5f {
		return string(r[0] - 0xfee0)
	}
	return msg.String()
}
