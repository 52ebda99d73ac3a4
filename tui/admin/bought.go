package admin

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// bought is what one person bought, to undo a purchase.
type bought struct {
	*Screen
	who   store.Account
	cur   ui.List
	asker screen.Asker
	all   []store.Bought
}

func newBought(d *Screen, who store.Account) ui.Screen { return &bought{Screen: d, who: who} }

func (b *bought) Init() tea.Cmd          { return b.load() }
func (b *bought) Title() words.T         { return textBoughtTitle }
func (b *bought) Typing() bool           { return false }
func (b *bought) Update(tea.Msg) tea.Cmd { return nil }

func (b *bought) load() tea.Cmd {
	name := b.who.Name
	return screen.Load(b.Env, b.Screen, &b.asker, b.load, func(ctx context.Context, a store.Actor) ([]store.Bought, error) { return b.Shop.Bought(ctx, a, name) },
		func(all []store.Bought) tea.Cmd {
			b.all = all
			b.cur.At = max(0, min(b.cur.At, len(all)-1))
			return nil
		})
}

func (b *bought) Keys() []ui.Key {
	back := ui.Key{On: "left h", Says: screen.TextKeyBack, Quiet: true, Do: func() tea.Cmd { return b.Close(b) }}
	ks, rest := b.cur.Around(len(b.all), nil)
	if b.cur.At < len(b.all) {
		m := b.all[b.cur.At]
		ks = append(ks, ui.Key{On: "enter x", Says: textKeyRefund, Do: func() tea.Cmd { return b.refund(m) }})
	}
	ks = append(ks, b.asker.Retry(b.load)...)
	return append(append(ks, back), rest...)
}

// refund asks once, for the right to the movie is gone afterwards.
func (b *bought) refund(m store.Bought) tea.Cmd {
	name, title := b.who.Name, ui.Clean(m.Title)
	body := func() []string { return []string{b.Say(textRefundBody, ui.Clean(name), m.Paid, title)} }
	return b.sure(textRefundTitle, textKeyRefund, body, func() tea.Cmd {
		return screen.Ask(b.Env, b.Screen, func(ctx context.Context, a store.Actor) (store.Purchase, error) {
			return b.Shop.Refund(ctx, a, name, m.MovieID)
		}, func(p store.Purchase, err error) tea.Cmd {
			if err != nil {
				return tea.Batch(b.Fail(err), b.load())
			}
			return tea.Batch(b.Tell(textRefunded, ui.Clean(name), p.Paid, p.Balance), b.load(), b.Screen.Return())
		})
	})
}

func (b *bought) View(w, h int) string {
	if body, instead := b.asker.Instead(&b.Display, len(b.all), w, h); instead {
		return body
	}
	head := []string{b.Styles.Strong.Render(cells.Clip(b.Say(textBoughtOf, ui.Clean(b.who.Name)), w, b.Styles.More)), ""}
	if len(b.all) == 0 {
		return b.Nothing(b.Say(textBoughtNothing, ui.Clean(b.who.Name)), b.Say(textBoughtAdvice), w, h)
	}
	from, to := b.cur.Window(len(b.all), h-len(head))
	for i := from; i < to; i++ {
		m := b.all[i]
		right := b.Styles.Mute.Render(cells.PadLeft(b.Day(m.At), 12)) + b.Styles.Money.Render(cells.PadLeft(m.Paid.String(), 11))
		room := w - 2 - cells.Width(right) - 1
		head = append(head, b.Item(&b.cur, i, cells.Pad(cells.Clip(ui.Clean(m.Title), room, b.Styles.More), room)+" "+right, w, nil))
	}
	return strings.Join(head, "\n")
}
