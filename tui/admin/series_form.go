package admin

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// editSeries changes what is said of a series.
type editSeries struct {
	*ui.Form
	screen *Screen
	id     int64
	now    store.Series // as the form was filled with it
	asker  screen.Asker

	title, year, details *ui.Field
	tags                 *tagsField
}

// EditSeries is the form of a series, for a screen that shows it.
func EditSeries(e *screen.Env, shop Shop, id int64) ui.Screen {
	return newEditSeries(&Screen{Env: e, Shop: shop}, id)
}

func newEditSeries(d *Screen, id int64) *editSeries {
	f := &editSeries{
		screen: d, id: id,
		title:   &ui.Field{Label: textTitle, Max: store.MaxTitle, Check: checkTitle},
		year:    &ui.Field{Label: textYear, Max: 4, Narrow: true, Check: checkYear},
		tags:    newTagsField(d, textTags),
		details: &ui.Field{Label: textAbout, Kind: ui.ManyLines, Max: store.MaxAbout, Rows: 6, Shrinks: true, Check: checkAbout},
	}
	f.Form = &ui.Form{
		Display: &d.Display, Fail: d.Fail, Button: textSave, Send: f.save,
		Fields: []*ui.Field{f.title, f.year, f.tags.Field, f.details},
	}
	return f
}

func (f *editSeries) Title() words.T { return textEditSeries }

// Init reads the series: what opened the form may show a part of it.
func (f *editSeries) Init() tea.Cmd {
	return screen.Load(f.screen.Env, f, &f.asker, f.Init, func(ctx context.Context, a store.Actor) (store.SeriesListing, error) {
		l, _, err := f.screen.Shop.Series(ctx, a, f.id)
		return l, err
	}, func(l store.SeriesListing) tea.Cmd {
		f.now = l.Series
		f.title.Set(l.Title)
		if l.Year != 0 {
			f.year.Set(strconv.Itoa(l.Year))
		}
		f.tags.Set(strings.Join(l.Tags, ", "))
		f.tags.asked = f.tags.Value()
		f.details.Set(l.About)
		return nil
	})
}

func (f *editSeries) Keys() []ui.Key {
	if !f.asker.Loaded || f.asker.Err != nil {
		return f.asker.Retry(f.Init)
	}
	return f.Form.Keys()
}

func (f *editSeries) Update(msg tea.Msg) tea.Cmd {
	if !f.asker.Loaded || f.asker.Err != nil {
		return nil
	}
	return tea.Batch(f.Form.Update(msg), f.tags.suggest())
}

// change is what the form says otherwise than it was filled with, so that it
// leaves changes of others.
func (f *editSeries) change() (e store.SeriesEdit) {
	if title := strings.TrimSpace(f.title.Value()); title != f.now.Title {
		e.Title = &title
	}
	if year, _ := parseYear(f.year.Value()); year != f.now.Year {
		e.Year = &year
	}
	if tags, _ := store.ParseTags(f.tags.Value()); !slices.Equal(tags, f.now.Tags) {
		e.Tags = &tags
	}
	if about := f.details.Value(); about != f.now.About {
		e.About = &about
	}
	return e
}

func (f *editSeries) save() tea.Cmd {
	change := f.change()
	return screen.Ask(f.screen.Env, f, func(ctx context.Context, a store.Actor) (store.Series, error) {
		return f.screen.Shop.EditSeries(ctx, a, f.id, change)
	}, func(row store.Series, err error) tea.Cmd {
		if err != nil {
			return f.Answered(err, f.about(err))
		}
		f.screen.Close(f)
		return f.screen.Tell(textEditDone, ui.Clean(row.Title))
	})
}

// about is the field that a refusal speaks of.
func (f *editSeries) about(err error) int {
	switch {
	case errors.Is(err, store.ErrTitle), errors.Is(err, store.ErrSeriesTaken):
		return slices.Index(f.Fields, f.title)
	case errors.Is(err, store.ErrYear):
		return slices.Index(f.Fields, f.year)
	case errors.Is(err, store.ErrTag), errors.Is(err, store.ErrTooManyTags):
		return slices.Index(f.Fields, f.tags.Field)
	}
	return -1
}

func (f *editSeries) View(w, h int) string {
	if body, instead := f.asker.Instead(&f.screen.Display, 0, w, h); instead {
		return body
	}
	note := f.Say(textSeriesFolder, ui.Clean(f.now.Slug))
	if h < 10 {
		note = ""
	}
	return f.Page(textEditSeries, note, w, h)
}
