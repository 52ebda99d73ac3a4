package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// edit changes what a movie is called and costs.
type edit struct {
	publishForm
	desk *adminScreen
	m    store.Movie
}

func newEdit(d *adminScreen, m store.Movie) ui.Screen {
	price := m.Price
	if m.Free {
		price = d.Shop.Rules().Price
	}
	e := &edit{publishForm: newPublishForm(d.Env, m.Title, m.Free, price), desk: d, m: m}
	e.Button, e.Send = textAdminSave, e.save
	return e
}

func (e *edit) Title() words.T { return textAdminEdit }

// save sends what was changed, so that it leaves changes of others.
func (e *edit) save() tea.Cmd {
	now := e.said()
	var change store.Edit
	if now.Title != e.m.Title {
		change.Title = &now.Title
	}
	switch {
	case now.Free && !e.m.Free:
		change.Free = &now.Free
	case !now.Free && (e.m.Free || now.Price != e.m.Price):
		change.Price = &now.Price
	}
	id := e.m.ID
	return ask(e.desk.Env, e.desk, func(ctx context.Context, a store.Actor) (store.Movie, error) {
		return e.desk.Shop.Edit(ctx, a, id, change)
	},
		func(m store.Movie, err error) tea.Cmd {
			if err != nil {
				return e.Answered(err, e.about(err))
			}
			e.desk.close(e)
			return e.desk.tell(textAdminEditDone, ui.Clean(m.Title))
		})
}

func (e *edit) View(w, h int) string {
	note := e.desk.facts(store.Listing{Movie: e.m})
	if h < 10 {
		note = ""
	}
	return e.Page(textAdminEdit, note, w, h)
}
