package tui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// board is the notices as admins keep them: post and withdraw.
type board struct {
	*desk
	cur  list
	feed feed
	all  []store.Notice
}

func newBoard(d *desk) tab { return &board{desk: d} }

func (b *board) Init() tea.Cmd  { return nil }
func (b *board) Title() words.T { return textDeskTabNotices }
func (b *board) Typing() bool   { return false }
func (b *board) wake() tea.Cmd  { return b.load() }

func (b *board) load() tea.Cmd {
	return fresh(b.desk, &b.feed, b.load, b.Shop.Notices, func(all []store.Notice) tea.Cmd {
		if was, ok := b.selected(); ok {
			if i := slices.IndexFunc(all, func(o store.Notice) bool { return o.ID == was.ID }); i >= 0 {
				b.cur.at = i
			}
		}
		b.all = all
		b.cur.at = max(0, min(b.cur.at, len(all)-1))
		return nil
	})
}

func (b *board) selected() (store.Notice, bool) {
	if b.cur.at < 0 || b.cur.at >= len(b.all) {
		return store.Notice{}, false
	}
	return b.all[b.cur.at], true
}

func (b *board) Update(msg tea.Msg) tea.Cmd {
	if b.feed.mustLook(b.desk, b, msg, store.TopicNotices) {
		return b.load()
	}
	return nil
}

func (b *board) Keys() []key {
	post := key{on: "n enter", says: textDeskKeyPost, do: func() tea.Cmd { return b.push(newPost(b.desk)) }}
	ks, rest := b.cur.around(len(b.all), nil)
	ks = append(ks, post)
	if n, ok := b.selected(); ok {
		ks = append(ks, key{on: "x delete", says: textDeskKeyWithdraw, do: func() tea.Cmd { return b.withdraw(n) }})
	}
	if b.feed.err != nil {
		ks = append(ks, key{on: "r", says: textKeyAgain, do: b.load})
	}
	return append(ks, rest...)
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
	if body, instead := b.feed.state(b.here, len(b.all), w, h); instead {
		return body
	}
	if len(b.all) == 0 {
		return b.nothing(b.say(textDeskNoNoticesYet), b.say(textDeskNoNoticesAdvice), w, h)
	}
	return b.panes(w, h, b.rows, b.detail)
}

func (b *board) rows(w, h int) []string {
	from, to := b.cur.window(len(b.all), h)
	ls := make([]string, 0, h)
	for i := from; i < to; i++ {
		ls = append(ls, b.item(&b.cur, i, b.line(b.all[i], w-2), w))
	}
	return ls
}

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
