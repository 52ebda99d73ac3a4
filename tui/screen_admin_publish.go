package tui

import (
	"context"
	"errors"
	"path"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// publish makes a movie of an incoming file: what it is called and costs.
type publish struct {
	publishForm
	desk *adminScreen
	in   store.Incoming
	sent int // publishings that are not answered yet
}

func newPublish(d *adminScreen, in store.Incoming) ui.Screen {
	p := &publish{publishForm: newPublishForm(d.Env, store.Publication{Title: titleFrom(in.Name), Price: d.Shop.Rules().Price}), desk: d, in: in}
	p.Button, p.Send = textAdminKeyPublish, p.post
	return p
}

// titleFrom makes a title of a file's name, to begin with.
func titleFrom(name string) string {
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

func (p *publish) Title() words.T { return textAdminPublish }

// longPublish is how long the form waits for the answer. What takes longer is
// copied to another disk: the list of uploads shows how far.
const longPublish = time.Second

// longPublishMsg says that the form has waited so long.
type longPublishMsg struct{ p *publish }

func (p *publish) post() tea.Cmd {
	name, pub := p.in.Name, p.said()
	pub.Shown = p.in.Shown()
	p.sent++
	publishing := askFor(p.desk.Env, p.desk, func(ctx context.Context, a store.Actor) (store.Movie, error) {
		return p.desk.Intake.Publish(ctx, a, name, pub, nil)
	}, func(m store.Movie, err error) tea.Cmd { return p.published(m, err) })
	return tea.Batch(publishing, p.desk.after(longPublish, longPublishMsg{p}))
}

// published hears the answer, whether the form is still there or not.
func (p *publish) published(m store.Movie, err error) tea.Cmd {
	p.sent--
	open := p.desk.has(p)
	switch {
	case err != nil && (!open || errors.Is(err, store.ErrChanged)): // what it shows is gone
		p.desk.close(p)
		return p.Fail(err)
	case err != nil:
		return p.Answered(err, p.about(err))
	}
	p.desk.close(p)
	return p.desk.tell(textAdminPublishDone, ui.Clean(m.Title))
}

func (p *publish) Update(msg tea.Msg) tea.Cmd {
	if m, is := msg.(longPublishMsg); is {
		if m.p != p || p.sent == 0 || p.desk.top() != p {
			return nil
		}
		p.desk.close(p)
		return tea.Batch(p.desk.tell(textAdminPublishMoves, ui.Clean(p.in.Name)), p.desk.Return())
	}
	return p.publishForm.Update(msg)
}

func (p *publish) View(w, h int) string {
	note := ui.Clean(p.in.Name) + "\n" + p.facts()
	if p.in.SHA256 != "" && h >= 14 {
		note += "\n" + p.Say(textSum) + "\n" + strings.Join(ui.SumLines(ui.Clean(p.in.SHA256), w), "\n")
	}
	if p.in.Streams == store.StreamsNo && h >= 16 {
		note += "\n" + p.Say(words.IndexAtEnd) + "\n" + words.FastStartCommand(p.in.Name)
	}
	if h < 10 {
		note = ""
	}
	return p.Page(textAdminPublish, note, w, h)
}

func (p *publish) facts() string {
	s := words.Size(p.in.Size)
	if more := p.desk.incomingFacts(p.in); more != "" {
		s += " " + p.Styles.Dot + " " + more
	}
	return s
}
