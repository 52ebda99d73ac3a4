package tui

import (
	"context"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// longestNotice is how many characters a notice may have.
const longestNotice = 4000

// post writes a notice to everybody.
type post struct {
	*ui.Form
	desk           *adminScreen
	title, content *ui.Field
}

func newPost(d *adminScreen) ui.Screen {
	p := &post{
		desk:    d,
		title:   &ui.Field{Label: textAdminNoticeTitle, Max: store.MaxTitle, Check: checkTitle},
		content: &ui.Field{Label: textAdminNoticeContent, Hint: textAdminNoticeHint, Kind: ui.ManyLines, Max: longestNotice, Rows: 6, Check: checkText},
	}
	p.Form = &ui.Form{Display: &d.Display, Fail: d.fail, Button: textAdminPostButton, Send: p.publish, Fields: []*ui.Field{p.title, p.content}}
	return p
}

func checkText(s string) error {
	_, err := store.CheckText(s, longestNotice)
	return err
}

func (p *post) Title() words.T { return textAdminPost }

func (p *post) publish() tea.Cmd {
	title, content := strings.TrimSpace(p.title.Value()), p.content.Value()
	return ask(p.desk.Env, p.desk, func(ctx context.Context, a store.Actor) (store.Notice, error) {
		return p.desk.Shop.Post(ctx, a, title, content)
	},
		func(_ store.Notice, err error) tea.Cmd {
			switch {
			case errors.Is(err, store.ErrTitle):
				return p.Answered(err, 0)
			case errors.Is(err, store.ErrText), errors.Is(err, store.ErrTooLong), errors.Is(err, store.ErrEmpty):
				return p.Answered(err, 1)
			case err != nil:
				return p.Answered(err, -1)
			}
			p.desk.close(p)
			return p.desk.tell(textAdminPosted)
		})
}

func (p *post) View(w, h int) string { return p.Page(textAdminPost, "", w, h) }
