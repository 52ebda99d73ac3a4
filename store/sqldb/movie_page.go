package sqldb

import (
	"context"

	"github.com/uptrace/bun"

	"youku.example/store"
)

// MoviePage implements store.View. Every order is a walk along an index from
// the last movie shown, so a page costs the same wherever it is.
func (r rows) MoviePage(ctx context.Context, p store.MoviePage) ([]store.Movie, error) {
	if p.Missing {
		return r.missingPage(ctx, p)
	}
	from, err := r.cursorOf(ctx, p)
	if err != nil {
		return nil, err
	}
	if p.Search.Blank() && !p.Narrowed() {
		var list []movie
		if err := pageQuery(r.db.NewSelect().Model(&list), p, from).Limit(int64(p.Limit)).Scan(ctx); err != nil {
			return nil, err
		}
		return r.movieList(ctx, list)
	}
	if !p.Search.Blank() && len(p.Search.Clauses()) == 0 {
		return nil, nil
	}
	return r.search(ctx, p, from, matchMovies(p))
}

// missingPage walks the index of those whose file is missing.
func (r rows) missingPage(ctx context.Context, p store.MoviePage) ([]store.Movie, error) {
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

// cursor is the place of the last movie shown, in the order of the page.
type cursor struct {
	at    bool
	title string // its sort key, when the order is by title
	price int64  // when it is by price
	pos   int64
	place int64 // among titles, when a search is ordered by them
}

func (r rows) cursorOf(ctx context.Context, p store.MoviePage) (cursor, error) {
	if p.After == 0 {
		return cursor{}, nil
	}
	m := cursor{at: true, pos: p.After}
	if p.Sort != store.ByTitle && p.Sort != store.ByPrice {
		return m, nil
	}
	var row movie
	if err := r.db.NewSelect().Model(&row).Column("title_key", "price").Where("m.id = ?", p.After).Scan(ctx); err != nil {
		return m, rowError(err)
	}
	m.title, m.price = row.TitleKey, row.Price
	if p.Sort == store.ByTitle && (!p.Search.Blank() || p.Narrowed()) && !p.Deleted {
		beside := r.placeUpTo
		if p.Reverse {
			beside = r.placeFrom
		}
		var err error
		if m.place, err = beside(ctx, movieTitles, row.TitleKey, p.After); err != nil {
			return m, err
		}
	}
	return m, nil
}

// filterQuery puts the shelf and the price on a query.
func filterQuery(q *bun.SelectQuery, p store.MoviePage) *bun.SelectQuery {
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

// pageQuery puts the filters, the order and the place on a query.
func pageQuery(q *bun.SelectQuery, p store.MoviePage, from cursor) *bun.SelectQuery {
	q = filterQuery(q, p)
	switch p.Sort {
	case store.ByTitle:
		return ordered(q, "title_key", p.Reverse, from, from.title)
	case store.ByPrice:
		return ordered(q, "price", p.Reverse, from, from.price)
	}
	d := directionOf(!p.Reverse)
	if from.at {
		q = q.Where("m.pos ? ?", d.beyond, from.pos)
	}
	return q.OrderExpr("m.pos ?", d.order)
}

// ordered walks an index of a column and the ID, from its end when reverse is
// set.
func ordered(q *bun.SelectQuery, column string, reverse bool, from cursor, key any) *bun.SelectQuery {
	d := directionOf(reverse)
	if from.at {
		q = q.Where("(m.?, m.pos) ? (?, ?)", bun.Ident(column), d.beyond, key, from.pos)
	}
	return q.OrderExpr("m.? ?, m.pos ?", bun.Ident(column), d.order, d.order)
}

// cursorAfter is the place after a movie.
func cursorAfter(m *movie) cursor {
	return cursor{at: true, title: m.TitleKey, price: m.Price, pos: m.ID, place: m.TitlePlace}
}
