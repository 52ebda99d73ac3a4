package tui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// bought is what one person bought, to undo a purchase.
type bought struct {
	*adminScreen
	who    store.Account
	cur    list
	loader tabLoader
	all    []store.Bought
}

func newBought(d *adminScreen, who store.Account) screen { return &bought{adminScreen: d, who: who} }

func (b *bought) Init() tea.Cmd          { return b.load() }
func (b *bought) Title() words.T         { return textAdminBoughtTitle }
func (b *bought) Typing() bool           { return false }
func (b *bought) Update(tea.Msg) tea.Cmd { return nil }

func (b *bought) load() tea.Cmd {
	name := b.who.Name
	return load(b.adminScreen, &b.loader, b.load, func(ctx context.Context, a store.Actor) ([]store.Bought, error) { return b.Shop.Bought(ctx, a, name) },
		func(all []store.Bought) tea.Cmd {
			b.all = all
			b.cur.at = max(0, min(b.cur.at, len(all)-1))
			return nil
		})
}

func (b *bought) Keys() []key {
	back := key{on: "left h", says: textKeyBack, quiet: true, do: func() tea.Cmd { return b.close(b) }}
	ks, rest := b.cur.around(len(b.all), nil)
	if b.cur.at < len(b.all) {
		m := b.all[b.cur.at]
		ks = append(ks, key{on: "enter x", says: textAdminKeyRefund, do: func() tea.Cmd { return b.refund(m) }})
	}
	if b.loader.err != nil {
		ks = append(ks, key{on: "r", says: textKeyAgain, do: b.load})
	}
	return append(append(ks, back), rest...)
}

// refund asks once, for the right to the movie is gone afterwards.
func (b *bought) refund(m store.Bought) tea.Cmd {
	name, title := b.who.Name, clean(m.Title)
	body := func() []string { return []string{b.say(textAdminRefundBody, clean(name), m.Paid, title)} }
	return b.sure(textAdminRefundTitle, textAdminKeyRefund, body, func() tea.Cmd {
		return ask(b.Env, b.adminScreen, func(ctx context.Context, a store.Actor) (store.Purchase, error) {
			return b.Shop.Refund(ctx, a, name, m.MovieID)
		}, func(p store.Purchase, err error) tea.Cmd {
			if err != nil {
				return tea.Batch(b.fail(err), b.load())
			}
			return tea.Batch(b.tell(textAdminRefunded, clean(name), p.Paid, p.Balance), b.load(), b.adminScreen.Return())
		})
	})
}

func (b *bought) View(w, h int) string {
	if body, instead := b.loader.state(&b.Display, len(b.all), w, h); instead {
		return body
	}
	head := []string{b.styles.strong.Render(clip(b.say(textAdminBoughtOf, clean(b.who.Name)), w, b.styles.more)), ""}
	if len(b.all) == 0 {
		return b.nothing(b.say(textAdminBoughtNothing, clean(b.who.Name)), b.say(textAdminBoughtAdvice), w, h)
	}
	from, to := b.cur.window(len(b.all), h-len(head))
	for i := from; i < to; i++ {
		m := b.all[i]
		right := b.styles.mute.Render(padLeft(b.day(m.At), 12)) + b.styles.money.Render(padLeft(m.Paid.String(), 11))
		room := w - 2 - width(right) - 1
		head = append(head, b.item(&b.cur, i, pad(clip(clean(m.Title), room, b.styles.more), room)+" "+right, w))
	}
	return strings.Join(head, "\n")
}
