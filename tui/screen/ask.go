package screen

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"
	"youku.example/store"
	"youku.example/tui/ui"
)

// Patience is how long a question to the shop may take.
const Patience = 15 * time.Second

// answerMsg brings what the shop said to the screen that asked.
type answerMsg struct {
	from  ui.Screen // nil: the root
	actor int64
	apply func() tea.Cmd
}

// Ask puts a question to the shop, away from the program's goroutine, with the
// session's context and a deadline, as the actor of this moment. then gets
// the answer in the program's goroutine, unless its screen is gone or another
// person is here by then. get must read nothing that may change meanwhile.
func Ask[T any](e *Env, from ui.Screen, get func(ctx context.Context, a store.Actor) (T, error), then func(T, error) tea.Cmd) tea.Cmd {
	return AskFor(e, from, func(ctx context.Context, a store.Actor) (T, error) {
		ctx, cancel := context.WithTimeout(ctx, Patience)
		defer cancel()
		return get(ctx, a)
	}, then)
}

// AskFor is Ask without a deadline, for work that the server ends, however long
// it takes.
func AskFor[T any](e *Env, from ui.Screen, get func(ctx context.Context, a store.Actor) (T, error), then func(T, error) tea.Cmd) tea.Cmd {
	a, ctx := e.Actor, e.Ctx
	over := make(chan struct{})
	call := func() tea.Msg {
		v, err := get(ctx, a)
		close(over)
		return answerMsg{from, a.Account, func() tea.Cmd { return then(v, err) }}
	}
	return tea.Batch(call, alive(over))
}

// Do is Ask for what answers with nothing but an error.
func Do(e *Env, from ui.Screen, act func(ctx context.Context, a store.Actor) error, then func(error) tea.Cmd) tea.Cmd {
	return Ask(e, from,
		func(ctx context.Context, a store.Actor) (struct{}, error) { return struct{}{}, act(ctx, a) },
		func(_ struct{}, err error) tea.Cmd { return then(err) })
}

// Handle takes what questions and toasts send: an answer reaches the screen that
// asked, if it is still there and the same person is in front of it. ok reports
// whether the message was one of these.
func (e *Env) Handle(msg tea.Msg) (cmd tea.Cmd, ok bool) {
	switch msg := msg.(type) {
	case answerMsg:
		if msg.actor != e.Actor.Account || msg.from != nil && !e.Has(msg.from) {
			return nil, true
		}
		return msg.apply(), true
	case slowMsg:
		return e.slow(msg), true
	case toastOverMsg:
		e.toastOver(msg)
		return nil, true
	}
	return nil, false
}
