package admin

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// edit changes what a movie is called and costs.
type edit struct {
	publishForm
	screen *Screen
	m      store.Movie
}

func newEdit(d *Screen, m store.Movie) ui.Screen {
	shown := m.Publication()
	if m.Free {
		shown.Price = d.Shop.Rules().Price
	}
	e := &edit{publishForm: newPublishForm(d, shown), screen: d, m: m}
	e.Button, e.Send = textSave, e.save
	return e
}

func (e *edit) Title() words.T { return textEdit }

// Init reads the movie in full: a list of movies has no paragraphs.
func (e *edit) Init() tea.Cmd {
	id := e.m.ID
	return screen.Ask(e.screen.Env, e, func(ctx context.Context, a store.Actor) (store.Listing, error) {
		return e.screen.Shop.Movie(ctx, a, id)
	}, func(l store.Listing, err error) tea.Cmd {
		if err == nil && e.details.Value() == e.m.About {
			e.m.About = l.About
			e.details.Set(l.About)
		}
		return nil
	})
}

// save sends what was changed, so that it leaves changes of others.
func (e *edit) save() tea.Cmd {
	id, change := e.m.ID, store.EditOf(e.m, e.said())
	return screen.Ask(e.screen.Env, e.screen, func(ctx context.Context, a store.Actor) (store.Movie, error) {
		return e.screen.Shop.Edit(ctx, a, id, change)
	},
		func(m store.Movie, err error) tea.Cmd {
			if err != nil {
				return e.Answered(err, e.about(err))
			}
			e.screen.Close(e)
			return e.screen.Tell(textEditDone, ui.Clean(m.Title))
		})
}

func (e *edit) View(w, h int) string {
	note := screen.Facts(e.screen.Env, store.Listing{Movie: e.m})
	if h < 10 {
		note = ""
	}
	return e.Page(textEdit, note, w, h)
}
