package admin

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// check asks, before an upload, whether its content is here already.
type check struct {
	*ui.Form
	screen *Screen
	found  *store.Match // what the last question found
}

func newCheck(d *Screen) ui.Screen {
	c := &check{screen: d}
	c.Form = &ui.Form{Display: &d.Display, Fail: d.Fail, Button: textCheckDo, Send: c.ask, Fields: []*ui.Field{
		{Label: textHash, Hint: textHashHint, Max: 200},
	}}
	return c
}

func (c *check) Title() words.T { return textCheckTitle }
func (c *check) Unsaved() bool  { return false }

func (c *check) Update(msg tea.Msg) tea.Cmd {
	before := c.Value(0)
	cmd := c.Form.Update(msg)
	if c.Value(0) != before {
		c.found = nil
	}
	return cmd
}

// ask takes what sha256sum prints, with or without the file's name after it.
func (c *check) ask() tea.Cmd {
	hash, _, _ := strings.Cut(strings.TrimSpace(c.Value(0)), " ")
	return screen.Ask(c.screen.Env, c, func(ctx context.Context, _ store.Actor) (store.Match, error) { return c.screen.Shop.Match(ctx, hash) },
		func(m store.Match, err error) tea.Cmd {
			if err == nil {
				c.found = &m
			}
			return c.Answered(err, 0)
		})
}

func (c *check) View(w, h int) string { return c.Page(textCheckTitle, c.said(), w, h) }

func (c *check) said() string {
	switch m := c.found; {
	case m == nil:
		return c.Say(textCheckNote)
	case words.MatchesDeleted(*m):
		return c.Say(textCheckDeleted, ui.Clean(m.Title), m.Movie)
	case m.Movie == 0:
		return c.Styles.Check + " " + c.Say(words.Match(*m))
	default:
		return c.Say(words.Match(*m))
	}
}
