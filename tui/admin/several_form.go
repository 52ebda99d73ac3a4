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

// severalForm says what is the same of several movies: what they cost, and tags.
type severalForm struct {
	*ui.Form
	screen            *Screen
	title, about      words.T // about says how many they are
	names             []string
	kind, price, tags *ui.Field
}

// newSeveralForm asks for the price of all; stays adds that they keep theirs.
func newSeveralForm(d *Screen, title, about, button words.T, names []string, stays bool) *severalForm {
	kinds := []ui.Option{{Value: kindPaid, Says: screen.TextPaid}, {Value: kindFree, Says: screen.TextFree}}
	if stays {
		kinds = append([]ui.Option{{Value: kindStays, Says: textPriceStays}}, kinds...)
	}
	f := &severalForm{
		screen: d, title: title, about: about, names: names,
		kind:  &ui.Field{Label: textKind, Kind: ui.Choice, Options: kinds},
		price: &ui.Field{Label: textYuan, Hint: textYuanHint, Max: 12, Narrow: true, Check: checkPaid},
		tags:  &ui.Field{Label: textTagsForAll, Hint: textTagsHint, Check: checkTags},
	}
	f.price.Set(d.Shop.Rules().Price.Yuan())
	f.Form = &ui.Form{Display: &d.Display, Fail: d.Fail, Button: button}
	f.Clicked = f.arrange
	f.arrange()
	return f
}

func (f *severalForm) Title() words.T { return f.title }

// arrange shows the price where there is one.
func (f *severalForm) arrange() {
	if f.Fields = []*ui.Field{f.kind}; f.kind.Value() == kindPaid {
		f.Fields = append(f.Fields, f.price)
	}
	f.Fields = append(f.Fields, f.tags)
}

func (f *severalForm) Update(msg tea.Msg) tea.Cmd {
	var focused *ui.Field // nil: the button
	if f.At < len(f.Fields) {
		focused = f.Fields[f.At]
	}
	cmd := f.Form.Update(msg)
	f.arrange()
	if f.At = slices.Index(f.Fields, focused); f.At < 0 {
		f.At = len(f.Fields)
	}
	return cmd
}

func (f *severalForm) View(w, h int) string {
	room := h - 5 - 3*len(f.Fields)
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

// said is what the form says: whether the price changes and to what, and tags.
func (f *severalForm) said() (stays, free bool, price store.Fen, tags []string) {
	kind := f.kind.Value()
	if kind == kindPaid {
		price, _ = store.ParseYuan(f.price.Value())
	}
	tags, _ = store.ParseTags(f.tags.Value())
	return kind == kindStays, kind == kindFree, price, tags
}

// editSeveral changes the price of several movies, and adds tags to each.
func (s *movies) editSeveral(ms []store.Listing) tea.Cmd {
	f := newSeveralForm(s.Screen, textEditSeveral, textEditSeveralNote, textSave, names(ms, listingTitle), true)
	f.Send = func() tea.Cmd {
		stays, free, price, tags := f.said()
		if stays && len(tags) == 0 {
			s.Close(f)
			return nil
		}
		s.Close(f)
		return severally(s.Screen, &s.marks, ms, func(ctx context.Context, a store.Actor, m store.Listing) error {
			var e store.Edit
			switch {
			case free:
				e.Free = &free
			case !stays:
				e.Price = &price
			}
			if len(tags) > 0 {
				now, err := s.Shop.Movie(ctx, a, m.ID) // tags that others gave meanwhile stay
				if err != nil {
					return err
				}
				all := withTags(now.Tags, tags)
				e.Tags = &all
			}
			_, err := s.Shop.Edit(ctx, a, m.ID, e)
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
	if p.Episode.Series == "" {
		return p.Title
	}
	return p.Episode.Series + " " + p.Episode.Short() + " " + p.Title
}

func listingTitle(m store.Listing) string { return m.Title }

func names[T any](all []T, of func(T) string) []string {
	ns := make([]string, len(all))
	for i, x := range all {
		ns[i] = of(x)
	}
	return ns
}
