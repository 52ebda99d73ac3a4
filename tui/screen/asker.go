package screen

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/ui"
)

// Asker asks for what a screen shows whole, one question at a time: what is
// asked in between is asked once more when the answer is here, so that a slow
// shop is never asked faster than it answers. Lists that come in parts have a
// ui.Loader.
type Asker struct {
	Loaded bool // it was answered once
	Err    error

	busy, again bool
}

// Load asks. again is the function that called it; then gets what came, unless
// it went wrong.
func Load[T any](e *Env, from ui.Screen, a *Asker, again func() tea.Cmd, get func(context.Context, store.Actor) (T, error), then func(T) tea.Cmd) tea.Cmd {
	if a.busy {
		a.again = true
		return nil
	}
	a.busy = true
	return Ask(e, from, get, func(v T, err error) tea.Cmd {
		a.busy = false
		if a.again {
			a.again = false
			return again()
		}
		a.Loaded, a.Err = true, err
		if err != nil {
			return nil
		}
		return then(v)
	})
}

// Instead is drawn instead of n rows that could not be read, or not yet.
func (a *Asker) Instead(d *ui.Display, n, w, rows int) (body string, instead bool) {
	return d.Instead(n, a.Loaded, a.Err, w, rows)
}

// Retry is the key to ask once more after a failure.
func (a *Asker) Retry(again func() tea.Cmd) []ui.Key {
	if a.Err == nil {
		return nil
	}
	return []ui.Key{{On: "r", Says: ui.TextKeyAgain, Do: again}}
}
