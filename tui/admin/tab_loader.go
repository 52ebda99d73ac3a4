package admin

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
)

// tabLoader asks for what a tab shows, and again after a while where that moves.
type tabLoader struct {
	screen.Asker
	ticking bool
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
