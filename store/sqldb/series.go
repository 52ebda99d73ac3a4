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

// Series is a row of series.
type Series struct {
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
type seriesName struct {
	bun.BaseModel `bun:"table:series,alias:s"`

	ID    int64 `bun:",pk,autoincrement"`
	Title string
	Slug  string
}

func joinTags(tags []string) string { return strings.Join(tags, "\n") }

func splitTags(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "\n")
}

// SeriesRow is the row of a series.
func SeriesRow(s store.Series) *Series {
	return &Series{
		ID: s.ID, Title: s.Title, TitleKey: title.Key(s.Title), Fold: title.Folded(s.Title), Slug: s.Slug,
		Year: s.Year, Tags: joinTags(s.Tags), CreatedAt: stamp(s.CreatedAt), About: s.About, Cover: s.Cover,
		Episodes: s.Episodes, Seasons: s.Seasons, Price: int64(s.Price), Newest: s.Newest,
	}
}

// Series is the series of the row.
func (s *Series) Series() store.Series {
	return store.Series{
		ID: s.ID, Title: s.Title, Slug: s.Slug, About: s.About, Year: s.Year, Tags: splitTags(s.Tags), Cover: s.Cover, CreatedAt: unstamp(s.CreatedAt),
		Episodes: s.Episodes, Seasons: s.Seasons, Price: store.Fen(s.Price), Newest: s.Newest,
	}
}

func (r Rows) oneSeries(ctx context.Context, where string, arg any) (store.Series, error) {
	var s Series
	if err := r.DB.NewSelect().Model(&s).Where(where, arg).Scan(ctx); err != nil {
		return store.Series{}, r.RowError(err)
	}
	return s.Series(), nil
}

func (r Rows) SeriesByID(ctx context.Context, id int64) (store.Series, error) {
	return r.oneSeries(ctx, "s.id = ?", id)
}

func (r Rows) SeriesByFold(ctx context.Context, fold string) (store.Series, error) {
	return r.oneSeries(ctx, "s.fold = ?", fold)
}

func (r Rows) SeriesBySlug(ctx context.Context, slug string) (store.Series, error) {
	return r.oneSeries(ctx, "s.slug = ?", slug)
}

// SeriesPage walks the index of titles; the page has no search.
func (r Rows) SeriesPage(ctx context.Context, p store.SeriesPage) (out []store.Series, err error) {
	key, pos := "", int64(0)
	if p.After != 0 {
		var s Series
		if err := r.DB.NewSelect().Model(&s).Column("title_key").Where("s.id = ?", p.After).Scan(ctx); err != nil {
			return nil, r.RowError(err)
		}
		key, pos = s.TitleKey, p.After
	}
	var list []Series
	if err := r.DB.NewSelect().Model(&list).ExcludeColumn("about").Where("s.episodes > 0 AND (s.title_key, s.pos) > (?, ?)", key, pos).
		OrderExpr("s.title_key, s.pos").Limit(int64(p.Limit)).Scan(ctx); err != nil {
		return nil, err
	}
	for i := range list {
		out = append(out, list[i].Series())
	}
	return out, nil
}

// FoundSeries is the part of the library, by title, that is series a search finds.
func (r Rows) FoundSeries(ctx context.Context, p store.SeriesPage, find Finder) (out []store.Series, err error) {
	page := store.LibraryPage{Sort: store.ByTitle, Search: p.Search, Limit: p.Limit}
	if p.After != 0 {
		page.After = store.EntryID{Series: true, ID: p.After}
	}
	list, err := r.PageOfLibrary(ctx, page, onlySeries, find)
	for _, row := range list {
		out = append(out, *row.Series)
	}
	return out, err
}

func (r Rows) SeriesPrices(ctx context.Context, user int64, ids []int64, since time.Time) (list []store.SeriesPrice, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	owned, args := "0", []any{}
	if user != 0 {
		owned = "coalesce((SELECT n FROM owned_counts o WHERE o.user_id = ? AND o.series_id = c.series_id AND o.price = c.price), 0)"
		args = append(args, user)
	}
	among, arg := r.among("c.series_id", ids)
	l := Statement{[]string{"c.series_id", "c.price", "sum(c.n)", owned}, "FROM series_counts AS c WHERE " + among + " GROUP BY c.series_id, c.price"}
	err = r.Read(ctx, l, append(args, arg), func(fields []string) error {
		n, err := numbersOf(fields)
		list = append(list, store.SeriesPrice{SeriesID: n[0], Price: store.Fen(n[1]), Movies: int(n[2]), Owned: int(n[3])})
		return err
	})
	if err != nil {
		return nil, err
	}
	return list, r.countNew(ctx, ids, since, list)
}

