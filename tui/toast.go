package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// toastTime is how long a word about what happened stays.
const toastTime = 5 * time.Second

type mood int

const (
	plain mood = iota
	good
	bad
)

// toast is a word about what happened. It covers the lowest lines for a
// moment, so that nothing else moves.
type toast struct {
	id   int64
	mood mood
	on   ui.Screen     // a word about what went wrong goes when this is left
	text func() string // made at each drawing, so that it follows the language
	line string        // to be taken with the mouse; it stays until a key is pressed
}

type toastOverMsg int64

// tell shows that something went well.
func (h *Env) tell(t words.T, args ...any) tea.Cmd {
	return h.toast(good, func() string { return h.Say(t, args...) })
}

// fail shows why something was refused; a nil error says nothing.
func (h *Env) fail(err error) tea.Cmd {
	if err == nil {
		return nil
	}
	return h.toast(bad, func() string { return h.ErrorText(err) })
}

// toast takes the place of the one before: what is new matters more.
func (h *Env) toast(m mood, text func() string) tea.Cmd {
	h.toastID++
	t := toast{id: h.toastID, mood: m, on: h.top(), text: text}
	h.shown = &t
	return h.after(toastTime, toastOverMsg(t.id))
}

// forget takes away what is said of something that went wrong.
func (h *Env) forget() {
	if h.shown != nil && h.shown.mood == bad {
		h.shown = nil
	}
}

// tookLine puts a line away that was shown to be taken.
func (h *Env) tookLine() {
	if h.shown != nil && h.shown.line != "" {
		h.shown = nil
	}
}

func (h *Env) toastOver(id toastOverMsg) {
	if h.shown != nil && h.shown.id == int64(id) && h.shown.line == "" {
		h.shown = nil
	}
}
