package tui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// check asks, before an upload, whether its content is here already.
type check struct {
	*form
	desk  *adminScreen
	found *store.Match // what the last question found
}

func newCheck(d *adminScreen) screen {
	c := &check{desk: d}
	c.form = &form{Display: &d.Display, fail: d.fail, button: textAdminCheckDo, send: c.ask, fields: []*field{
		{label: textAdminHash, hint: textAdminHashHint, max: 200},
	}}
	return c
}

func (c *check) Title() words.T { return textAdminCheckTitle }
func (c *check) Unsaved() bool  { return false }

func (c *check) Update(msg tea.Msg) tea.Cmd {
	before := c.value(0)
	cmd := c.form.Update(msg)
	if c.value(0) != before {
		c.found = nil
	}
	return cmd
}

// ask takes what sha256sum prints, with or without the file's name after it.
func (c *check) ask() tea.Cmd {
	hash, _, _ := strings.Cut(strings.TrimSpace(c.value(0)), " ")
	return ask(c.desk.Env, c, func(ctx context.Context, _ store.Actor) (store.Match, error) { return c.desk.Shop.Match(ctx, hash) },
		func(m store.Match, err error) tea.Cmd {
			if err == nil {
				c.found = &m
			}
			return c.answered(err, 0)
		})
}

func (c *check) View(w, h int) string { return c.page(textAdminCheckTitle, c.said(), w, h) }

func (c *check) said() string {
	switch m := c.found; {
	case m == nil:
		return c.say(textAdminCheckNote)
	case words.MatchesDeleted(*m):
		return c.say(textAdminCheckDeleted, clean(m.Title), m.Movie)
	case m.Movie == 0:
		return c.styles.check + " " + c.say(words.Match(*m))
	default:
		return c.say(words.Match(*m))
	}
}
