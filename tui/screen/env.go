package screen

import (
	"context"
	"slices"
	"time"

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

	Clock func() time.Time // the library's calendar; nil is this machine's

	Host   string // as people outside write it, for the commands to copy
	Port   int
	OnCopy func(line string) // is called with each single line that was copied; may be nil

	Stack   []ui.Screen
	Kept    map[string]ui.Screen // the places visited, as they were left
	Shown   *ui.Toast
	toastID int64
}

// User reports whether the person is logged in.
func (e *Env) User() bool { return e.Actor.Account != 0 }

// Admin reports whether this session was proven by an admin's key.
func (e *Env) Admin() bool { return e.Actor.Role == store.RoleAdmin }

// Top is the screen that is seen.
func (e *Env) Top() ui.Screen { return e.Stack[len(e.Stack)-1] }

// Has reports whether a screen is on the stack, or kept as a place.
func (e *Env) Has(s ui.Screen) bool {
	for _, o := range e.Stack {
		if o == s {
			return true
		}
	}
	for _, o := range e.Kept {
		if o == s {
			return true
		}
	}
	return false
}

// InSight reports whether a screen is seen, or lies under the one that is. A
// place that is kept out of sight asks anew when it comes back.
func (e *Env) InSight(s ui.Screen) bool { return slices.Contains(e.Stack, s) }

// Push lays a screen on the one that is seen; Esc comes back.
func (e *Env) Push(s ui.Screen) tea.Cmd {
	e.Stack = append(e.Stack, s)
	return s.Init()
}

// Close takes a screen off the stack, wherever it lies by now; the lowest
// stays. An answer of the shop comes when it comes, and something else may be
// seen by then: so there is no way to close "the seen one", and each answer
// closes its own screen, or a question that it has put.
func (e *Env) Close(s ui.Screen) tea.Cmd {
	if i := slices.Index(e.Stack, s); i > 0 {
		e.Stack = slices.Delete(slices.Clone(e.Stack), i, i+1)
	}
	return nil
}

// Replace puts a screen in the place of another, for steps of one flow. Where
// that one is gone, nothing happens.
func (e *Env) Replace(s, with ui.Screen) tea.Cmd {
	i := slices.Index(e.Stack, s)
	if i < 0 {
		return nil
	}
	e.Stack[i] = with
	return with.Init()
}

// Confirm asks a question first.
func (e *Env) Confirm(q ui.Question) tea.Cmd { return e.Push(ui.NewConfirm(&e.Display, e.Close, q)) }

// Back closes a screen and shows a word about what was done.
func (e *Env) Back(from ui.Screen, t words.T, args ...any) tea.Cmd {
	return tea.Batch(e.Close(from), e.Tell(t, args...))
}

// ConfirmLeave goes on, or asks first where something would be lost.
func (e *Env) ConfirmLeave(then func() tea.Cmd) tea.Cmd {
	if l, ok := e.Top().(ui.Dirty); !ok || !l.Unsaved() {
		return then()
	}
	q := ui.Question{Title: textLoseTitle, Yes: textLoseYes, No: textLoseNo, Danger: true}
	if w, ok := e.Top().(ui.LeaveWarner); ok {
		q = w.Warning()
	}
	q.Do = func(asked ui.Screen) tea.Cmd { e.Close(asked); return then() }
	return e.Confirm(q)
}

// ChoiceLanguage is the name of the language that was chosen; the shop keeps it
// with the account.
const ChoiceLanguage = "language"
