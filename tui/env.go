package tui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// Env is what all screens of a session share: who is here, in which language,
// how things look, and which screens lie on each other. It is touched by the
// program's own goroutine only; questions to the shop take copies with them.
type Env struct {
	ui.Display
	Ctx context.Context // ends with the session

	Actor   store.Actor
	Account store.Account // zero for a guest
	Vouched string        // the only name that this key may register, "" for everybody else

	Host   string // as people outside write it, for the commands to copy
	Port   int
	OnCopy func(line string) // hears each single line that was copied; nil: nothing does

	stack   []ui.Screen
	places  map[string]ui.Screen // the places visited, as they were left
	shown   *ui.Toast
	toastID int64
}

// user reports whether somebody is logged in.
func (h *Env) user() bool { return h.Actor.Account != 0 }

// admin reports whether this session was proven by an admin's key.
func (h *Env) admin() bool { return h.Actor.Role == store.RoleAdmin }

// top is the screen that is seen.
func (h *Env) top() ui.Screen { return h.stack[len(h.stack)-1] }

// has reports whether a screen is on the stack, or kept as a place.
func (h *Env) has(s ui.Screen) bool {
	for _, o := range h.stack {
		if o == s {
			return true
		}
	}
	for _, o := range h.places {
		if o == s {
			return true
		}
	}
	return false
}

// push lays a screen on the one that is seen; Esc comes back.
func (h *Env) push(s ui.Screen) tea.Cmd {
	h.stack = append(h.stack, s)
	return s.Init()
}

// close takes a screen off the stack, wherever it lies by now; the lowest
// stays. An answer of the shop comes when it comes, and something else may be
// seen by then: so there is no way to close "the seen one", and each answer
// closes its own screen, or a question that it has put.
func (h *Env) close(s ui.Screen) tea.Cmd {
	if i := slices.Index(h.stack, s); i > 0 {
		h.stack = slices.Delete(slices.Clone(h.stack), i, i+1)
	}
	return nil
}

// replace puts a screen in the place of another, for steps of one flow. Where
// that one is gone, nothing happens.
func (h *Env) replace(s, with ui.Screen) tea.Cmd {
	i := slices.Index(h.stack, s)
	if i < 0 {
		return nil
	}
	h.stack[i] = with
	return with.Init()
}

// confirm asks a question first.
func (h *Env) confirm(q ui.Question) tea.Cmd { return h.push(ui.NewConfirm(&h.Display, h.close, q)) }

// back closes a screen and shows a word about what was done.
func (h *Env) back(from ui.Screen, t words.T, args ...any) tea.Cmd {
	return tea.Batch(h.close(from), h.tell(t, args...))
}

// confirmLeave goes on, or asks first where something would be lost.
func (h *Env) confirmLeave(then func() tea.Cmd) tea.Cmd {
	if l, ok := h.top().(ui.Dirty); !ok || !l.Unsaved() {
		return then()
	}
	q := ui.Question{Title: textLoseTitle, Yes: textLoseYes, No: textLoseNo, Danger: true}
	if w, ok := h.top().(ui.LeaveWarner); ok {
		q = w.Warning()
	}
	q.Do = func(asked ui.Screen) tea.Cmd { h.close(asked); return then() }
	return h.confirm(q)
}

// choiceLanguage is the name of the language that was chosen; the shop keeps it
// with the account.
const choiceLanguage = "language"
