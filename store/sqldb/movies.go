package sqldb

import (
	"cmp"
	"context"
	"reflect"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"youku.example/store"
)

// Movie is a row of movies.
type Movie struct {
	bun.BaseModel `bun:"table:movies,alias:m"`

	ID         int64 `bun:",pk,autoincrement"`
	Title      string
	TitleKey   string
	TitlePlace int64 // its place among titles, while it is on the shelf
	Slug       string
	Free       Flag
	Price      int64
	VIPFree    Flag `bun:"vip_free"`
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
	Purging    Flag
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

// MovieRow is the row of a movie.
func MovieRow(m store.Movie, x store.MovieIndex) *Movie {
	return &Movie{
		ID: m.ID, Title: m.Title, TitleKey: x.TitleKey, Slug: m.Slug, Free: Flag(m.Free), Price: int64(m.Price), VIPFree: Flag(m.VIPFree),
		Size: m.Size, SHA256: m.SHA256, SampledMD5: m.SampledMD5, MediaType: m.MediaType, Ext: m.Ext,
		Duration: micros(m.Duration), Width: m.Width, Height: m.Height, VideoCodec: m.VideoCodec, AudioCodec: m.AudioCodec, Streams: string(m.Streams), Tracks: joinTracks(m.Tracks),
		UploadedBy: m.UploadedBy, CreatedAt: stamp(m.CreatedAt), Shelf: string(m.Shelf), File: m.File,
		MissingSince: stamp(m.MissingSince), LinkModified: stamp(m.Link.Modified), LinkChanged: stamp(m.Link.Changed),
		Year: m.Year, Tags: joinTags(m.Tags),
		SeriesID: m.SeriesID, Season: m.Episode.Season, Episode: m.Episode.Number, EpisodeEnd: m.Episode.End,
		Cover: m.Cover,
	}
}

// Movie is the movie of the row.
func (m *Movie) Movie() store.Movie {
	return store.Movie{
		ID: m.ID, Title: m.Title, Slug: m.Slug, Free: bool(m.Free), Price: store.Fen(m.Price), VIPFree: bool(m.VIPFree),
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

// MovieList is rows as movies, each with the name of its series.
func (r Rows) MovieList(ctx context.Context, list []Movie) ([]store.Movie, error) {
	at := make([]*Movie, len(list))
	for i := range list {
		at[i] = &list[i]
	}
	if err := r.NameSeries(ctx, at); err != nil {
		return nil, err
	}
	out := make([]store.Movie, len(list))
	for i := range list {
		out[i] = list[i].Movie()
	}
	return out, nil
}

func (r Rows) movies(ctx context.Context, q func(*bun.SelectQuery) *bun.SelectQuery) ([]store.Movie, error) {
	var list []Movie
	if err := q(r.DB.NewSelect().Model(&list)).Scan(ctx); err != nil {
		return nil, err
	}
	return r.MovieList(ctx, list)
}

// MovieByID reads a movie with the name of its series and what is said about it.
func (r Rows) MovieByID(ctx context.Context, id int64) (store.Movie, error) {
	l := r.byID(r.tableOf(reflect.TypeFor[Movie]()), nil)
	columns := append(slices.Clone(l.Columns), "coalesce(s.title, '')", "coalesce(s.slug, '')", "coalesce(b.about, '')")
	const rest = "FROM movies AS m LEFT JOIN series AS s ON s.id = m.series_id LEFT JOIN movie_about AS b ON b.movie_id = m.id WHERE m.id = ?"
	var list []store.Movie
	err := r.Read(ctx, Statement{columns, rest}, []any{id}, func(fields []string) error {
		m, beside := Movie{}, fields[len(l.fields):]
		if err := l.set(reflect.ValueOf(&m).Elem(), fields); err != nil {
			return err
		}
		m.series = seriesName{ID: m.SeriesID, Title: beside[0], Slug: beside[1]}
		list = append(list, m.Movie())
		list[0].About = beside[2]
		return nil
	})
	if err != nil || len(list) == 0 {
		return store.Movie{}, cmp.Or(r.RowError(err), store.NoRow())
	}
	return list[0], nil
}

func (r Rows) MoviesBySum(ctx context.Context, sum string, sampled bool) ([]store.Movie, error) {
	list, err := selectKept[Movie](ctx, r, BySum(sampled)+" ORDER BY m.id", sum)
	if err != nil {
		return nil, err
	}
	return r.MovieList(ctx, list)
}

func (r Rows) MoviesBySums(ctx context.Context, sums []string) ([]store.Movie, error) {
	if len(sums) == 0 {
		return nil, nil
	}
	return r.movies(ctx, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("m.sha256 IN (?) AND m.shelf <> 'purged'", bun.List(sums)).Order("id")
	})
}

// MoviesByID reads movies in the order of their IDs in the list, but for some columns.
func (r Rows) MoviesByID(ctx context.Context, ids []int64, without ...string) ([]Movie, error) {
	return rowsByID[Movie](ctx, r, ids, without...)
}

// BySum is how movies are found by a sum.
func BySum(sampled bool) string {
	if sampled {
		return "m.sampled_md5 = ? AND m.shelf <> 'purged'"
	}
	return "m.sha256 = ? AND m.shelf <> 'purged'"
}

func (r Rows) MoviesFrom(ctx context.Context, after int64, limit int) ([]store.Movie, error) {
	return r.movies(ctx, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("m.id > ?", after).Order("id").Limit(int64(limit))
	})
}

func (r Rows) PurgingMovies(ctx context.Context) ([]store.Movie, error) {
	list, err := selectKept[Movie](ctx, r, "m.purging = 1 ORDER BY m.id")
	if err != nil {
		return nil, err
	}
	return r.MovieList(ctx, list)
}

func (r Rows) MissingMovies(ctx context.Context, after int64, limit int) ([]store.Movie, error) {
	return r.movies(ctx, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("m.missing_since <> 0").Where("m.pos > ?", after).Order("pos").Limit(int64(limit))
	})
}

