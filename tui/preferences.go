package tui

import (
	"context"
	"errors"
	"maps"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/ui/theme"
	"youku.example/tui/words"
)

// The names of what people choose and find again. A value that is the default
// is "", which the shop forgets.
const (
	choiceMouse = "mouse"
	choiceTheme = "theme"
)

// choices are what the person at the screen chose. A guest's live as
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

// Chosen is what was chosen of a name, "" for the default.
func (r *root) Chosen(name string) string { return r.choices.all[name] }

// Choose puts a choice in force and has it remembered.
func (r *root) Choose(name, value string) tea.Cmd {
	r.choices.all[name], r.choices.here[name], r.choices.late[name] = value, value, value
	return r.remember()
}

// adopt takes over what an account chose before; what was chosen in this
// session stays, and becomes the account's.
func (r *root) adopt(before map[string]string) tea.Cmd {
	made := r.choices.here
	r.choices = newChoices(before)
	maps.Copy(r.choices.all, made)
	maps.Copy(r.choices.here, made)
	maps.Copy(r.choices.late, made)
	r.restyle()
	return r.remember()
}

// remember writes what was chosen and not written yet.
func (r *root) remember() tea.Cmd {
	if !r.User() || r.choices.busy || len(r.choices.late) == 0 {
		return nil
	}
	late := r.choices.late
	r.choices.late, r.choices.busy = map[string]string{}, true
	return screen.Do(r.Env, nil, func(ctx context.Context, a store.Actor) error {
		var all error
		for name, value := range late {
			if name == screen.ChoiceLanguage {
				all = errors.Join(all, r.session.Shop.SetLanguage(ctx, a, value))
				continue
			}
			all = errors.Join(all, r.session.Shop.SetPreference(ctx, a, name, value))
		}
		return all
	}, func(err error) tea.Cmd {
		r.choices.busy = false
		if r.choices.leaves && len(r.choices.late) == 0 {
			return tea.Quit
		}
		return tea.Batch(r.Fail(err), r.remember())
	})
}

// SwitchLanguage is seen at once.
func (r *root) SwitchLanguage() tea.Cmd {
	r.Lang = r.Lang.Other()
	return r.Choose(screen.ChoiceLanguage, string(r.Lang))
}

func (r *root) SwitchMouse() tea.Cmd {
	value, says := "on", textMouseOn
	if r.Mouse {
		value, says = "", textMouseOff
	}
	cmd := r.Choose(choiceMouse, value)
	r.restyle()
	return tea.Batch(cmd, r.Tell(says))
}

// The themes; "" asks the terminal.
const (
	themeDark  = "dark"
	themeLight = "light"
)

// SwitchTheme goes round the themes, so that the first step is always seen.
func (r *root) SwitchTheme() tea.Cmd {
	round := []string{"", themeLight, themeDark}
	if !r.session.Dark {
		round = []string{"", themeDark, themeLight}
	}
	next := round[0]
	for i, t := range round {
		if t == r.themeName() {
			next = round[(i+1)%len(round)]
		}
	}
	cmd := r.Choose(choiceTheme, next)
	r.restyle()
	return tea.Batch(cmd, r.Tell(r.ThemeText()))
}

// themeName is the one in force; "" asks the terminal. One that was chosen at
// another visit, perhaps on another terminal, stands in only where this
// terminal does not tell its background: dark colours on white are pale.
func (r *root) themeName() string {
	if _, chosen := r.choices.here[choiceTheme]; !chosen && !r.backgroundUnknown {
		return ""
	}
	return r.Chosen(choiceTheme)
}

// ThemeText is the theme in force, in words.
func (r *root) ThemeText() words.T {
	switch r.themeName() {
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
func (r *root) restyle() {
	r.Mouse = r.Chosen(choiceMouse) == "on"
	switch name := r.themeName(); {
	case name == themeDark, name == themeLight:
		r.Styles = theme.New(name == themeDark, r.session.ASCII, r.Styles.Colours)
	case r.backgroundUnknown:
		r.Styles = theme.Either(r.session.ASCII, r.Styles.Colours)
	default:
		r.Styles = theme.New(r.session.Dark, r.session.ASCII, r.Styles.Colours)
	}
}
