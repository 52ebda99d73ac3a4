package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// board is the notices as admins keep them: post and withdraw.
type board struct {
	*desk
	list loader[store.Notice]
}

func newBoard(d *desk) tab {
	return &board{desk: d, list: newLoader(d.here, noticeID, pages(d.here, d, d.Shop.NoticePage))}
}

func noticeID(n store.Notice) int64 { return n.ID }

func (b *board) Init() tea.Cmd  { return nil }
func (b *board) Title() words.T { return textDeskTabNotices }
func (b *board) Typing() bool   { return false }
func (b *board) wake() tea.Cmd  { return b.list.load() }

func (b *board) selected() (store.Notice, bool) { return b.list.selected() }

func (b *board) Update(msg tea.Msg) tea.Cmd {
	if b.stale(b, msg, store.TopicNotices) {
		return b.list.load()
	}
	return nil
}

func (b *board) Keys() []key {
	post := key{on: "n enter", says: textDeskKeyPost, do: func() tea.Cmd { return b.push(newPost(b.desk)) }}
	ks, rest := b.list.around()
	ks = append(ks, post)
	if n, ok := b.selected(); ok {
		ks = append(ks, key{on: "x delete", says: textDeskKeyWithdraw, do: func() tea.Cmd { return b.withdraw(n) }})
	}
	return append(append(ks, b.list.retry("r", "")...), rest...)
}

// withdraw asks once, for a notice does not come back.
func (b *board) withdraw(n store.Notice) tea.Cmd {
	body := func() []string { return []string{b.say(textDeskWithdrawBody, clean(n.Title))} }
	return b.sure(textDeskWithdrawTitle, textDeskKeyWithdraw, body, func() tea.Cmd {
		return do(b.here, b.desk, func(ctx context.Context, a store.Actor) error { return b.Shop.Withdraw(ctx, a, n.ID) },
			func(err error) tea.Cmd {
				if err != nil {
					return b.fail(err)
				}
				return b.tell(textDeskWithdrawn)
			})
	})
}

func (b *board) View(w, h int) string {
	if body, instead := b.list.state(w, h); instead {
		return body
	}
	if len(b.list.rows) == 0 {
		return b.nothing(b.say(textDeskNoNoticesYet), b.say(textDeskNoNoticesAdvice), w, h)
	}
	return b.panes(w, h, b.rows, b.detail)
}

func (b *board) rows(w, h int) []string { return b.list.draw(w, h, b.line) }

func (b *board) corner(room int) string { return b.list.corner(room, b.aged(b.list.reversed)) }

// line is one notice: title, author, day.
func (b *board) line(n store.Notice, w int) string {
	right := b.look.mute.Render(padLeft(b.day(n.CreatedAt), 12))
	if w >= 50 {
		right = b.look.mute.Render(padLeft(clip(clean(n.By), 14, b.look.more), 14)) + right
	}
	room := w - width(right) - 1
	return pad(clip(clean(n.Title), room, b.look.more), room) + " " + right
}

func (b *board) detail(w, h int) []string {
	n, ok := b.selected()
	if !ok {
		return nil
	}
	var ls []string
	if h >= 6 {
		ls = append(b.strongLines(clean(n.Title), w), b.look.mute.Render(clip(clean(n.By)+" "+b.look.dot+" "+b.moment(n.CreatedAt), w, b.look.more)), "")
	}
	return append(ls, wrap(store.CleanText(n.Content), w)...)
}