func (r Rows) MoviesToExamine(ctx context.Context, after int64, limit int) ([]store.Movie, error) {
	return r.movies(ctx, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("m.tracks IS NULL AND m.shelf <> 'purged' AND m.pos > ?", after).Order("pos").Limit(int64(limit))
	})
}

func (r Rows) SetExamined(ctx context.Context, id int64, s store.Streams, tracks store.Tracks) error {
	return r.OneRow(r.DB.NewUpdate().Model((*Movie)(nil)).Set("streams = ?", string(s)).Set("tracks = ?", joinTracks(tracks)).Where("id = ?", id).Exec(ctx))
}

// CountMovies reads what triggers keep.
func (r Rows) CountMovies(ctx context.Context) (store.Counts, error) {
	var list []struct {
		Free bool
		N    int
	}
	err := r.DB.NewRaw("SELECT free, n FROM movie_counts").Scan(ctx, &list)
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

func (r Rows) SetMissing(ctx context.Context, id int64, since time.Time) error {
	return r.OneRow(r.DB.NewUpdate().Model((*Movie)(nil)).Set("missing_since = ?", stamp(since)).Where("id = ?", id).Exec(ctx))
}

func (r Rows) SetLink(ctx context.Context, id int64, l store.Link) error {
	return r.OneRow(r.DB.NewUpdate().Model((*Movie)(nil)).Set("link_modified = ?", stamp(l.Modified)).Set("link_changed = ?", stamp(l.Changed)).Where("id = ?", id).Exec(ctx))
}

// InsertMovie adds a row, and fills in its number.
func (r Rows) InsertMovie(ctx context.Context, row *Movie) (err error) {
	row.ID, err = r.InsertKept(ctx, row)
	return r.RowError(err)
}

// UpdateMovie saves a row but for what other methods change: where it stands, and
// since when its file is missing.
func (r Rows) UpdateMovie(ctx context.Context, row *Movie) error {
	return r.OneRow(r.DB.NewUpdate().Model(row).
		ExcludeColumn("id", "created_at", "shelf", "purging", "missing_since").WherePK().Exec(ctx))
}

// MoveMovie saves on which shelf a row stands and at which place among titles, and
// whether its bytes are still to be removed.
func (r Rows) MoveMovie(ctx context.Context, row *Movie, purging bool) error {
	return r.OneRow(r.DB.NewUpdate().Model((*Movie)(nil)).
		Set("shelf = ?", row.Shelf).Set("title_place = ?", row.TitlePlace).Set("purging = ?", Flag(purging)).Where("id = ?", row.ID).Exec(ctx))
}

// MovieRowOf reads the row of a movie.
func (r Rows) MovieRowOf(ctx context.Context, id int64) (*Movie, error) {
	var m Movie
	if err := r.DB.NewSelect().Model(&m).Where("m.id = ?", id).Scan(ctx); err != nil {
		return nil, r.RowError(err)
	}
	return &m, nil
}
