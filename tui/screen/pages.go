package screen

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/ui"
)

// What loaders ask the shop.

// Pages asks for parts of a list that has one order.
func Pages[T any](e *Env, from ui.Screen, get func(context.Context, store.Actor, store.Span) (store.Page[T], error)) func(ui.Span, func(ui.Batch[T], error) tea.Cmd) tea.Cmd {
	return func(s ui.Span, then func(ui.Batch[T], error) tea.Cmd) tea.Cmd {
		return Ask(e, from, func(ctx context.Context, a store.Actor) (ui.Batch[T], error) {
			p, err := get(ctx, a, store.Span{After: s.After, Reverse: s.Reverse, Limit: s.Limit})
			return ui.Batch[T]{Rows: p.Rows, Total: p.Total.N, More: p.Total.More}, err
		}, then)
	}
}

func NoticeID(n store.Notice) int64 { return n.ID }
