package admin

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/store/plan"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
)

// publishSeveral makes movies of several files that are ready, at one price. What
// is published is what was shown when the form was opened: the sum of each
// proposal goes along.
func (u *uploads) publishSeveral(all []plan.Entry) tea.Cmd {
	all = slices.DeleteFunc(slices.Clone(all), func(e plan.Entry) bool { return !publishable(e) })
	f := newSeveralForm(u.Screen, severalForm{title: textPublishSeveral, about: textPublishSeveralNote, names: proposedNames(all), priced: true}, textKeyPublish)
	f.Send = func() tea.Cmd {
		said := f.said()
		u.Close(f)
		return together(u.Screen, &u.marks, all, func(ctx context.Context, a store.Actor) []error {
			return u.publishAll(ctx, a, all, said)
		}, func([]plan.Entry) tea.Cmd { return u.load() })
	}
	return u.Push(f)
}

// publishAll publishes what can be of all, with an error or nil for each.
func (u *uploads) publishAll(ctx context.Context, a store.Actor, all []plan.Entry, said severalSaid) []error {
	errs := make([]error, len(all))
	changed, planned := u.changedOf(all), slices.Clone(all)
	for i, e := range all {
		if errs[i] = changed(ctx, a, e.Row.ID); errs[i] == nil {
			planned[i].Proposal, errs[i] = said.over(e)
		}
	}
	clashes := plan.Clashes(planned)
	var list []store.NamedPublication
	var at []int // of each in all
	for i, e := range planned {
		if other := clashes[e.Row.ID]; other != "" && errs[i] == nil {
			errs[i] = &store.Refusal{Code: store.ErrEpisodeTwice.Code, Name: other}
		}
		if errs[i] != nil {
			continue
		}
		p := e.Publication()
		p.Free, p.Price, p.VIPFree = said.free, said.price, said.vipFree
		list, at = append(list, store.NamedPublication{Name: e.Row.Name, As: p}), append(at, i)
	}
	for i, done := range u.Intake.PublishAll(ctx, a, list) {
		errs[at[i]] = done.Err
	}
	return errs
}

// changedOf says of each of some uploads whether it is still proposed as it was
// shown. It asks once, for all of them, when the first one is asked about.
func (d *Screen) changedOf(all []plan.Entry) func(ctx context.Context, a store.Actor, id int64) error {
	shown := make(map[int64]string, len(all))
	for _, e := range all {
		shown[e.Row.ID] = e.Sum()
	}
	var changed map[int64]error
	return func(ctx context.Context, a store.Actor, id int64) (err error) {
		if changed == nil {
			if changed, err = d.Intake.Changed(ctx, a, shown); err != nil {
				return err
			}
		}
		return changed[id]
	}
}

// discardSeveral asks once for all of them.
func (u *uploads) discardSeveral(all []plan.Entry) tea.Cmd {
	body := func() []string {
		return u.named(textDiscardSeveralBody, names(all, func(e plan.Entry) string { return e.Row.Name }))
	}
	return u.sure(textDiscardSeveral, textKeyDiscard, body, func() tea.Cmd {
		return severally(u.Screen, &u.marks, all, func(ctx context.Context, a store.Actor, e plan.Entry) error {
			return u.Intake.Discard(ctx, a, e.Row.Name, e.Row.Shown())
		}, func([]plan.Entry) tea.Cmd { return u.load() })
	})
}

// discard asks once, for the bytes are gone afterwards.
func (u *uploads) discard(in store.Incoming) tea.Cmd {
	name := ui.Clean(in.Name)
	body := func() []string { return []string{u.Say(textDiscardBody, name)} }
	return u.sure(textDiscardTitle, textKeyDiscard, body, func() tea.Cmd {
		return screen.Do(u.Env, u.Screen, func(ctx context.Context, a store.Actor) error { return u.Intake.Discard(ctx, a, in.Name, in.Shown()) },
			func(err error) tea.Cmd {
				if err != nil {
					return tea.Batch(u.Fail(err), u.load())
				}
				return tea.Batch(u.Tell(textDiscarded, name), u.load())
			})
	})
}

// restore brings a deleted movie back to the shelf.
func (d *Screen) restore(m store.Movie) tea.Cmd {
	return screen.Do(d.Env, d, func(ctx context.Context, a store.Actor) error { return d.Shop.Restore(ctx, a, m.ID) },
		func(err error) tea.Cmd {
			if err != nil {
				return d.Fail(err)
			}
			return d.Tell(textRestored, ui.Clean(m.Title))
		})
}