// countNew counts the movies of series since a time; each series' number stands at
// one of its prices.
func (r Rows) countNew(ctx context.Context, ids []int64, since time.Time, prices []store.SeriesPrice) error {
	among, arg := r.among("m.series_id", ids)
	l := Statement{[]string{"m.series_id", "count(*)"}, fmt.Sprintf("FROM movies AS m %s WHERE m.shelf = 'published' AND %s AND m.created_at >= ? GROUP BY m.series_id",
		r.IndexedBy("movies_dates_of_series"), among)}
	return r.Read(ctx, l, []any{arg, stamp(since)}, func(fields []string) error {
		n, err := numbersOf(fields)
		if i := slices.IndexFunc(prices, func(p store.SeriesPrice) bool { return p.SeriesID == n[0] }); i >= 0 {
			prices[i].New = int(n[1])
		}
		return err
	})
}

// specialsLast orders as Episode.Before does.
const specialsLast = "m.season = 0, m.season, m.episode, m.pos"

func (r Rows) Episodes(ctx context.Context, id int64) ([]store.Movie, error) {
	return r.movies(ctx, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("m.series_id = ? AND m.shelf = 'published'", id).OrderExpr(specialsLast)
	})
}

func (r Rows) EpisodesAt(ctx context.Context, id int64, season, from, to int) ([]store.Movie, error) {
	return r.movies(ctx, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("m.series_id = ? AND m.season = ? AND m.episode <= ? AND (m.episode >= ? OR m.episode_end >= ?)", id, season, to, from, from)
	})
}

func (r Rows) BesideOlder(ctx context.Context, ids []int64) (out []int64, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	err = r.DB.NewSelect().Model((*Movie)(nil)).Column("m.id").Where("m.id IN (?)", bun.List(ids)).
		Where("EXISTS (SELECT 1 FROM movies o WHERE o.series_id = m.series_id AND o.season = m.season AND o.episode = m.episode AND o.pos < m.pos)").
		Scan(ctx, &out)
	return out, err
}

// NameSeries gives each movie the name of its series.
func (r Rows) NameSeries(ctx context.Context, list []*Movie) error {
	var ids []int64
	for _, m := range list {
		if m.SeriesID != 0 {
			ids = append(ids, m.SeriesID)
		}
	}
	slices.Sort(ids)
	some, err := rowsByID[seriesName](ctx, r, slices.Compact(ids))
	if len(some) == 0 {
		return err
	}
	names := make(map[int64]seriesName, len(some))
	for _, s := range some {
		names[s.ID] = s
	}
	for _, m := range list {
		m.series = names[m.SeriesID]
	}
	return err
}

func (r Rows) AddSeries(ctx context.Context, s *store.Series) error {
	plain := title.Slug(s.Title)
	for n := 1; ; n++ {
		if s.Slug = plain; n > 1 {
			s.Slug = fmt.Sprintf("%s-%d", plain, n)
		}
		_, err := r.SeriesBySlug(ctx, s.Slug)
		if errors.Is(err, store.NoRow()) {
			break
		}
		if err != nil {
			return err
		}
	}
	row := SeriesRow(*s)
	row.Episodes, row.Seasons, row.Price, row.Newest = 0, 0, 0, 0
	if err := r.add(ctx, row); err != nil {
		return err
	}
	s.ID = row.ID
	return nil // it comes into the index with its first movie
}

// UpdateSeries saves what is said of a series.
func (r Rows) UpdateSeries(ctx context.Context, s store.Series) error {
	return r.OneRow(r.DB.NewUpdate().Model(SeriesRow(s)).Column("title", "title_key", "fold", "year", "tags", "about", "cover").WherePK().Exec(ctx))
}
