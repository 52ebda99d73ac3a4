package sqldb

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"youku.example/store"
	"youku.example/store/title"
)

type series struct {
	bun.BaseModel `bun:"table:series,alias:s"`

	ID         int64 `bun:",pk,autoincrement"`
	Title      string
	TitleKey   string
	Fold       string
	Slug       string
	Year       int
	Tags       string // a line each
	CreatedAt  int64
	Episodes   int
	Seasons    int
	Price      int64
	Newest     int64
	TitlePlace int64
	About      string
	Cover      int64
}

// seriesName is what a movie shows of its series.
type seriesName struct{ Title, Slug string }

func joinTags(tags []string) string { return strings.Join(tags, "\n") }

func splitTags(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "\n")
}

func seriesRow(s store.Series) *series {
	return &series{
		ID: s.ID, Title: s.Title, TitleKey: title.Key(s.Title), Fold: title.Folded(s.Title), Slug: s.Slug,
		Year: s.Year, Tags: joinTags(s.Tags), CreatedAt: stamp(s.CreatedAt), About: s.About, Cover: s.Cover,
		Episodes: s.Episodes, Seasons: s.Seasons, Price: int64(s.Price), Newest: s.Newest,
	}
}

func (s *series) series() store.Series {
	return store.Series{
		ID: s.ID, Title: s.Title, Slug: s.Slug, About: s.About, Year: s.Year, Tags: splitTags(s.Tags), Cover: s.Cover, CreatedAt: unstamp(s.CreatedAt),
		Episodes: s.Episodes, Seasons: s.Seasons, Price: store.Fen(s.Price), Newest: s.Newest,
	}
}

func (r rows) oneSeries(ctx context.Context, where string, arg any) (store.Series, error) {
	var s series
	if err := r.db.NewSelect().Model(&s).Where(where, arg).Scan(ctx); err != nil {
		return store.Series{}, rowError(err)
	}
	return s.series(), nil
}

func (r rows) SeriesByID(ctx context.Context, id int64) (store.Series, error) {
	return r.oneSeries(ctx, "s.id = ?", id)
}

func (r rows) SeriesByFold(ctx context.Context, fold string) (store.Series, error) {
	return r.oneSeries(ctx, "s.fold = ?", fold)
}

func (r rows) SeriesBySlug(ctx context.Context, slug string) (store.Series, error) {
	return r.oneSeries(ctx, "s.slug = ?", slug)
}

// SeriesPage walks the index of titles, or asks the search index in their order.
func (r rows) SeriesPage(ctx context.Context, p store.SeriesPage) (out []store.Series, err error) {
	key, pos := "", int64(0)
	if p.After != 0 {
		var s series
		if err := r.db.NewSelect().Model(&s).Column("title_key").Where("s.id = ?", p.After).Scan(ctx); err != nil {
			return nil, rowError(err)
		}
		key, pos = s.TitleKey, p.After
	}
	if !p.Search.Blank() {
		return r.searchSeries(ctx, p)
	}
	var list []series
	if err := r.db.NewSelect().Model(&list).ExcludeColumn("about").Where("s.episodes > 0 AND (s.title_key, s.pos) > (?, ?)", key, pos).
		OrderExpr("s.title_key, s.pos").Limit(int64(p.Limit)).Scan(ctx); err != nil {
		return nil, err
	}
	for i := range list {
		out = append(out, list[i].series())
	}
	return out, nil
}

// searchSeries is the part of the library, by title, that is series.
func (r rows) searchSeries(ctx context.Context, p store.SeriesPage) (out []store.Series, err error) {
	page := store.LibraryPage{Sort: store.ByTitle, Search: p.Search, Limit: p.Limit}
	if p.After != 0 {
		page.After = store.EntryID{Series: true, ID: p.After}
	}
	list, err := r.libraryPage(ctx, page, onlySeries)
	for _, row := range list {
		out = append(out, *row.Series)
	}
	return out, err
}

func (r rows) SeriesPrices(ctx context.Context, user int64, ids []int64, since time.Time) (list []store.SeriesPrice, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	q := r.db.NewSelect().TableExpr("series_counts AS c").ColumnExpr("c.series_id, c.price, sum(c.n) AS movies").
		Where("c.series_id IN (?)", bun.List(ids)).GroupExpr("c.series_id, c.price")
	if user != 0 {
		q = q.ColumnExpr("coalesce((SELECT n FROM owned_counts o WHERE o.user_id = ? AND o.series_id = c.series_id AND o.price = c.price), 0) AS owned", user)
	}
	if err := q.Scan(ctx, &list); err != nil {
		return nil, err
	}
	return list, r.countNew(ctx, ids, since, list)
}

