package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
)

// feed keeps one question of a tab under way at a time: what is asked in
// between is asked once more when the answer is here, so that a slow shop is
// never asked faster than it answers.
type feed struct {
	busy, again bool
	loaded      bool
	err         error
	ticking     bool
}

// fresh asks for what a tab shows. again is the function that called it.
func fresh[T any](d *desk, f *feed, again func() tea.Cmd, get func(context.Context, store.Actor) (T, error), then func(T) tea.Cmd) tea.Cmd {
	if f.busy {
		f.again = true
		return nil
	}
	f.busy = true
	return ask(d.here, d, get, func(v T, err error) tea.Cmd {
		f.busy = false
		if f.again {
			f.again = false
			return again()
		}
		f.loaded, f.err = true, err
		if err != nil {
			return nil
		}
		return then(v)
	})
}

// lookMsg says that it is time for a tab to look again.
type lookMsg struct{ of tab }

// lookIn makes a tab in sight look again after a while; once is enough.
func (f *feed) lookIn(d *desk, t tab, after time.Duration) tea.Cmd {
	if f.ticking || !d.sees(t) {
		return nil
	}
	f.ticking = true
	return d.after(after, lookMsg{t})
}

// mustLook tells whether a message makes this tab ask anew: news of the topics
// it shows, or its own clock. A tab out of sight asks when it comes back.
func (f *feed) mustLook(d *desk, t tab, msg tea.Msg, topics store.Topic) bool {
	switch msg := msg.(type) {
	case newsMsg:
		return msg.about(topics) && d.sees(t)
	case lookMsg:
		if msg.of != t {
			return false
		}
		f.ticking = false
		return d.sees(t)
	}
	return false
}

// stale reports whether news of the topics that a tab shows came while it is in
// sight. A tab out of sight asks when it comes back.
func (d *desk) stale(t tab, msg tea.Msg, topics store.Topic) bool {
	news, ok := msg.(newsMsg)
	return ok && news.about(topics) && d.sees(t)
}

// state is drawn instead of a list that could not be read, or not yet.
func (f *feed) state(h *here, n, w, rows int) (body string, instead bool) {
	switch {
	case f.err != nil && n == 0:
		return middle(wrap(h.look.cross+" "+h.sorry(f.err), w-4), w, rows), true
	case !f.loaded:
		return "", true
	}
	return "", false
}
