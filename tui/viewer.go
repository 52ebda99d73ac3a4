package tui

import (
	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// Screens makes the screens of viewers, and is what they share.
type Screens struct {
	*Env
	program
	Shop Shop
	Door Door
}

// program is what screens of viewers ask of the program around them.
type program interface {
	// goTo shows a place as it was left, or for the first time.
	goTo(place string) tea.Cmd
	leave() tea.Cmd
	// logIn makes a user of the guest, who chose before what the account remembers.
	logIn(a store.Actor, before map[string]string) tea.Cmd
	// refresh asks again what the account is and has.
	refresh(begin bool) tea.Cmd
	countNotices(ring bool) tea.Cmd
	// transfers are those of the account that run, or just ended.
	transfers() []store.Progress

	// chosen is what the person chose of a name, "" for the default; choose puts
	// a choice in force and has it remembered.
	chosen(name string) string
	choose(name, value string) tea.Cmd
	switchLanguage() tea.Cmd
	switchMouse() tea.Cmd
	switchTheme() tea.Cmd
	themeText() words.T

	// poster is a movie's picture in so many cells; nil where none can be drawn.
	poster(m store.Listing, w, rows int) []string
}
