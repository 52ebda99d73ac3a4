package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
)

// What loaders ask the shop.

// pages asks for parts of a list that has one order.
func pages[T any](h *Env, from screen, get func(context.Context, store.Actor, store.Span) (store.Page[T], error)) func(span, func(batch[T], error) tea.Cmd) tea.Cmd {
	return func(s span, then func(batch[T], error) tea.Cmd) tea.Cmd {
		return ask(h, from, func(ctx context.Context, a store.Actor) (batch[T], error) {
			p, err := get(ctx, a, store.Span{After: s.after, Reverse: s.reverse, Limit: s.limit})
			return batch[T]{rows: p.Rows, total: p.Total.N, more: p.Total.More}, err
		}, then)
	}
}

// movieBatch asks for a part of the catalogue, and how many movies there are where
// that is wanted and more than a page.
func (h *Env) movieBatch(from screen, q store.Query, s span, then func(batch[store.Listing], error) tea.Cmd) tea.Cmd {
	q.After, q.Reverse, q.Limit = s.after, s.reverse, s.limit
	return ask(h, from, func(ctx context.Context, a store.Actor) (p batch[store.Listing], err error) {
		p.total = -1
		if p.rows, err = h.Shop.Movies(ctx, a, q); err != nil || !s.total {
			return p, err
		}
		if s.after == 0 && len(p.rows) < s.limit {
			p.total = len(p.rows)
			return p, nil
		}
		t, err := h.Shop.CountMovies(ctx, a, q)
		p.total, p.more = t.N, t.More
		return p, err
	}, then)
}

func movieID(m store.Listing) int64 { return m.ID }
