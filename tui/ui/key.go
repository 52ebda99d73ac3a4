package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"youku.example/tui/words"
)

// KeyLabel is how a key is written.
func (d *Display) KeyLabel(k Key) string {
	name := k.Show
	if name == "" {
		name, _, _ = strings.Cut(k.On, " ")
	}
	g := &d.Styles.Glyphs
	switch name {
	case "up":
		return g.Up
	case "down":
		return g.Down
	case "updown":
		if g.Up == "Up" {
			return "Up/Down"
		}
		return g.Up + g.Down
	case "arrows":
		if g.Up == "Up" {
			return "Arrows"
		}
		return g.Left + g.Down + g.Up + g.Right
	case "left":
		return g.Left
	case "right":
		return g.Right
	case "enter":
		return g.Enter
	case "esc":
		return "Esc"
	case "tab":
		return "Tab"
	case "space":
		return d.Say(textSpace)
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

// Key is one thing that can be done now.
type Key struct {
	On         string // what to press: "enter l" is either; the first is shown
	Show       string // shown instead of the first of on
	Says       words.T
	Do         func() tea.Cmd
	Quiet      bool // in the help, not in the footer
	WheelSteps int  // how often a notch of the wheel does it; 0: never
}

// matches reports whether the key has this name.
func (k Key) matches(name string) bool {
	for on := range strings.FieldsSeq(k.On) {
		if on == name {
			return true
		}
	}
	return false
}

// FindKey gives the first key of that name.
func FindKey(keys []Key, name string) (Key, bool) {
	for _, k := range keys {
		if k.matches(name) {
			return k, true
		}
	}
	return Key{}, false
}

// KeyName is the name of a key press. The full-width forms that a Chinese input
// method makes of punctuation mean the keys under the fingers.
func KeyName(msg tea.KeyPressMsg) string {
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
