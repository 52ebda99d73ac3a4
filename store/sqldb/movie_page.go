package sqldb

import (
	"context"
	"strings"

	"github.com/uptrace/bun"

	"youku.example/store"
)

// manyHits is where sorting what a search found becomes dearer than walking
// the catalogue in order and looking at each title.
const manyHits = 3000

// MoviePage implements store.View. Every order is a walk along an index from
// the last movie shown, so a page costs the same wherever it is.
func (r rows) MoviePage(ctx context.Context, p store.MoviePage) ([]store.Movie, error) {
	from, err := r.mark(ctx, p)
	if err != nil {
		return nil, err
	}
	if p.Search.Blank() {
		return r.walk(p, from, p.Limit, func(from mark, batch int) ([]movie, error) {
			return r.shelf(ctx, p, from, batch, "")
		})
	}
	terms := p.Search.Terms()
	if len(terms) == 0 {
		return nil, nil
	}
	match := make([]string, len(terms))
	for i, t := range terms {
		match[i] = t.Match()
	}
	return r.search(ctx, p, from, strings.Join(match, " AND "))
}

// mark is the place of the last movie shown, in the order of the page.
type mark struct {
	at  bool
	key any // of the order; nil for the newest first
	pos int64
}

func (r rows) mark(ctx context.Context, p store.MoviePage) (mark, error) {
	if p.After == 0 {
		return mark{}, nil
	}
	m := mark{at: true, pos: p.After}
	if p.Sort != store.ByTitle && p.Sort != store.ByPrice {
		return m, nil
	}
	var row movie
	if err := r.db.NewSelect().Model(&row).Column("title_key", "price").Where("m.id = ?", p.After).Scan(ctx); err != nil {
		return m, rowError(err)
	}
	m.key = row.Price
	if p.Sort == store.ByTitle {
		m.key = row.TitleKey
	}
	return m, nil
}

// filtered puts the filters on a query.
func filtered(q *bun.SelectQuery, p store.MoviePage) *bun.SelectQuery {
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

// narrowed puts the filters, the order and the place on a query.
func narrowed(q *bun.SelectQuery, p store.MoviePage, from mark) *bun.SelectQuery {
	q = filtered(q, p)
	switch p.Sort {
	case store.ByTitle:
		return ordered(q, "title_key", from)
	case store.ByPrice:
		return ordered(q, "price", from)
	}
	if from.at {
		q = q.Where("m.pos < ?", from.pos)
	}
	return q.OrderExpr("m.pos DESC")
}

func ordered(q *bun.SelectQuery, column string, from mark) *bun.SelectQuery {
	if from.at {
		q = q.Where("(m.?, m.pos) > (?, ?)", bun.Ident(column), from.key, from.pos)
	}
	return q.OrderExpr("m.? ASC, m.pos ASC", bun.Ident(column))
}

// then is the place after a movie.
func then(p store.MoviePage, last movie) mark {
	m := mark{at: true, pos: last.ID}
	switch p.Sort {
	case store.ByTitle:
		m.key = last.TitleKey
	case store.ByPrice:
		m.key = last.Price
	}
	return m
}

// shelf reads on in the order of the page: among what the index found for
// match, or among all when it is "". The CROSS JOIN keeps SQLite from walking
// the whole catalogue for the sake of its order when few were found.
func (r rows) shelf(ctx context.Context, p store.MoviePage, from mark, batch int, match string) (list []movie, err error) {
	q := r.db.NewSelect().Model(&list)
	if match != "" {
		q = q.ModelTableExpr("movie_grams AS g CROSS JOIN movies AS m ON m.id = g.rowid").
			Where("g.movie_grams MATCH ?", match)
	}
	return list, narrowed(q, p, from).Limit(int64(batch)).Scan(ctx)
}

// newestHits reads on in the index itself, which stands in the order of IDs:
// nothing is sorted, however much was found.
func (r rows) newestHits(ctx context.Context, p store.MoviePage, from mark, batch int, match string) (list []movie, err error) {
	q := r.db.NewSelect().Model(&list).ModelTableExpr("movie_grams AS g CROSS JOIN movies AS m ON m.id = g.rowid").
		Where("g.movie_grams MATCH ?", match)
	if from.at {
		q = q.Where("g.rowid < ?", from.pos)
	}
	return list, filtered(q, p).OrderExpr("g.rowid DESC").Limit(int64(batch)).Scan(ctx)
}

// walk reads batches on from a place until enough movies answer the search,
// or none are left.
func (r rows) walk(p store.MoviePage, from mark, batch int, read func(mark, int) ([]movie, error)) ([]store.Movie, error) {
	var found []store.Movie
	for {
		list, err := read(from, batch)
		if err != nil {
			return nil, err
		}
		for i := range list {
			if !p.Search.Matches(list[i].Title) {
				continue
			}
			if found = append(found, list[i].movie()); len(found) == p.Limit {
				return found, nil
			}
		}
		if len(list) < batch {
			return found, nil
		}
		from = then(p, list[len(list)-1])
		batch = min(4*batch, 2000)
	}
}

// search finds movies by the index and lets Matches have the last word.
func (r rows) search(ctx context.Context, p store.MoviePage, from mark, match string) ([]store.Movie, error) {
	batch := p.Limit + p.Limit/2
	if p.Sort != store.ByTitle && p.Sort != store.ByPrice {
		return r.walk(p, from, batch, func(from mark, batch int) ([]movie, error) {
			return r.newestHits(ctx, p, from, batch, match)
		})
	}
	var hits int
	err := r.db.NewRaw("SELECT count(*) FROM (SELECT 1 FROM movie_grams WHERE movie_grams MATCH ? LIMIT ?)", match, manyHits+1).Scan(ctx, &hits)
	if err != nil || hits == 0 {
		return nil, err
	}
	if hits > manyHits {
		match, batch = "", 4*p.Limit
	}
	return r.walk(p, from, batch, func(from mark, batch int) ([]movie, error) {
		return r.shelf(ctx, p, from, batch, match)
	})
}
