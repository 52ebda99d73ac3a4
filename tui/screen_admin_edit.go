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
	shown := m.Publication()
	if m.Free {
		shown.Price = d.Shop.Rules().Price
	}
	e := &edit{publishForm: newPublishForm(d.Env, shown), desk: d, m: m}
	e.Button, e.Send = textAdminSave, e.save
	return e
}

func (e *edit) Title() words.T { return textAdminEdit }

// save sends what was changed, so that it leaves changes of others.
func (e *edit) save() tea.Cmd {
	id, change := e.m.ID, store.EditOf(e.m, e.said())
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
	note := facts(e.desk.Env, store.Listing{Movie: e.m})
	if h < 10 {
		note = ""
	}
	return e.Page(textAdminEdit, note, w, h)
}
