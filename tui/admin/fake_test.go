package admin

import (
	tea "charm.land/bubbletea/v2"

	"context"
	"testing"
	"time"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
	"youku.example/tui/ui/theme"
	"youku.example/tui/words"
)

// listed is a shop of which nothing is asked but its prices and its lists.
type listed struct {
	Shop
	movies  []store.Listing
	notices []store.Notice
	people  []store.Person
	audit   []store.AuditLine
}

var total = store.Total{N: 1234567}

func (listed) Rules() store.Rules { return store.Rules{Price: 1e8} }

func (listed) Plans() []store.Plan { return store.DefaultRules().Plans }

func (l listed) Movies(context.Context, store.Actor, store.Query) ([]store.Listing, error) {
	return l.movies, nil
}

func (l listed) CountMovies(context.Context, store.Actor, store.Query) (store.Total, error) {
	return total, nil
}

func (l listed) NoticePage(context.Context, store.Actor, store.ListQuery, store.Span) (store.Page[store.Notice], error) {
	return store.Page[store.Notice]{Rows: l.notices, Total: total}, nil
}

func (l listed) PeoplePage(context.Context, store.Actor, store.ListQuery, store.Span) (store.Page[store.Person], error) {
	return store.Page[store.Person]{Rows: l.people, Total: total}, nil
}

func (l listed) AuditPage(context.Context, store.Actor, store.AuditQuery, store.Span) (store.Page[store.AuditLine], error) {
	return store.Page[store.AuditLine]{Rows: l.audit, Total: total}, nil
}

// screenOf is the admins' place before a shop.
func screenOf(t testing.TB, shop Shop, lang words.Lang, styles theme.Theme) *Screen {
	e := &screen.Env{
		Display: ui.Display{Lang: lang, Location: time.UTC, Styles: styles},
		Ctx:     t.Context(), Actor: store.Actor{Account: 1, Name: "boss", Role: store.RoleAdmin}, Host: "youku.example", Port: 2222,
	}
	d := newScreen(e, shop, nil, nil).(*Screen)
	e.Stack = []ui.Screen{d}
	return d
}

// hear has a question of a screen answered, and what the answer asks.
func (d *Screen) hear(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case tea.BatchMsg:
		for _, c := range msg {
			d.hear(c)
		}
	default:
		cmd, _ := d.Handle(msg)
		d.hear(cmd)
	}
}
