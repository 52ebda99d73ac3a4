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
type notices struct{ paged[store.Notice] }

func newAdminNotices(d *Screen) tab {
	b := &notices{newPaged(d, screen.NoticeID, func(n store.Notice) string { return n.Title },
		byAge, order{sort: store.ByTitle, says: textSortNoticeTitle}, order{sort: store.ByAuthor, says: textSortAuthor})}
	b.asks(screen.NoticeID, d.Shop.NoticePage)
	return b
}

func (b *notices) Title() words.T             { return textTabNotices }
func (b *notices) Update(msg tea.Msg) tea.Cmd { return b.heed(b, msg, store.TopicNotices) }

func (b *notices) Keys() []ui.Key {
	post := ui.Key{On: "n enter", Says: textKeyPost, Do: func() tea.Cmd { return b.Push(newPost(b.Screen)) }}
	one := func(n store.Notice) []ui.Key {
		return []ui.Key{post, {On: "x delete", Says: textKeyWithdraw, Do: func() tea.Cmd { return b.withdraw(n) }}}
	}
	if len(b.list.Rows) == 0 && b.marks.N() == 0 {
		return b.keys(one, b.severalActions, post)
	}
	return b.keys(one, b.severalActions)
}

// severalActions are what can be done with the marked notices.
func (b *notices) severalActions() []ui.Key {
	return []ui.Key{{On: "x delete", Says: textKeyWithdraw, Do: func() tea.Cmd {
		return askSeverally(b.Screen, &b.marks, b.marked(), textWithdrawSeveral, textKeyWithdraw, textWithdrawSeveralBody,
			func(ctx context.Context, a store.Actor, n store.Notice) error { return b.Shop.Withdraw(ctx, a, n.ID) }, b.list.Load)
	}}}
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
	return b.view(w, h, b.line, b.detail, textNoNoticesYet, textNoNoticesAdvice, textShorterAdvice)
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

func (b *notices) detail(n store.Notice, w, h int) []string {
	var ls []string
	if h >= 6 {
		ls = append(b.StrongLines(ui.Clean(n.Title), w), b.Styles.Mute.Render(cells.Clip(ui.Clean(n.By)+" "+b.Styles.Dot+" "+b.Moment(n.CreatedAt), w, b.Styles.More)), "")
	}
	return append(ls, cells.Wrap(store.CleanText(n.Content), w)...)
}
