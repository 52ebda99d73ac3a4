package tui

import (
	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// Screens makes the screens of viewers, and is what they share.
type Screens struct {
	*Env
	Program
	Shop viewerShop
	Door Door
}

// Program is what screens of viewers ask of the program around them.
type Program interface {
	// GoTo shows a place as it was left, or for the first time.
	GoTo(place string) tea.Cmd
	Leave() tea.Cmd
	// LogIn makes a user of the guest, who chose before what the account remembers.
	LogIn(a store.Actor, before map[string]string) tea.Cmd
	// Refresh asks again what the account is and has; CountNotices, what it has
	// not read.
	Refresh() tea.Cmd
	CountNotices() tea.Cmd
	// Transfers are those of the account that run, or just ended.
	Transfers() []store.Progress

	// Chosen is what the person chose of a name, "" for the default; Choose puts
	// a choice in force and has it remembered.
	Chosen(name string) string
	Choose(name, value string) tea.Cmd
	SwitchLanguage() tea.Cmd
	SwitchMouse() tea.Cmd
	SwitchTheme() tea.Cmd
	ThemeText() words.T

	// Poster is a movie's picture in so many cells; nil where none can be drawn.
	Poster(m store.Listing, w, rows int) []string
}
