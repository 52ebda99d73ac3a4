package sqldb

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"youku.example/store"
)

type movie struct {
	bun.BaseModel `bun:"table:movies,alias:m"`

	ID         int64 `bun:",pk,autoincrement"`
	Title      string
	TitleKey   string
	TitlePlace int64 // its place among titles, while it is on the shelf
	Slug       string
	Free       bool
	Price      int64
	Size       int64
	SHA256     string `bun:"sha256"`
	SampledMD5 string `bun:"sampled_md5"`
	MediaType  string
	Ext        string
	Duration   int64
	Width      int
	Height     int
	VideoCodec string
	AudioCodec string
	Streams    string
	Tracks     *string
	UploadedBy string
	CreatedAt  int64
	Shelf      string
	Purging    bool
	File       string

	MissingSince int64
	LinkModified int64
	LinkChanged  int64

	Year       int
	Tags       string // a line each
	SeriesID   int64  `bun:",nullzero"`
	Season     int
	Episode    int
	EpisodeEnd int
	Cover      int64

	series seriesName // read beside it
}

func movieRow(m store.Movie, x store.MovieIndex) *movie {
	return &movie{
		ID: m.ID, Title: m.Title, TitleKey: x.TitleKey, Slug: m.Slug, Free: m.Free, Price: int64(m.Price),
		Size: m.Size, SHA256: m.SHA256, SampledMD5: m.SampledMD5, MediaType: m.MediaType, Ext: m.Ext,
		Duration: micros(m.Duration), Width: m.Width, Height: m.Height, VideoCodec: m.VideoCodec, AudioCodec: m.AudioCodec, Streams: string(m.Streams), Tracks: joinTracks(m.Tracks),
		UploadedBy: m.UploadedBy, CreatedAt: stamp(m.CreatedAt), Shelf: string(m.Shelf), File: m.File,
		MissingSince: stamp(m.MissingSince), LinkModified: stamp(m.Link.Modified), LinkChanged: stamp(m.Link.Changed),
		Year: m.Year, Tags: joinTags(m.Tags),
		SeriesID: m.SeriesID, Season: m.Episode.Season, Episode: m.Episode.Number, EpisodeEnd: m.Episode.End,
		Cover: m.Cover,
	}
}

func (m *movie) movie() store.Movie {
	return store.Movie{
		ID: m.ID, Title: m.Title, Slug: m.Slug, Free: m.Free, Price: store.Fen(m.Price),
		Size: m.Size, SHA256: m.SHA256, SampledMD5: m.SampledMD5, MediaType: m.MediaType, Ext: m.Ext,
		Duration: unmicros(m.Duration), Width: m.Width, Height: m.Height, VideoCodec: m.VideoCodec, AudioCodec: m.AudioCodec, Streams: store.Streams(m.Streams), Tracks: splitTracks(m.Tracks),
		UploadedBy: m.UploadedBy, CreatedAt: unstamp(m.CreatedAt), Shelf: store.Shelf(m.Shelf), File: m.File,
		MissingSince: unstamp(m.MissingSince), Link: store.Link{Modified: unstamp(m.LinkModified), Changed: unstamp(m.LinkChanged)},
		Year: m.Year, Tags: splitTags(m.Tags),
		SeriesID: m.SeriesID, SeriesSlug: m.series.Slug,
		Episode: store.Episode{Series: m.series.Title, Season: m.Season, Number: m.Episode, End: m.EpisodeEnd},
		Cover:   m.Cover,
	}
}

// movieList is rows as movies, each with the name of its series.
func (r rows) movieList(ctx context.Context, list []movie) ([]store.Movie, error) {
	at := make([]*movie, len(list))
	for i := range list {
		at[i] = &list[i]
	}
	if err := r.nameSeries(ctx, at); err != nil {
		return nil, err
	}
	out := make([]store.Movie, len(list))
	for i := range list {
		out[i] = list[i].movie()
	}
	return out, nil
}

func (r rows) movies(ctx context.Context, q func(*bun.SelectQuery) *bun.SelectQuery) ([]store.Movie, error) {
	var list []movie
	if err := q(r.db.NewSelect().Model(&list)).Scan(ctx); err != nil {
		return nil, err
	}
	return r.movieList(ctx, list)
}

func (r rows) MovieByID(ctx context.Context, id int64) (store.Movie, error) {
	var m movie
	if err := r.db.NewSelect().Model(&m).Where("m.id = ?", id).Scan(ctx); err != nil {
		return store.Movie{}, rowError(err)
	}
	list, err := r.movieList(ctx, []movie{m})
	if err != nil {
		return store.Movie{}, err
	}
	list[0].About, err = r.aboutMovie(ctx, id)
	return list[0], err
}

func (r rows) MoviesBySum(ctx context.Context, sum string, sampled bool) ([]store.Movie, error) {
	var list []movie
	for _, where := range bySum(sampled) {
		some, err := selectKept[movie](ctx, r, where, sum)
		if err != nil {
			return nil, err
		}
		list = append(list, some...)
	}
	slices.SortFunc(list, func(a, b movie) int { return cmp.Compare(a.ID, b.ID) })
	return r.movieList(ctx, list)
}

func (r rows) MoviesBySums(ctx context.Context, sums []string) ([]store.Movie, error) {
	if len(sums) == 0 {
		return nil, nil
	}
	return r.movies(ctx, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("m.sha256 IN (?) AND m.shelf <> 'purged'", bun.List(sums)).Order("id")
	})
}

