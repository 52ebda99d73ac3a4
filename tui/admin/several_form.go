package admin

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

const (
	kindStays  = "stays"
	mostInForm = 7 // lines of names above a form
)

// severalForm says what is the same of several movies: what they cost, their
// series and year, and tags.
type severalForm struct {
	*ui.Form
	screen       *Screen
	title, about words.T // about says how many they are
	names        []string
	priced       bool // it asks for the price
	stays        bool // which may stay as it is

	kind, price, series, year *ui.Field
	tags                      *tagsField
}

// newSeveralForm completes a form of which the words are given.
func newSeveralForm(d *Screen, f severalForm, button words.T) *severalForm {
	kinds := kinds
	if f.stays {
		kinds = append([]ui.Option{{Value: kindStays, Says: textPriceStays}}, kinds...)
	}
	f.screen = d
	f.kind = &ui.Field{Label: textKind, Kind: ui.Choice, Options: kinds}
	f.price = &ui.Field{Label: textYuan, Hint: textYuanHint, Max: 12, Narrow: true, Check: checkPaid}
	f.series = &ui.Field{Label: textSeries, Hint: textSeriesForAll, Max: store.MaxTitle, Check: checkSeries}
	f.year = &ui.Field{Label: textYear, Hint: textYearForAll, Max: 4, Narrow: true, Check: checkYear}
	f.tags = newTagsField(d, textTagsForAll)
	f.price.Set(d.Shop.Rules().Price.Yuan())
	f.Form = &ui.Form{Display: &d.Display, Fail: d.Fail, Button: button}
	f.Clicked = f.arrange
	f.arrange()
	return &f
}

func (f *severalForm) Title() words.T { return f.title }

// arrange shows the price where there is one.
func (f *severalForm) arrange() {
	f.Fields = nil
	if f.priced {
		f.Fields = append(f.Fields, f.kind)
		if kind := f.kind.Value(); kind == kindPaid || kind == kindVIPFree {
			f.Fields = append(f.Fields, f.price)
		}
	}
	f.Fields = append(f.Fields, f.series, f.year, f.tags.Field)
}

func (f *severalForm) Update(msg tea.Msg) tea.Cmd {
	return tea.Batch(f.Keep(f.arrange, msg), f.tags.suggest())
}

func (f *severalForm) View(w, h int) string {
	room := h - 5 - 3*len(f.Fields)
	if h >= 14 {
		room = max(room, 4) // the first lines are seen while the focus is above
	}
	note := ""
	if room >= 1 {
		ls := []string{f.Say(f.about, len(f.names))}
		for i, name := range f.names {
			if left := len(f.names) - i; left > 1 && len(ls) >= min(room, mostInForm)-1 {
				ls = append(ls, f.Say(textAndMore, words.Count(left)))
				break
			}
			ls = append(ls, cells.Clip(f.Styles.Dot+" "+ui.Clean(name), min(w, 72), f.Styles.More))
		}
		note = strings.Join(ls[:min(len(ls), room)], "\n")
	}
	return f.Page(f.title, note, w, h)
}

// severalSaid is what is said of several movies at once; what is zero stays as it
// is with each.
type severalSaid struct {
	free    bool
	price   store.Fen // 0, and not free: it stays
	vipFree bool
	series  string
	year    int
	tags    []string // to add
}

func (f *severalForm) said() (s severalSaid) {
	switch kind := f.kind.Value(); {
	case !f.priced:
	case kind == kindPaid, kind == kindVIPFree:
		s.price, _ = store.ParseYuan(f.price.Value())
		s.vipFree = kind == kindVIPFree
	case kind == kindFree:
		s.free = true
	}
	s.series = strings.TrimSpace(f.series.Value())
	s.year, _ = parseYear(f.year.Value())
	s.tags, _ = store.ParseTags(f.tags.Value())
	return s
}

func (s severalSaid) nothing() bool {
	return !s.free && s.price == 0 && s.series == "" && s.year == 0 && len(s.tags) == 0
}

// edit is what is said of several movies, for one as it stands now: tags that
// others gave it meanwhile stay.
func (s severalSaid) edit(now store.Movie) (e store.Edit, err error) {
	switch {
	case s.free:
		e.Free = &s.free
	case s.price != 0:
		e.Price, e.VIPFree = &s.price, &s.vipFree
	}
	if s.series != "" {
		if now.Episode.Series == "" {
			return e, &store.Refusal{Code: store.ErrNoNumber.Code, Name: now.Title}
		}
		at := now.Episode
		at.Series = s.series
		e.Episode = &at
		if title := retitled(now.Title, now.Episode, at); title != now.Title {
			e.Title = &title
		}
	}
	if s.year != 0 {
		e.Year = &s.year
	}
	if len(s.tags) > 0 {
		all := withTags(now.Tags, s.tags)
		e.Tags = &all
	}
	return e, nil
}

// editSeveral changes several movies.
func (s *movies) editSeveral(ms []store.Listing) tea.Cmd {
	f := newSeveralForm(s.Screen, severalForm{title: textEditSeveral, about: textEditSeveralNote, names: names(ms, listingTitle), priced: true, stays: true}, textSave)
	f.Send = func() tea.Cmd {
		said := f.said()
		s.Close(f)
		if said.nothing() {
			return nil
		}
		return severally(s.Screen, &s.marks, ms, func(ctx context.Context, a store.Actor, m store.Listing) error {
			now, err := s.Shop.Movie(ctx, a, m.ID)
			if err != nil {
				return err
			}
			e, err := said.edit(now.Movie)
			if err != nil {
				return err
			}
			_, err = s.Shop.Edit(ctx, a, m.ID, e)
			return err
		}, func([]store.Listing) tea.Cmd { return s.list.Load() })
	}
	return s.Push(f)
}

// withTags are the tags of a movie and those that are added.
func withTags(has, add []string) []string {
	all := slices.Clone(has)
	for _, tag := range add {
		if !slices.Contains(all, tag) {
			all = append(all, tag)
		}
	}
	return all
}

// proposedName is a proposal in a line.
func proposedName(p store.Publication) string {
	return screen.EpisodeName(p.Title, p.Episode)
}

func listingTitle(m store.Listing) string { return m.Title }

func names[T any](all []T, of func(T) string) []string {
	ns := make([]string, len(all))
	for i, x := range all {
		ns[i] = of(x)
	}
	return ns
}
