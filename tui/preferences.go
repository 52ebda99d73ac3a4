package tui

import (
	"context"
	"errors"
	"maps"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// The names of what people choose and find again. A value that is the default
// is "", which the shop forgets.
const (
	choiceSort     = "library.sort"
	choiceReverse  = "library.reverse"
	choiceMouse    = "mouse"
	choiceTheme    = "theme"
	choiceLanguage = "language" // the shop keeps it with the account
)

// choices are what the person in front of the screen chose. A guest's live as
// long as the session; who becomes a user in it takes them along.
type choices struct {
	all    map[string]string // in force: chosen before, or here
	here   map[string]string // chosen in this session
	late   map[string]string // not written yet
	busy   bool              // one writing at a time, so that the last choice stays
	leaves bool              // the session ends once they are written
}

func newChoices(before map[string]string) choices {
	c := choices{all: map[string]string{}, here: map[string]string{}, late: map[string]string{}}
	maps.Copy(c.all, before)
	return c
}

// chosen is what was chosen of a name, "" for the default.
func (h *Env) chosen(name string) string { return h.choices.all[name] }

// choose puts a choice in force and has it remembered.
func (h *Env) choose(name, value string) tea.Cmd {
	h.choices.all[name], h.choices.here[name], h.choices.late[name] = value, value, value
	return h.remember()
}

// adopt takes over what an account chose before; what was chosen in this
// session stays, and becomes the account's.
func (h *Env) adopt(before map[string]string) tea.Cmd {
	made := h.choices.here
	h.choices = newChoices(before)
	maps.Copy(h.choices.all, made)
	maps.Copy(h.choices.here, made)
	maps.Copy(h.choices.late, made)
	h.restyle()
	return h.remember()
}

// remember writes what was chosen and not written yet.
func (h *Env) remember() tea.Cmd {
	if !h.user() || h.choices.busy || len(h.choices.late) == 0 {
		return nil
	}
	late := h.choices.late
	h.choices.late, h.choices.busy = map[string]string{}, true
	return do(h, nil, func(ctx context.Context, a store.Actor) error {
		var all error
		for name, value := range late {
			if name == choiceLanguage {
				all = errors.Join(all, h.Shop.SetLanguage(ctx, a, value))
				continue
			}
			all = errors.Join(all, h.Shop.SetPreference(ctx, a, name, value))
		}
		return all
	}, func(err error) tea.Cmd {
		h.choices.busy = false
		if h.choices.leaves {
			return tea.Quit
		}
		return tea.Batch(h.fail(err), h.remember())
	})
}

// switchLanguage is seen at once.
func (h *Env) switchLanguage() tea.Cmd {
	h.Lang = h.Lang.Other()
	return h.choose(choiceLanguage, string(h.Lang))
}

func (h *Env) switchMouse() tea.Cmd {
	value, says := "on", textMouseOn
	if h.Mouse {
		value, says = "", textMouseOff
	}
	cmd := h.choose(choiceMouse, value)
	h.restyle()
	return tea.Batch(cmd, h.tell(says))
}

// The themes; "" asks the terminal.
const (
	themeDark  = "dark"
	themeLight = "light"
)

// switchTheme goes round the themes, so that the first step is always seen.
func (h *Env) switchTheme() tea.Cmd {
	round := []string{"", themeLight, themeDark}
	if !h.Dark {
		round = []string{"", themeDark, themeLight}
	}
	next := round[0]
	for i, t := range round {
		if t == h.themeName() {
			next = round[(i+1)%len(round)]
		}
	}
	cmd := h.choose(choiceTheme, next)
	h.restyle()
	return tea.Batch(cmd, h.tell(h.themeText()))
}

// themeName is the one in force; "" asks the terminal. One that was chosen at
// another visit, perhaps on another terminal, stands in only where this
// terminal does not tell its background: dark colours on white are pale.
func (h *Env) themeName() string {
	if _, chosen := h.choices.here[choiceTheme]; !chosen && !h.backgroundUnknown {
		return ""
	}
	return h.chosen(choiceTheme)
}

// themeText is the theme in force, in words.
func (h *Env) themeText() words.T {
	switch h.themeName() {
	case themeDark:
		return textThemeDark
	case themeLight:
		return textThemeLight
	}
	return textThemeAuto
}

// restyle draws from now on as it was chosen, or as the terminal is. Clicks and
// the wheel are not listened to unless that was chosen: with them a terminal
// selects text only while Shift is held. A
// background that the terminal keeps to itself gets colours for both.
func (h *Env) restyle() {
	h.Mouse = h.chosen(choiceMouse) == "on"
	switch theme := h.themeName(); {
	case theme == themeDark, theme == themeLight:
		h.Styles = ui.NewTheme(theme == themeDark, h.ASCII, h.Styles.Colours)
	case h.backgroundUnknown:
		h.Styles = ui.EitherTheme(h.ASCII, h.Styles.Colours)
	default:
		h.Styles = ui.NewTheme(h.Dark, h.ASCII, h.Styles.Colours)
	}
}
