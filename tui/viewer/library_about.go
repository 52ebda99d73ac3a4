package viewer

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
)

// aboutDelay is how long the cursor stays at a row before it is asked what is
// said about it: lists come without, and one that scrolls reads none.
const aboutDelay = 150 * time.Millisecond

// abouts are what is said about rows of the library, as far as it was asked for.
type abouts struct {
	known map[int64]said // by the row's key
	wide  bool           // there is a place to show it
	due   int64          // the row of the running timer
}

// said is what lists come without.
type said struct {
	about     string
	subtitles []store.Subtitle
}

const mostAbouts = 200 // kept at a time

// aboutDueMsg comes when the cursor has stayed at a row.
type aboutDueMsg struct {
	l   *library
	key int64
}

// rest waits for the cursor to stay where it is.
func (l *library) rest() tea.Cmd {
	e, ok := l.selected()
	if !ok || !l.abouts.wide {
		return nil
	}
	key := entryKey(e)
	if _, known := l.abouts.known[key]; known || l.abouts.due == key {
		return nil
	}
	l.abouts.due = key
	return l.After(aboutDelay, aboutDueMsg{l, key})
}

// askAbout asks what is said about a row, if the cursor is still there.
func (l *library) askAbout(key int64) tea.Cmd {
	if l.abouts.due != key {
		return nil
	}
	l.abouts.due = 0
	e, ok := l.selected()
	if !ok || entryKey(e) != key {
		return nil
	}
	id := e.ID()
	return screen.Ask(l.Env, l, func(ctx context.Context, a store.Actor) (said, error) {
		if id.Series {
			s, _, err := l.Shop.Series(ctx, a, id.ID)
			return said{about: s.About}, err
		}
		m, err := l.Shop.Movie(ctx, a, id.ID)
		return said{m.About, m.Subtitles}, err
	}, func(of said, err error) tea.Cmd {
		if err != nil {
			return nil
		}
		if l.abouts.known == nil || len(l.abouts.known) >= mostAbouts {
			l.abouts.known = map[int64]said{}
		}
		l.abouts.known[key] = of
		return nil
	})
}
