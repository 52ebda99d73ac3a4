package admin

import (
	"context"
	"errors"
	"path"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/store/plan"
	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// publish makes a movie of an incoming file: what it is called and costs.
type publish struct {
	publishForm
	screen *Screen
	e      plan.Entry // as it was shown
	in     store.Incoming
	sent   int // publishings that are not answered yet
}

// newPublish begins with what the upload's files say of it.
func newPublish(d *Screen, e plan.Entry) ui.Screen {
	as := e.Publication()
	if as.Title == "" {
		as.Title = titleFrom(e.Row.Name)
	}
	as.Price = d.Shop.Rules().Price
	p := &publish{publishForm: newPublishForm(d, as), screen: d, e: e, in: e.Row}
	p.doubt(e.Proposal)
	p.Button, p.Send = textKeyPublish, p.post
	return p
}

// titleFrom makes a title of a file's name, to begin with.
func titleFrom(name string) string {
	name = path.Base(name)
	if ext := path.Ext(name); len(ext) > 1 && len(ext) <= 5 {
		name = strings.TrimSuffix(name, ext)
	}
	name = strings.ReplaceAll(name, "_", " ")
	if !strings.Contains(name, " ") {
		name = strings.ReplaceAll(name, ".", " ")
	}
	title, err := store.CheckTitle(strings.Join(strings.Fields(name), " "))
	if err != nil {
		return ""
	}
	return title
}

func (p *publish) Title() words.T { return textPublish }

// longPublish is how long the form waits for the answer. What takes longer is
// copied to another disk: the list of uploads shows how far.
const longPublish = time.Second

// longPublishMsg says that the form has waited so long.
type longPublishMsg struct{ p *publish }

func (p *publish) post() tea.Cmd {
	name, pub := p.in.Name, p.said()
	shown := p.e.Publication() // what the form does not show: of its series, and what belongs to it
	pub.Shown, pub.OfSeries, pub.Beside = p.in.Shown(), shown.OfSeries, shown.Beside
	changed, id := p.screen.changedOf([]plan.Entry{p.e}), p.in.ID
	p.sent++
	publishing := screen.AskFor(p.screen.Env, p.screen, func(ctx context.Context, a store.Actor) (store.Movie, error) {
		if err := changed(ctx, a, id); err != nil {
			return store.Movie{}, err
		}
		return p.screen.Intake.Publish(ctx, a, name, pub, nil)
	}, func(m store.Movie, err error) tea.Cmd { return p.published(m, err) })
	return tea.Batch(publishing, p.screen.After(longPublish, longPublishMsg{p}))
}

// published takes the answer, whether the form is still there or not.
func (p *publish) published(m store.Movie, err error) tea.Cmd {
	p.sent--
	open := p.screen.Has(p)
	switch {
	case err != nil && (!open || errors.Is(err, store.ErrChanged)): // what it shows is gone
		p.screen.Close(p)
		return p.Fail(err)
	case errors.Is(err, store.ErrProposalChanged):
		return tea.Batch(p.Answered(err, -1), p.renew())
	case err != nil:
		return p.Answered(err, p.about(err))
	}
	p.screen.Close(p)
	return p.screen.Tell(textPublishDone, ui.Clean(m.Title))
}

// renew takes what the upload is proposed as now: what was typed stays, and is
// sent once it was looked at again.
func (p *publish) renew() tea.Cmd {
	return screen.Ask(p.screen.Env, p, p.screen.Intake.Plan, func(all []plan.Entry, err error) tea.Cmd {
		i := slices.IndexFunc(all, func(e plan.Entry) bool { return e.Row.ID == p.in.ID })
		switch {
		case err != nil:
			return p.Fail(err)
		case i < 0:
			return p.screen.Close(p)
		}
		p.e, p.in = all[i], all[i].Row
		return nil
	})
}

func (p *publish) Update(msg tea.Msg) tea.Cmd {
	if m, is := msg.(longPublishMsg); is {
		if m.p != p || p.sent == 0 || p.screen.Top() != p {
			return nil
		}
		p.screen.Close(p)
		return tea.Batch(p.screen.Tell(textPublishMoves, ui.Clean(p.in.Name)), p.screen.Return())
	}
	return p.publishForm.Update(msg)
}

func (p *publish) View(w, h int) string {
	note := ui.Clean(p.in.Name) + "\n" + p.facts()
	if p.in.SHA256 != "" && h >= 14 {
		note += "\n" + p.Say(screen.TextSum) + "\n" + strings.Join(cells.SumLines(ui.Clean(p.in.SHA256), w), "\n")
	}
	if p.in.Streams == store.StreamsNo && h >= 16 {
		note += "\n" + p.Say(words.IndexAtEnd) + "\n" + words.FastStartCommand(p.in.Name)
	}
	if h < 10 {
		note = ""
	}
	return p.Page(textPublish, note, w, h)
}

func (p *publish) facts() string {
	s := words.Size(p.in.Size)
	if more := p.screen.incomingFacts(p.in); more != "" {
		s += " " + p.Styles.Dot + " " + more
	}
	return s
}