// bySum is how movies are found by a sum. What was purged is in no index by
// its SHA-256, and found among what is off the shelf: in one condition with
// the others, it would be looked for in the whole catalogue.
func bySum(sampled bool) []string {
	if sampled {
		return []string{"m.sampled_md5 = ?"}
	}
	return []string{
		"m.sha256 = ? AND m.shelf <> 'purged'",
		"m.sha256 = ? AND m.shelf = 'purged' AND m.shelf <> 'published'",
	}
}

func (r rows) MoviesFrom(ctx context.Context, after int64, limit int) ([]store.Movie, error) {
	return r.movies(ctx, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("m.id > ?", after).Order("id").Limit(int64(limit))
	})
}

func (r rows) PurgingMovies(ctx context.Context) ([]store.Movie, error) {
	list, err := selectKept[movie](ctx, r, "m.purging = 1 ORDER BY m.id")
	if err != nil {
		return nil, err
	}
	return r.movieList(ctx, list)
}

func (r rows) MissingMovies(ctx context.Context, after int64, limit int) ([]store.Movie, error) {
	return r.movies(ctx, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("m.missing_since <> 0").Where("m.pos > ?", after).Order("pos").Limit(int64(limit))
	})
}

func (r rows) MoviesToExamine(ctx context.Context, after int64, limit int) ([]store.Movie, error) {
	return r.movies(ctx, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("m.tracks IS NULL AND m.shelf <> 'purged' AND m.pos > ?", after).Order("pos").Limit(int64(limit))
	})
}

func (t tx) SetExamined(ctx context.Context, id int64, s store.Streams, tracks store.Tracks) error {
	return oneRow(t.db.NewUpdate().Model((*movie)(nil)).Set("streams = ?", string(s)).Set("tracks = ?", joinTracks(tracks)).Where("id = ?", id).Exec(ctx))
}

// CountMovies reads what triggers keep.
func (r rows) CountMovies(ctx context.Context) (store.Counts, error) {
	var list []struct {
		Free bool
		N    int
	}
	err := r.db.NewRaw("SELECT free, n FROM movie_counts").Scan(ctx, &list)
	var c store.Counts
	for _, row := range list {
		c.All += row.N
		if row.Free {
			c.Free = row.N
		} else {
			c.Paid = row.N
		}
	}
	return c, err
}

func (t tx) AddMovie(ctx context.Context, m *store.Movie, x store.MovieIndex) error {
	row := movieRow(*m, x)
	if err := t.setPlace(ctx, row); err != nil {
		return err
	}
	insert := func() (err error) {
		row.ID, err = t.insertKept(ctx, row)
		return rowError(err)
	}
	if err := t.changingSeries(ctx, insert, row.SeriesID); err != nil {
		return err
	}
	m.ID = row.ID
	if err := t.setAboutMovie(ctx, m.ID, m.About); err != nil {
		return err
	}
	return t.addToIndex(row, x.Terms)
}

func (t tx) SetMovie(ctx context.Context, m store.Movie, x store.MovieIndex) error {
	old, err := t.unindexMovie(ctx, m.ID)
	if err != nil {
		return err
	}
	row := movieRow(m, x)
	row.Shelf, row.TitlePlace = old.Shelf, old.TitlePlace
	if row.TitleKey != old.TitleKey {
		if err := t.setPlace(ctx, row); err != nil {
			return err
		}
	}
	change := func() error {
		return oneRow(t.db.NewUpdate().Model(row).
			ExcludeColumn("id", "created_at", "shelf", "purging", "missing_since").WherePK().Exec(ctx))
	}
	if err := t.changingSeries(ctx, change, old.SeriesID, row.SeriesID); err != nil {
		return err
	}
	if err := t.setAboutMovie(ctx, m.ID, m.About); err != nil {
		return err
	}
	return t.addToIndex(row, x.Terms)
}

func (t tx) SetMissing(ctx context.Context, id int64, since time.Time) error {
	return oneRow(t.db.NewUpdate().Model((*movie)(nil)).Set("missing_since = ?", stamp(since)).Where("id = ?", id).Exec(ctx))
}

func (t tx) SetLink(ctx context.Context, id int64, l store.Link) error {
	return oneRow(t.db.NewUpdate().Model((*movie)(nil)).Set("link_modified = ?", stamp(l.Modified)).Set("link_changed = ?", stamp(l.Changed)).Where("id = ?", id).Exec(ctx))
}

func (t tx) SetShelf(ctx context.Context, id int64, shelf store.Shelf, purging bool) error {
	m, err := t.unindexMovie(ctx, id)
	if err != nil {
		return err
	}
	m.Shelf = string(shelf)
	if err := t.setPlace(ctx, m); err != nil {
		return err
	}
	change := func() error {
		return oneRow(t.db.NewUpdate().Model((*movie)(nil)).
			Set("shelf = ?", m.Shelf).Set("title_place = ?", m.TitlePlace).Set("purging = ?", purging).Where("id = ?", id).Exec(ctx))
	}
	if err := t.changingSeries(ctx, change, m.SeriesID); err != nil {
		return err
	}
	return t.indexMovie(ctx, m)
}

// unindexMovie takes a movie out of the index, to be added as it becomes.
func (t tx) unindexMovie(ctx context.Context, id int64) (*movie, error) {
	var m movie
	if err := t.db.NewSelect().Model(&m).Where("m.id = ?", id).Scan(ctx); err != nil {
		return nil, rowError(err)
	}
	return &m, t.removeFromIndex(ctx, &m)
}
