package admin

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
)

// tabLoader keeps one question of a tab under way at a time: what is asked in
// between is asked once more when the answer is here, so that a slow shop is
// never asked faster than it answers.
type tabLoader struct {
	busy, again bool
	loaded      bool
	err         error
	ticking     bool
}

// load asks for what a tab shows. again is the function that called it.
func load[T any](d *Screen, l *tabLoader, again func() tea.Cmd, get func(context.Context, store.Actor) (T, error), then func(T) tea.Cmd) tea.Cmd {
	if l.busy {
		l.again = true
		return nil
	}
	l.busy = true
	return screen.Ask(d.Env, d, get, func(v T, err error) tea.Cmd {
		l.busy = false
		if l.again {
			l.again = false
			return again()
		}
		l.loaded, l.err = true, err
		if err != nil {
			return nil
		}
		return then(v)
	})
}

// refreshMsg says that it is time for a tab to look again.
type refreshMsg struct{ of tab }

// refreshAfter makes a tab in sight look again after a while; once is enough.
func (l *tabLoader) refreshAfter(d *Screen, t tab, after time.Duration) tea.Cmd {
	if l.ticking || !d.sees(t) {
		return nil
	}
	l.ticking = true
	return d.After(after, refreshMsg{t})
}

// mustRefresh reports whether a message makes this tab ask anew: news of the topics
// it shows, or its own clock. A tab out of sight asks when it comes back.
func (l *tabLoader) mustRefresh(d *Screen, t tab, msg tea.Msg, topics store.Topic) bool {
	switch msg := msg.(type) {
	case screen.NewsMsg:
		return msg.About(topics) && d.sees(t)
	case refreshMsg:
		if msg.of != t {
			return false
		}
		l.ticking = false
		return d.sees(t)
	}
	return false
}

// stale reports whether news of the topics that a tab shows came while it is in
// sight. A tab out of sight asks when it comes back.
func (d *Screen) stale(t tab, msg tea.Msg, topics store.Topic) bool {
	news, ok := msg.(screen.NewsMsg)
	return ok && news.About(topics) && d.sees(t)
}

// state is drawn instead of a list that could not be read, or not yet.
func (l *tabLoader) state(d *ui.Display, n, w, rows int) (body string, instead bool) {
	switch {
	case l.err != nil && n == 0:
		return cells.Middle(cells.Wrap(d.Styles.Cross+" "+d.ErrorText(l.err), w-4), w, rows), true
	case !l.loaded:
		return "", true
	}
	return "", false
}
