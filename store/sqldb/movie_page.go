package sqldb

import (
	"context"

	"github.com/uptrace/bun"

	"youku.example/store"
)

// MoviePage is a page that no search and nothing else narrows down. Every order is
// a walk along an index from the last movie shown, so a page costs the same
// wherever it is.
func (r Rows) MoviePage(ctx context.Context, p store.MoviePage) ([]store.Movie, error) {
	if p.Missing {
		return r.missingPage(ctx, p)
	}
	from, err := r.CursorOf(ctx, p)
	if err != nil {
		return nil, err
	}
	var list []Movie
	if err := PageQuery(r.DB.NewSelect().Model(&list), p, from).Limit(int64(p.Limit)).Scan(ctx); err != nil {
		return nil, err
	}
	return r.MovieList(ctx, list)
}

// missingPage walks the index of those whose file is missing.
func (r Rows) missingPage(ctx context.Context, p store.MoviePage) ([]store.Movie, error) {
	return r.movies(ctx, func(q *bun.SelectQuery) *bun.SelectQuery {
		q = q.Where("m.missing_since <> 0").Limit(int64(p.Limit))
		beyond, order := "m.pos < ?", "m.pos DESC"
		if p.Reverse {
			beyond, order = "m.pos > ?", "m.pos"
		}
		if p.After != 0 {
			q = q.Where(beyond, p.After)
		}
		return q.OrderExpr(order)
	})
}

// Cursor is the place of the last movie shown, in the order of the page.
type Cursor struct {
	At    bool
	Title string // its sort key, when the order is by title
	Price int64  // when it is by price
	Pos   int64
	Place int64 // among titles, when a search is ordered by them
}

// CursorOf is the place behind which a page begins. Where a search has it among
// titles is for the engine to say.
func (r Rows) CursorOf(ctx context.Context, p store.MoviePage) (Cursor, error) {
	if p.After == 0 {
		return Cursor{}, nil
	}
	m := Cursor{At: true, Pos: p.After}
	if p.Sort != store.ByTitle && p.Sort != store.ByPrice {
		return m, nil
	}
	var row Movie
	if err := r.DB.NewSelect().Model(&row).Column("title_key", "price").Where("m.id = ?", p.After).Scan(ctx); err != nil {
		return m, r.RowError(err)
	}
	m.Title, m.Price = row.TitleKey, row.Price
	return m, nil
}

// FilterQuery puts the shelf and the price on a query.
func FilterQuery(q *bun.SelectQuery, p store.MoviePage) *bun.SelectQuery {
	if p.Deleted {
		q = q.Where("m.shelf <> 'published'")
	} else {
		q = q.Where("m.shelf = 'published'")
	}
	switch p.Priced {
	case store.OnlyFree:
		q = q.Where("m.free = 1")
	case store.OnlyPaid:
		q = q.Where("m.free = 0")
	}
	return q
}

// PageQuery puts the filters, the order and the place on a query.
func PageQuery(q *bun.SelectQuery, p store.MoviePage, from Cursor) *bun.SelectQuery {
	q = FilterQuery(q, p)
	switch p.Sort {
	case store.ByTitle:
		return ordered(q, "title_key", p.Reverse, from, from.Title)
	case store.ByPrice:
		return ordered(q, "price", p.Reverse, from, from.Price)
	}
	d := DirectionOf(!p.Reverse)
	if from.At {
		q = q.Where("m.pos ? ?", d.Beyond, from.Pos)
	}
	return q.OrderExpr("m.pos ?", d.Order)
}

// ordered walks an index of a column and the ID, from its end when reverse is
// set.
func ordered(q *bun.SelectQuery, column string, reverse bool, from Cursor, key any) *bun.SelectQuery {
	d := DirectionOf(reverse)
	if from.At {
		q = q.Where("(m.?, m.pos) ? (?, ?)", bun.Ident(column), d.Beyond, key, from.Pos)
	}
	return q.OrderExpr("m.? ?, m.pos ?", bun.Ident(column), d.Order, d.Order)
}

// CursorAfter is the place after a movie.
func CursorAfter(m *Movie) Cursor {
	return Cursor{At: true, Title: m.TitleKey, Price: m.Price, Pos: m.ID, Place: m.TitlePlace}
}
