package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
)

// ears hear what changes while nobody presses a key. They listen as one actor
// and are opened anew when a guest becomes a user.
type ears struct {
	gone chan struct{} // closed when these ears are no longer listened with
	stop []func()
	news <-chan store.Topic
	move <-chan []store.Progress
}

// newsMsg says what changed: a screen asks anew for what it shows.
type newsMsg struct {
	topics store.Topic
	gone   chan struct{}
}

func (n newsMsg) about(t store.Topic) bool { return n.topics&t != 0 }

// movingMsg is the newest state of the account's running transfers.
type movingMsg struct {
	transfers []store.Progress
	gone      chan struct{}
}

// listen opens the ears for the actor of now and closes the former ones. They
// close by themselves when the session ends, for a program that is killed says
// nothing to its model.
func (h *here) listen() tea.Cmd {
	h.deafen()
	e := ears{gone: make(chan struct{})}
	news, stop := h.Shop.Listen(h.Actor)
	e.news, e.stop = news, append(e.stop, stop)
	cmds := []tea.Cmd{e.hear(h.Ctx.Done())}
	if h.user() {
		move, stop := h.Shop.WatchTransfers(h.Actor.Account)
		e.move, e.stop = move, append(e.stop, stop)
		cmds = append(cmds, e.watch(h.Ctx.Done()))
	}
	for _, stop := range e.stop {
		context.AfterFunc(h.Ctx, stop)
	}
	h.ears = e
	return tea.Batch(cmds...)
}

// deafen ends the subscriptions; the goroutines waiting on them end too.
func (h *here) deafen() {
	if h.ears.gone == nil {
		return
	}
	close(h.ears.gone)
	for _, stop := range h.ears.stop {
		stop()
	}
	h.ears = ears{}
}

func (e ears) hear(over <-chan struct{}) tea.Cmd {
	return func() tea.Msg {
		select {
		case t, ok := <-e.news:
			if ok {
				return newsMsg{t, e.gone}
			}
		case <-e.gone:
		case <-over:
		}
		return nil
	}
}

// watch waits a frame before each look, so that a fast transfer redraws the
// screen four or five times a second and no oftener.
func (e ears) watch(over <-chan struct{}) tea.Cmd {
	return func() tea.Msg {
		select {
		case <-time.After(frame):
		case <-e.gone:
			return nil
		case <-over:
			return nil
		}
		select {
		case p, ok := <-e.move:
			if ok {
				return movingMsg{p, e.gone}
			}
		case <-e.gone:
		case <-over:
		}
		return nil
	}
}
