package admin

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// notices is the notices as admins keep them: post and withdraw.
type notices struct {
	*Screen
	list ui.Loader[store.Notice]
}

func newAdminNotices(d *Screen) tab {
	return &notices{Screen: d, list: ui.NewLoader(&d.Display, d.Fail, screen.NoticeID, screen.Pages(d.Env, d, func(ctx context.Context, a store.Actor, s store.Span) (store.Page[store.Notice], error) {
		return d.Shop.NoticePage(ctx, a, store.ListQuery{}, s)
	}))}
}

func (b *notices) Init() tea.Cmd  { return nil }
func (b *notices) Title() words.T { return textTabNotices }
func (b *notices) Typing() bool   { return false }
func (b *notices) wake() tea.Cmd  { return b.list.Load() }

func (b *notices) selected() (store.Notice, bool) { return b.list.Selected() }

func (b *notices) Update(msg tea.Msg) tea.Cmd {
	if b.stale(b, msg, store.TopicNotices) {
		return b.list.Load()
	}
	return nil
}

func (b *notices) Keys() []ui.Key {
	post := ui.Key{On: "n enter", Says: textKeyPost, Do: func() tea.Cmd { return b.Push(newPost(b.Screen)) }}
	ks, rest := b.list.Around()
	ks = append(ks, post)
	if n, ok := b.selected(); ok {
		ks = append(ks, ui.Key{On: "x delete", Says: textKeyWithdraw, Do: func() tea.Cmd { return b.withdraw(n) }})
	}
	return append(append(ks, b.list.Retry("r", "")...), rest...)
}

// withdraw asks once, for a notice does not come back.
func (b *notices) withdraw(n store.Notice) tea.Cmd {
	body := func() []string { return []string{b.Say(textWithdrawBody, ui.Clean(n.Title))} }
	return b.sure(textWithdrawTitle, textKeyWithdraw, body, func() tea.Cmd {
		return screen.Do(b.Env, b.Screen, func(ctx context.Context, a store.Actor) error { return b.Shop.Withdraw(ctx, a, n.ID) },
			func(err error) tea.Cmd {
				if err != nil {
					return b.Fail(err)
				}
				return b.Tell(textWithdrawn)
			})
	})
}

func (b *notices) View(w, h int) string {
	if body, instead := b.list.State(w, h); instead {
		return body
	}
	if len(b.list.Rows) == 0 {
		return b.Nothing(b.Say(textNoNoticesYet), b.Say(textNoNoticesAdvice), w, h)
	}
	return b.Panes(w, h, b.rows, b.detail)
}

func (b *notices) rows(w, h int) []string { return b.list.Draw(w, h, b.line) }

func (b *notices) statusArea(room int) string {
	return b.list.StatusArea(room, b.Aged(b.list.Reversed))
}

// line is one notice: title, author, day.
func (b *notices) line(n store.Notice, w int) string {
	right := b.Styles.Mute.Render(cells.PadLeft(b.Day(n.CreatedAt), 12))
	if w >= 50 {
		right = b.Styles.Mute.Render(cells.PadLeft(cells.Clip(ui.Clean(n.By), 14, b.Styles.More), 14)) + right
	}
	room := w - cells.Width(right) - 1
	return cells.Pad(cells.Clip(ui.Clean(n.Title), room, b.Styles.More), room) + " " + right
}

func (b *notices) detail(w, h int) []string {
	n, ok := b.selected()
	if !ok {
		return nil
	}
	var ls []string
	if h >= 6 {
		ls = append(b.StrongLines(ui.Clean(n.Title), w), b.Styles.Mute.Render(cells.Clip(ui.Clean(n.By)+" "+b.Styles.Dot+" "+b.Moment(n.CreatedAt), w, b.Styles.More)), "")
	}
	return append(ls, cells.Wrap(store.CleanText(n.Content), w)...)
}
