package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
)

// subscriptions deliver what changes without a key press. They belong to one actor
// and are opened anew when a guest becomes a user.
type subscriptions struct {
	done      chan struct{} // closed when these subscriptions have ended
	stop      []func()
	news      <-chan store.Topic
	transfers <-chan []store.Progress
}

// newsMsg and movingMsg bring what subscriptions deliver; done says of which.
type newsMsg struct {
	screen.NewsMsg
	done chan struct{}
}

type movingMsg struct {
	transfers []store.Progress
	done      chan struct{}
}

// subscribe opens the subscriptions for the actor of now and closes the former ones. They
// close by themselves when the session ends, for a program that is killed says
// nothing to its model.
func (r *root) subscribe() tea.Cmd {
	r.unsubscribe()
	s := subscriptions{done: make(chan struct{})}
	news, stop := r.session.Shop.Listen(r.Actor)
	s.news, s.stop = news, append(s.stop, stop)
	cmds := []tea.Cmd{s.waitNews(r.Ctx.Done())}
	if r.User() {
		move, stop := r.session.Shop.WatchTransfers(r.Actor.Account)
		s.transfers, s.stop = move, append(s.stop, stop)
		cmds = append(cmds, s.waitTransfers(r.Ctx.Done()))
	}
	for _, stop := range s.stop {
		context.AfterFunc(r.Ctx, stop)
	}
	r.subscriptions = s
	return tea.Batch(cmds...)
}

// unsubscribe ends the subscriptions; the goroutines waiting on them end too.
func (r *root) unsubscribe() {
	if r.subscriptions.done == nil {
		return
	}
	close(r.subscriptions.done)
	for _, stop := range r.subscriptions.stop {
		stop()
	}
	r.subscriptions = subscriptions{}
}

func (s subscriptions) waitNews(over <-chan struct{}) tea.Cmd {
	return func() tea.Msg {
		select {
		case t, ok := <-s.news:
			if ok {
				return newsMsg{screen.NewsMsg{Topics: t}, s.done}
			}
		case <-s.done:
		case <-over:
		}
		return nil
	}
}

// waitTransfers waits a frame before each look, so that a fast transfer redraws the
// screen four or five times a second and no oftener.
func (s subscriptions) waitTransfers(over <-chan struct{}) tea.Cmd {
	return func() tea.Msg {
		select {
		case <-time.After(screen.Frame):
		case <-s.done:
			return nil
		case <-over:
			return nil
		}
		select {
		case p, ok := <-s.transfers:
			if ok {
				return movingMsg{p, s.done}
			}
		case <-s.done:
		case <-over:
		}
		return nil
	}
}
