package admin

import (
	"context"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// longestNotice is how many characters a notice may have.
const longestNotice = 4000

// post writes a notice to everybody.
type post struct {
	*ui.Form
	screen         *Screen
	title, content *ui.Field
}

func newPost(d *Screen) ui.Screen {
	p := &post{
		screen:  d,
		title:   &ui.Field{Label: textNoticeTitle, Max: store.MaxTitle, Check: checkTitle},
		content: &ui.Field{Label: textNoticeContent, Hint: textNoticeHint, Kind: ui.ManyLines, Max: longestNotice, Rows: 6, Check: checkText},
	}
	p.Form = &ui.Form{Display: &d.Display, Fail: d.Fail, Button: textPostButton, Send: p.publish, Fields: []*ui.Field{p.title, p.content}}
	return p
}

func checkText(s string) error {
	_, err := store.CheckText(s, longestNotice)
	return err
}

func (p *post) Title() words.T { return textPost }

func (p *post) publish() tea.Cmd {
	title, content := strings.TrimSpace(p.title.Value()), p.content.Value()
	return screen.Ask(p.screen.Env, p.screen, func(ctx context.Context, a store.Actor) (store.Notice, error) {
		return p.screen.Shop.Post(ctx, a, title, content)
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
			p.screen.Close(p)
			return p.screen.Tell(textPosted)
		})
}

func (p *post) View(w, h int) string { return p.Page(textPost, "", w, h) }
