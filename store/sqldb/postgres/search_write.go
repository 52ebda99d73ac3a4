package postgres

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"youku.example/store"
	"youku.example/store/sqldb"
)

// indexMovie puts a movie into the index, in the place of what stood there for it.
func (t tx) indexMovie(ctx context.Context, m *sqldb.Movie, terms []string) error {
	return t.putInIndex(ctx, []sqldb.Movie{*m}, [][]string{terms})
}

// priceBucket is a row of those that a price has.
type priceBucket struct {
	bun.BaseModel `bun:"table:price_buckets"`

	Price, Part int64
}

// movieWords is what the index holds for a movie.
type movieWords struct {
	bun.BaseModel `bun:"table:movie_words"`

	MovieID  int64
	Price    int64
	TitleKey string
	Buckets  []string `bun:",array"`
	Words    []string `bun:",array"`
}

// putInIndex puts movies with their terms into the index, at once.
func (t tx) putInIndex(ctx context.Context, list []sqldb.Movie, terms [][]string) error {
	var buckets []priceBucket
	rows := make([]movieWords, len(list))
	for i := range list {
		m := &list[i]
		in, marks := bucketsOf(m)
		rows[i] = movieWords{bun.BaseModel{}, m.ID, m.Price, m.TitleKey, in, append(words(terms[i]), marks...)}
		b := priceBucket{Price: m.Price, Part: m.ID >> priceBits}
		if m.Shelf == string(store.OnShelf) && !bool(m.Free) && !slices.Contains(buckets, b) {
			buckets = append(buckets, b)
		}
	}
	if len(buckets) > 0 {
		if _, err := t.DB.NewInsert().Model(&buckets).On("CONFLICT DO NOTHING").Exec(ctx); err != nil {
			return err
		}
	}
	if len(rows) == 0 {
		return nil
	}
	_, err := t.DB.NewInsert().Model(&rows).On("CONFLICT (movie_id) DO UPDATE").
		Set("price = excluded.price, title_key = excluded.title_key, buckets = excluded.buckets, words = excluded.words").Exec(ctx)
	return err
}

// termsOf are the terms of a movie as its row is.
func (t tx) termsOf(ctx context.Context, m *sqldb.Movie) ([]string, error) {
	movies, err := t.MovieList(ctx, []sqldb.Movie{*m})
	if err != nil {
		return nil, err
	}
	return store.IndexOf(movies[0]).Terms, nil
}

// indexSeries puts series into the index as they are, and takes out those without an
// episode on the shelf; 0 is none.
func (t tx) indexSeries(ctx context.Context, ids ...int64) error {
	ids = slices.DeleteFunc(ids, func(id int64) bool { return id == 0 })
	if len(ids) == 0 {
		return nil
	}
	var list []sqldb.Series
	if err := t.DB.NewSelect().Model(&list).ExcludeColumn("about").Where("s.id IN (?)", bun.List(ids)).Scan(ctx); err != nil {
		return err
	}
	of, err := t.SeasonsOf(ctx, ids)
	if err != nil {
		return err
	}
	var rows []seriesWords
	var empty []int64
	for i := range list {
		s := &list[i]
		if s.Episodes == 0 {
			empty = append(empty, s.ID)
			continue
		}
		subject := s.Series().Subject()
		subject.Seasons = of[s.ID]
		row := seriesWords{Pos: s.ID, Newest: s.Newest, Price: s.Price, TitleKey: s.TitleKey, Words: words(subject.Terms())}
		if s.Price == 0 {
			row.Free = 1
		}
		row.Buckets = bucketsOfSeries(&row)
		rows = append(rows, row)
	}
	if len(empty) > 0 {
		if _, err := t.DB.NewRaw("DELETE FROM series_words WHERE pos IN (?)", bun.List(empty)).Exec(ctx); err != nil {
			return err
		}
	}
	if len(rows) == 0 {
		return nil
	}
	_, err = t.DB.NewInsert().Model(&rows).On("CONFLICT (pos) DO UPDATE").
		Set("newest = excluded.newest, price = excluded.price, free = excluded.free, title_key = excluded.title_key").
		Set("buckets = excluded.buckets, words = excluded.words").Exec(ctx)
	return err
}

// seriesWords is what the index holds for a series.
type seriesWords struct {
	bun.BaseModel `bun:"table:series_words"`

	Pos      int64
	Newest   int64
	Price    int64
	Free     int64
	TitleKey string
	Buckets  []string `bun:",array"`
	Words    []string `bun:",array"`
}

// indexEpisodes puts the episodes of a renamed series into the index anew.
func (t tx) indexEpisodes(ctx context.Context, series int64) error {
	var list []sqldb.Movie
	if err := t.DB.NewSelect().Model(&list).Where("m.series_id = ?", series).OrderExpr("m.pos").Scan(ctx); err != nil {
		return err
	}
	return t.indexMovies(ctx, list)
}

// indexMovies puts movies into the index by what their rows say.
func (t tx) indexMovies(ctx context.Context, list []sqldb.Movie) error {
	movies, err := t.MovieList(ctx, list)
	if err != nil {
		return err
	}
	terms := make([][]string, len(movies))
	for i, m := range movies {
		terms[i] = store.IndexOf(m).Terms
	}
	return t.putInIndex(ctx, list, terms)
}
