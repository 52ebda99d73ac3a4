package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// adminNotices is the notices as admins keep them: post and withdraw.
type adminNotices struct {
	*adminScreen
	list loader[store.Notice]
}

func newAdminNotices(d *adminScreen) tab {
	return &adminNotices{adminScreen: d, list: newLoader(&d.Display, d.fail, noticeID, pages(d.Env, d, d.Shop.NoticePage))}
}

func noticeID(n store.Notice) int64 { return n.ID }

func (b *adminNotices) Init() tea.Cmd  { return nil }
func (b *adminNotices) Title() words.T { return textAdminTabNotices }
func (b *adminNotices) Typing() bool   { return false }
func (b *adminNotices) wake() tea.Cmd  { return b.list.load() }

func (b *adminNotices) selected() (store.Notice, bool) { return b.list.selected() }

func (b *adminNotices) Update(msg tea.Msg) tea.Cmd {
	if b.stale(b, msg, store.TopicNotices) {
		return b.list.load()
	}
	return nil
}

func (b *adminNotices) Keys() []key {
	post := key{on: "n enter", says: textAdminKeyPost, do: func() tea.Cmd { return b.push(newPost(b.adminScreen)) }}
	ks, rest := b.list.around()
	ks = append(ks, post)
	if n, ok := b.selected(); ok {
		ks = append(ks, key{on: "x delete", says: textAdminKeyWithdraw, do: func() tea.Cmd { return b.withdraw(n) }})
	}
	return append(append(ks, b.list.retry("r", "")...), rest...)
}

// withdraw asks once, for a notice does not come back.
func (b *adminNotices) withdraw(n store.Notice) tea.Cmd {
	body := func() []string { return []string{b.say(textAdminWithdrawBody, clean(n.Title))} }
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
	if body, instead := b.list.state(w, h); instead {
		return body
	}
	if len(b.list.rows) == 0 {
		return b.nothing(b.say(textAdminNoNoticesYet), b.say(textAdminNoNoticesAdvice), w, h)
	}
	return b.panes(w, h, b.rows, b.detail)
}

func (b *adminNotices) rows(w, h int) []string { return b.list.draw(w, h, b.line) }

func (b *adminNotices) statusArea(room int) string {
	return b.list.statusArea(room, b.aged(b.list.reversed))
}

// line is one notice: title, author, day.
func (b *adminNotices) line(n store.Notice, w int) string {
	right := b.styles.mute.Render(padLeft(b.day(n.CreatedAt), 12))
	if w >= 50 {
		right = b.styles.mute.Render(padLeft(clip(clean(n.By), 14, b.styles.more), 14)) + right
	}
	room := w - width(right) - 1
	return pad(clip(clean(n.Title), room, b.styles.more), room) + " " + right
}

func (b *adminNotices) detail(w, h int) []string {
	n, ok := b.selected()
	if !ok {
		return nil
	}
	var ls []string
	if h >= 6 {
		ls = append(b.strongLines(clean(n.Title), w), b.styles.mute.Render(clip(clean(n.By)+" "+b.styles.dot+" "+b.moment(n.CreatedAt), w, b.styles.more)), "")
	}
	return append(ls, wrap(store.CleanText(n.Content), w)...)
}
