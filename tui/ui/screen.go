package ui

import (
	tea "charm.land/bubbletea/v2"

	"youku.example/tui/words"
)

// Screen is one place in the program. It never calls the shop from View or
// Update: it returns what screen.Ask made, and takes the answer in its callback.
type Screen interface {
	// Init is called once, when the screen comes onto the stack.
	Init() tea.Cmd
	// Update takes what is not in Keys: news, text keys and pastes while
	// typing, ticks. News and ticks reach covered screens too.
	Update(msg tea.Msg) tea.Cmd
	// View draws at most h lines of at most w cells.
	View(w, h int) string
	Title() words.T
	// Keys are the keys that act now: the footer, the help and the dispatch
	// are made of this one list.
	Keys() []Key
}

// TextEntry is a screen that takes text: while Typing, letters are letters, and
// only keys without text (enter, esc, tab, arrows, ctrl+…) are looked up in Keys.
type TextEntry interface{ Typing() bool }

// Dirty is a screen that would lose something if it were left: leaving asks.
type Dirty interface{ Unsaved() bool }

// LeaveWarner is a dirty screen that says itself what would be lost.
type LeaveWarner interface{ Warning() Question }

// Progressor is a screen that has a share to show in the terminal's own
// progress bar (OSC 9;4), 0 to 100, and in words in the window's title.
type Progressor interface {
	Percent() (int, bool)
	Far() string
}
