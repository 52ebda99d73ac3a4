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

// codes is the batches of redeem codes and invitations, and leads to making more.
type codes struct{ paged[store.Batch] }

func newCodes(d *Screen) tab {
	id := func(b store.Batch) int64 { return b.ID }
	c := &codes{newPaged(d, id, func(store.Batch) string { return "" }, byAge)}
	c.asks(id, func(ctx context.Context, a store.Actor, _ store.ListQuery, s store.Span) (store.Page[store.Batch], error) {
		return d.Shop.BatchPage(ctx, a, "", s)
	})
	return c
}

func (c *codes) Title() words.T             { return textTabCodes }
func (c *codes) Update(msg tea.Msg) tea.Cmd { return c.heed(c, msg, store.TopicPeople) }

func (c *codes) Keys() []ui.Key {
	ks, rest := c.list.Around()
	ks = append(ks,
		ui.Key{On: "enter n", Says: textKeyMint, Do: func() tea.Cmd { return c.Push(newMint(c.Screen)) }},
		ui.Key{On: "i", Says: textKeyInvite, Do: func() tea.Cmd { return c.Push(newMintInvitations(c.Screen)) }})
	if b, ok := c.list.Selected(); ok && b.Unused > 0 {
		ks = append(ks, ui.Key{On: "x", Says: textKeyVoid, Do: func() tea.Cmd { return c.void(b) }})
	}
	return append(append(ks, c.list.Retry("r", "")...), rest...)
}

// void asks once: what is void is not revived.
func (c *codes) void(b store.Batch) tea.Cmd {
	body := func() []string {
		return []string{c.Styles.Strong.Render(c.name(b)), "", c.Say(textVoidBody, b.Unused)}
	}
	return c.sure(textVoidTitle, textKeyVoid, body, func() tea.Cmd {
		return screen.Ask(c.Env, c.Screen, func(ctx context.Context, a store.Actor) (store.Batch, error) {
			return c.Shop.VoidBatch(ctx, a, b.Kind, b.ID)
		},
			func(now store.Batch, err error) tea.Cmd {
				if err != nil {
					return c.Fail(err)
				}
				return tea.Batch(c.Tell(textVoided, now.Voided, now.Count), c.list.Load())
			})
	})
}

// name is what a batch is of.
func (c *codes) name(b store.Batch) string {
	switch {
	case b.Kind == store.BatchOfCodes:
		return c.Say(textBatchOfCodes, b.Amount)
	case b.Plan != "":
		return c.Say(textBatchOfVIP, words.Plan(b.Plan).In(c.Lang))
	}
	return c.Say(textBatchOfInvitations)
}

func (c *codes) View(w, h int) string {
	return c.view(w, h, c.line, c.detail, textCodesNone, textCodesNoneAdvice, textCodesNoneAdvice)
}

// line is one batch: what it is of, and how many of it are unused.
func (c *codes) line(b store.Batch, w int) string {
	left := c.Say(textUnusedOf, b.Unused, b.Count)
	if b.Unused == 0 {
		left = c.Styles.Mute.Render(left)
	}
	if w >= 44 {
		left += c.Styles.Mute.Render(cells.PadLeft(c.Day(b.CreatedAt), 12))
	}
	return cells.Ends(c.name(b), left, w, c.Styles.More)
}

func (c *codes) detail(b store.Batch, w, _ int) []string {
	rows := [][2]string{
		{c.Say(textNumberOfBatch), c.Say(textBatchNumber, b.ID)},
		{c.Say(textUnused), c.Say(textUnusedOf, b.Unused, b.Count)},
	}
	if b.Voided > 0 {
		rows = append(rows, [2]string{c.Say(textVoidedCount), c.Say(textPieces, b.Voided)})
	}
	if b.Amount > 0 {
		rows = append(rows, [2]string{c.Say(textOwed), c.Styles.Money.Render(b.Owed().String())})
	}
	rows = append(rows, [2]string{c.Say(textMadeBy), ui.Clean(b.By)}, [2]string{c.Say(textMadeAt), c.Moment(b.CreatedAt)})
	return append([]string{c.Styles.Strong.Render(cells.Clip(c.name(b), w, c.Styles.More)), ""}, c.FactRows(w, rows)...)
}
