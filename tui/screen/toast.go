package screen

import (
	"time"

	tea "charm.land/bubbletea/v2"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// ToastTime is how long a word about what happened stays.
const ToastTime = 5 * time.Second

type toastOverMsg int64

// Tell shows that something went well.
func (e *Env) Tell(t words.T, args ...any) tea.Cmd {
	return e.Toast(ui.Good, func() string { return e.Say(t, args...) })
}

// Fail shows why something was refused; a nil error says nothing.
func (e *Env) Fail(err error) tea.Cmd {
	if err == nil {
		return nil
	}
	return e.Toast(ui.Bad, func() string { return e.ErrorText(err) })
}

// Toast takes the place of the one before: what is new matters more.
func (e *Env) Toast(m ui.Mood, text func() string) tea.Cmd {
	e.toastID++
	t := ui.Toast{ID: e.toastID, Mood: m, On: e.Top(), Text: text}
	e.Shown = &t
	return e.After(ToastTime, toastOverMsg(t.ID))
}

// Forget takes away what is said of something that went wrong.
func (e *Env) Forget() {
	if e.Shown != nil && e.Shown.Mood == ui.Bad {
		e.Shown = nil
	}
}

// TookLine puts a line away that was shown to be taken.
func (e *Env) TookLine() {
	if e.Shown != nil && e.Shown.Line != "" {
		e.Shown = nil
	}
}

func (e *Env) toastOver(id toastOverMsg) {
	if e.Shown != nil && e.Shown.ID == int64(id) && e.Shown.Line == "" {
		e.Shown = nil
	}
}
