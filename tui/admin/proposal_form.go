package admin

import (
	"context"
	"errors"
	"slices"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/store/plan"
	"youku.example/store/proposal"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// editProposal changes what an upload is proposed as, before it is published, or
// while it still arrives.
type editProposal struct {
	publishForm
	uploads *uploads
	e       plan.Entry
}

func newEditProposal(u *uploads, e plan.Entry) ui.Screen {
	f := &editProposal{publishForm: newPublishForm(u.Screen, e.Publication()), uploads: u, e: e}
	f.priceless = true
	f.doubt(e.Proposal)
	f.arrange()
	f.Button, f.Send = textSave, f.save
	return f
}

func (f *editProposal) Title() words.T { return textEditProposal }

func (f *editProposal) View(w, h int) string {
	note := ui.Clean(f.e.Row.Name)
	if h < 10 {
		note = ""
	}
	return f.Page(textEditProposal, note, w, h)
}

// save keeps what the form says, unless the upload is proposed otherwise by now.
func (f *editProposal) save() tea.Cmd {
	u, e, said := f.uploads, f.e, saidProposal(f.e.Proposal, f.said())
	return screen.Do(u.Env, u.Screen, func(ctx context.Context, a store.Actor) error {
		return u.keepProposal(ctx, a, u.changedOf([]plan.Entry{e}), e, said)
	}, func(err error) tea.Cmd {
		switch {
		case errors.Is(err, store.ErrProposalChanged): // what it shows is gone
			u.Close(f)
			return tea.Batch(u.Fail(err), u.load())
		case err != nil:
			return f.Answered(err, f.about(err))
		}
		u.Close(f)
		return tea.Batch(u.Tell(textEditDone, ui.Clean(said.Title)), u.load())
	})
}

// keepProposal keeps what an admin made of a proposal that is still what was shown.
func (u *uploads) keepProposal(ctx context.Context, a store.Actor, changed func(context.Context, store.Actor, int64) error, e plan.Entry, p proposal.Proposal) error {
	if err := changed(ctx, a, e.Row.ID); err != nil {
		return err
	}
	return u.Shop.EditIncoming(ctx, a, e.Row.ID, plan.EditedText(p))
}

// forget takes back what an admin made of a proposal: the files speak again.
func (u *uploads) forget(e plan.Entry) tea.Cmd {
	return screen.Do(u.Env, u.Screen, func(ctx context.Context, a store.Actor) error {
		return u.Shop.EditIncoming(ctx, a, e.Row.ID, "")
	}, func(err error) tea.Cmd {
		if err != nil {
			return u.Fail(err)
		}
		return tea.Batch(u.Tell(textForgotten, ui.Clean(e.Row.Name)), u.load())
	})
}

// saidProposal is a proposal after a form that showed all of it: nothing in it is
// doubtful any more. A title that was made of series and number follows them.
func saidProposal(p proposal.Proposal, said store.Publication) proposal.Proposal {
	was := placeOf(p)
	p.Doubtful = nil
	p.Year, p.Tags, p.About = said.Year, said.Tags, said.About
	p.HasEpisode = said.Episode.Series != ""
	p.Series, p.Season, p.Number, p.End = said.Episode.Series, said.Episode.Season, said.Episode.Number, said.Episode.End
	p.Title = retitled(said.Title, was, placeOf(p))
	return p
}

// placeOf is where a proposal stands in a series.
func placeOf(p proposal.Proposal) store.Episode {
	return store.Episode{Series: p.Series, Season: p.Season, Number: p.Number, End: p.End}
}

// retitled is the title of a movie that moves in its series, or to another: one
// that was made of series and number is made of the new ones.
func retitled(title string, was, now store.Episode) string {
	byNumber := was.Series != "" && title == was.DefaultTitle() || was.Series == "" && title == numberOf(was)
	if byNumber && now.Series != "" {
		return now.DefaultTitle()
	}
	return title
}

// numberOf is the number of an episode, whether its series is known or not.
func numberOf(e store.Episode) string {
	e.Series = "-"
	return e.Code()
}

// over is a proposal with what is said of several at once. The number of each
// stays: one that has none can't come into a series.
func (s severalSaid) over(e plan.Entry) (p proposal.Proposal, err error) {
	p = e.Proposal
	if s.series != "" {
		if !p.HasEpisode {
			return p, &store.Refusal{Code: store.ErrNoNumber.Code, Name: e.Row.Name}
		}
		was := placeOf(p)
		p.Series = s.series
		p.Title = retitled(p.Title, was, placeOf(p))
		p.Doubtful = without(p.Doubtful, proposal.Series)
	}
	if s.year != 0 {
		p.Year = s.year
		p.Doubtful = without(p.Doubtful, proposal.Year)
	}
	p.Tags = withTags(p.Tags, s.tags)
	return p, nil
}

func without(fields []string, field string) []string {
	return slices.DeleteFunc(slices.Clone(fields), func(f string) bool { return f == field })
}

// editProposals changes what several uploads are proposed as: the series, the year
// and tags.
func (u *uploads) editProposals(all []plan.Entry) tea.Cmd {
	all = slices.DeleteFunc(slices.Clone(all), func(e plan.Entry) bool { return e.Kind != plan.Movie })
	f := newSeveralForm(u.Screen, severalForm{title: textEditProposals, about: textEditProposalsNote, names: proposedNames(all)}, textSave)
	f.Send = func() tea.Cmd {
		said := f.said()
		u.Close(f)
		if said.nothing() {
			return nil
		}
		changed := u.changedOf(all)
		return severally(u.Screen, &u.marks, all, func(ctx context.Context, a store.Actor, e plan.Entry) error {
			p, err := said.over(e)
			if err != nil {
				return err
			}
			return u.keepProposal(ctx, a, changed, e, p)
		}, func([]plan.Entry) tea.Cmd { return u.load() })
	}
	return u.Push(f)
}

func proposedNames(all []plan.Entry) []string {
	return names(all, func(e plan.Entry) string { return proposedName(e.Publication()) })
}
