package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// toastTime is how long a word about what happened stays.
const toastTime = 5 * time.Second

type toastOverMsg int64

// tell shows that something went well.
func (h *Env) tell(t words.T, args ...any) tea.Cmd {
	return h.toast(ui.Good, func() string { return h.Say(t, args...) })
}

// fail shows why something was refused; a nil error says nothing.
func (h *Env) fail(err error) tea.Cmd {
	if err == nil {
		return nil
	}
	return h.toast(ui.Bad, func() string { return h.ErrorText(err) })
}

// toast takes the place of the one before: what is new matters more.
func (h *Env) toast(m ui.Mood, text func() string) tea.Cmd {
	h.toastID++
	t := ui.Toast{ID: h.toastID, Mood: m, On: h.top(), Text: text}
	h.shown = &t
	return h.after(toastTime, toastOverMsg(t.ID))
}

// forget takes away what is said of something that went wrong.
func (h *Env) forget() {
	if h.shown != nil && h.shown.Mood == ui.Bad {
		h.shown = nil
	}
}

// tookLine puts a line away that was shown to be taken.
func (h *Env) tookLine() {
	if h.shown != nil && h.shown.Line != "" {
		h.shown = nil
	}
}

func (h *Env) toastOver(id toastOverMsg) {
	if h.shown != nil && h.shown.ID == int64(id) && h.shown.Line == "" {
		h.shown = nil
	}
}