// countNew counts the movies of series since a time; each series' number stands at
// one of its prices.
func (r rows) countNew(ctx context.Context, ids []int64, since time.Time, list []store.SeriesPrice) error {
	var came []struct {
		SeriesID int64
		N        int
	}
	err := r.db.NewSelect().TableExpr("movies AS m INDEXED BY movies_dates_of_series").ColumnExpr("m.series_id, count(*) AS n").
		Where("m.shelf = 'published' AND m.series_id IN (?) AND m.created_at >= ?", bun.List(ids), stamp(since)).
		GroupExpr("m.series_id").Scan(ctx, &came)
	for _, c := range came {
		if i := slices.IndexFunc(list, func(p store.SeriesPrice) bool { return p.SeriesID == c.SeriesID }); i >= 0 {
			list[i].New = c.N
		}
	}
	return err
}

// specialsLast orders as Episode.Before does.
const specialsLast = "m.season = 0, m.season, m.episode, m.pos"

func (r rows) Episodes(ctx context.Context, id int64) ([]store.Movie, error) {
	return r.movies(ctx, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("m.series_id = ? AND m.shelf = 'published'", id).OrderExpr(specialsLast)
	})
}

func (r rows) EpisodesAt(ctx context.Context, id int64, season, from, to int) ([]store.Movie, error) {
	return r.movies(ctx, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("m.series_id = ? AND m.season = ? AND m.episode <= ? AND max(m.episode, m.episode_end) >= ?", id, season, to, from)
	})
}

func (r rows) BesideOlder(ctx context.Context, ids []int64) (out []int64, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	err = r.db.NewSelect().Model((*movie)(nil)).Column("m.id").Where("m.id IN (?)", bun.List(ids)).
		Where("EXISTS (SELECT 1 FROM movies o WHERE o.series_id = m.series_id AND o.season = m.season AND o.episode = m.episode AND o.pos < m.pos)").
		Scan(ctx, &out)
	return out, err
}

// nameSeries gives each movie the name of its series.
func (r rows) nameSeries(ctx context.Context, list []*movie) error {
	var ids []int64
	for _, m := range list {
		if m.SeriesID != 0 {
			ids = append(ids, m.SeriesID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	var some []series
	if err := r.db.NewSelect().Model(&some).Column("id", "title", "slug").Where("s.id IN (?)", bun.List(ids)).Scan(ctx); err != nil {
		return err
	}
	names := make(map[int64]seriesName, len(some))
	for _, s := range some {
		names[s.ID] = seriesName{s.Title, s.Slug}
	}
	for _, m := range list {
		m.series = names[m.SeriesID]
	}
	return nil
}

func (t tx) AddSeries(ctx context.Context, s *store.Series) error {
	plain := title.Slug(s.Title)
	for n := 1; ; n++ {
		if s.Slug = plain; n > 1 {
			s.Slug = fmt.Sprintf("%s-%d", plain, n)
		}
		_, err := t.SeriesBySlug(ctx, s.Slug)
		if errors.Is(err, store.NoRow()) {
			break
		}
		if err != nil {
			return err
		}
	}
	row := seriesRow(*s)
	row.Episodes, row.Seasons, row.Price, row.Newest = 0, 0, 0, 0
	if _, err := t.db.NewInsert().Model(row).Exec(ctx); err != nil {
		return rowError(err)
	}
	s.ID = row.ID
	return nil // it comes into the index with its first movie
}

func (t tx) SetSeries(ctx context.Context, s store.Series) error {
	old, err := t.SeriesByID(ctx, s.ID)
	if err != nil {
		return err
	}
	change := func() error {
		return oneRow(t.db.NewUpdate().Model(seriesRow(s)).Column("title", "title_key", "fold", "year", "tags", "about", "cover").WherePK().Exec(ctx))
	}
	if err := t.changingSeries(ctx, change, s.ID); err != nil || old.Title == s.Title {
		return err
	}
	return t.renameEpisodes(ctx, s.ID, 0)
}
