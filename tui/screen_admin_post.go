package tui

import (
	"context"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// longestNotice is how many characters a notice may have.
const longestNotice = 4000

// post writes a notice to everybody.
type post struct {
	*form
	desk           *adminScreen
	title, content *field
}

func newPost(d *adminScreen) screen {
	p := &post{
		desk:    d,
		title:   &field{label: textAdminNoticeTitle, max: store.MaxTitle, check: checkTitle},
		content: &field{label: textAdminNoticeContent, hint: textAdminNoticeHint, kind: manyLines, max: longestNotice, rows: 6, check: checkText},
	}
	p.form = &form{Display: &d.Display, fail: d.fail, button: textAdminPostButton, send: p.publish, fields: []*field{p.title, p.content}}
	return p
}

func checkText(s string) error {
	_, err := store.CheckText(s, longestNotice)
	return err
}

func (p *post) Title() words.T { return textAdminPost }

func (p *post) publish() tea.Cmd {
	title, content := strings.TrimSpace(p.title.value()), p.content.value()
	return ask(p.desk.Env, p.desk, func(ctx context.Context, a store.Actor) (store.Notice, error) {
		return p.desk.Shop.Post(ctx, a, title, content)
	},
		func(_ store.Notice, err error) tea.Cmd {
			switch {
			case errors.Is(err, store.ErrTitle):
				return p.answered(err, 0)
			case errors.Is(err, store.ErrText), errors.Is(err, store.ErrTooLong), errors.Is(err, store.ErrEmpty):
				return p.answered(err, 1)
			case err != nil:
				return p.answered(err, -1)
			}
			p.desk.close(p)
			return p.desk.tell(textAdminPosted)
		})
}

func (p *post) View(w, h int) string { return p.page(textAdminPost, "", w, h) }
