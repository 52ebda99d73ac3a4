package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// adminNotices is the notices as admins keep them: post and withdraw.
type adminNotices struct {
	*adminScreen
	list ui.Loader[store.Notice]
}

func newAdminNotices(d *adminScreen) tab {
	return &adminNotices{adminScreen: d, list: ui.NewLoader(&d.Display, d.fail, noticeID, pages(d.Env, d, d.Shop.NoticePage))}
}

func (b *adminNotices) Init() tea.Cmd  { return nil }
func (b *adminNotices) Title() words.T { return textAdminTabNotices }
func (b *adminNotices) Typing() bool   { return false }
func (b *adminNotices) wake() tea.Cmd  { return b.list.Load() }

func (b *adminNotices) selected() (store.Notice, bool) { return b.list.Selected() }

func (b *adminNotices) Update(msg tea.Msg) tea.Cmd {
	if b.stale(b, msg, store.TopicNotices) {
		return b.list.Load()
	}
	return nil
}

func (b *adminNotices) Keys() []ui.Key {
	post := ui.Key{On: "n enter", Says: textAdminKeyPost, Do: func() tea.Cmd { return b.push(newPost(b.adminScreen)) }}
	ks, rest := b.list.Around()
	ks = append(ks, post)
	if n, ok := b.selected(); ok {
		ks = append(ks, ui.Key{On: "x delete", Says: textAdminKeyWithdraw, Do: func() tea.Cmd { return b.withdraw(n) }})
	}
	return append(append(ks, b.list.Retry("r", "")...), rest...)
}

// withdraw asks once, for a notice does not come back.
func (b *adminNotices) withdraw(n store.Notice) tea.Cmd {
	body := func() []string { return []string{b.Say(textAdminWithdrawBody, ui.Clean(n.Title))} }
	return b.sure(textAdminWithdrawTitle, textAdminKeyWithdraw, body, func() tea.Cmd {
		return do(b.Env, b.adminScreen, func(ctx context.Context, a store.Actor) error { return b.Shop.Withdraw(ctx, a, n.ID) },
			func(err error) tea.Cmd {
				if err != nil {
					return b.fail(err)
				}
				return b.tell(textAdminWithdrawn)
			})
	})
}

func (b *adminNotices) View(w, h int) string {
	if body, instead := b.list.State(w, h); instead {
		return body
	}
	if len(b.list.Rows) == 0 {
		return b.Nothing(b.Say(textAdminNoNoticesYet), b.Say(textAdminNoNoticesAdvice), w, h)
	}
	return b.Panes(w, h, b.rows, b.detail)
}

func (b *adminNotices) rows(w, h int) []string { return b.list.Draw(w, h, b.line) }

func (b *adminNotices) statusArea(room int) string {
	return b.list.StatusArea(room, b.Aged(b.list.Reversed))
}

// line is one notice: title, author, day.
func (b *adminNotices) line(n store.Notice, w int) string {
	right := b.Styles.Mute.Render(ui.PadLeft(b.day(n.CreatedAt), 12))
	if w >= 50 {
		right = b.Styles.Mute.Render(ui.PadLeft(ui.Clip(ui.Clean(n.By), 14, b.Styles.More), 14)) + right
	}
	room := w - ui.Width(right) - 1
	return ui.Pad(ui.Clip(ui.Clean(n.Title), room, b.Styles.More), room) + " " + right
}

func (b *adminNotices) detail(w, h int) []string {
	n, ok := b.selected()
	if !ok {
		return nil
	}
	var ls []string
	if h >= 6 {
		ls = append(b.StrongLines(ui.Clean(n.Title), w), b.Styles.Mute.Render(ui.Clip(ui.Clean(n.By)+" "+b.Styles.Dot+" "+b.moment(n.CreatedAt), w, b.Styles.More)), "")
	}
	return append(ls, ui.Wrap(store.CleanText(n.Content), w)...)
}
