package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/ui"
)

// What loaders ask the shop.

// pages asks for parts of a list that has one order.
func pages[T any](h *Env, from ui.Screen, get func(context.Context, store.Actor, store.Span) (store.Page[T], error)) func(ui.Span, func(ui.Batch[T], error) tea.Cmd) tea.Cmd {
	return func(s ui.Span, then func(ui.Batch[T], error) tea.Cmd) tea.Cmd {
		return ask(h, from, func(ctx context.Context, a store.Actor) (ui.Batch[T], error) {
			p, err := get(ctx, a, store.Span{After: s.After, Reverse: s.Reverse, Limit: s.Limit})
			return ui.Batch[T]{Rows: p.Rows, Total: p.Total.N, More: p.Total.More}, err
		}, then)
	}
}

// movieLister has a catalogue to page through.
type movieLister interface {
	Movies(ctx context.Context, a store.Actor, q store.Query) ([]store.Listing, error)
	CountMovies(ctx context.Context, a store.Actor, q store.Query) (store.Total, error)
}

// movieBatch asks for a part of the catalogue, and how many movies there are where
// that is wanted and more than a page.
func movieBatch(h *Env, shop movieLister, from ui.Screen, q store.Query, s ui.Span, then func(ui.Batch[store.Listing], error) tea.Cmd) tea.Cmd {
	q.After, q.Reverse, q.Limit = s.After, s.Reverse, s.Limit
	return ask(h, from, func(ctx context.Context, a store.Actor) (p ui.Batch[store.Listing], err error) {
		p.Total = -1
		if p.Rows, err = shop.Movies(ctx, a, q); err != nil || !s.Total {
			return p, err
		}
		if s.After == 0 && len(p.Rows) < s.Limit {
			p.Total = len(p.Rows)
			return p, nil
		}
		t, err := shop.CountMovies(ctx, a, q)
		p.Total, p.More = t.N, t.More
		return p, err
	}, then)
}

func movieID(m store.Listing) int64 { return m.ID }
