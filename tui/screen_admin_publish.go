package tui

import (
	"context"
	"path"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// publish makes a movie of an incoming file: what it is called and costs.
type publish struct {
	terms
	desk *desk
	in   store.Incoming
}

func newPublish(d *desk, in store.Incoming) screen {
	p := &publish{terms: newTerms(d.here, titleFrom(in.Name), false, d.Shop.Rules().Price), desk: d, in: in}
	p.button, p.send = textDeskKeyPublish, p.post
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

func (p *publish) Init() tea.Cmd  { return nil }
func (p *publish) Title() words.T { return textDeskPublish }

func (p *publish) post() tea.Cmd {
	name, pub := p.in.Name, p.said()
	return ask(p.here, p.desk, func(ctx context.Context, a store.Actor) (store.Movie, error) {
		return p.Intake.Publish(ctx, a, name, pub)
	},
		func(m store.Movie, err error) tea.Cmd {
			if err != nil {
				return p.answered(err, p.about(err))
			}
			p.drop(p)
			return p.tell(textDeskPublishDone, clean(m.Title))
		})
}

func (p *publish) View(w, h int) string {
	note := clean(p.in.Name) + "\n" + p.facts()
	if p.in.SHA256 != "" && h >= 14 {
		note += "\n" + p.say(textSum) + " " + shortSum(p.in.SHA256)
	}
	if h < 10 {
		note = ""
	}
	return p.page(textDeskPublish, note, w, h)
}

func (p *publish) facts() string {
	s := words.Size(p.in.Size)
	if more := p.incomingFacts(p.in); more != "" {
		s += " " + p.look.dot + " " + more
	}
	return s
}
