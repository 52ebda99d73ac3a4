package sqldb

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"youku.example/store"
)

type lastVisit struct {
	bun.BaseModel `bun:"table:last_visits"`

	UserID int64 `bun:",pk"`
	At     int64
}

// LibraryID implements store.View.
func (r Rows) LibraryID(ctx context.Context) (id string, err error) {
	err = r.DB.NewRaw("SELECT id FROM library").Scan(ctx, &id)
	return id, err
}

// LastVisit implements store.View.
func (r Rows) LastVisit(ctx context.Context, user int64) (time.Time, error) {
	var v lastVisit
	err := r.DB.NewSelect().Model(&v).Where("user_id = ?", user).Scan(ctx)
	return unstamp(v.At), r.RowError(err)
}

// SetLastVisit implements store.Tx.
func (r Rows) SetLastVisit(ctx context.Context, user int64, at time.Time) error {
	_, err := r.DB.NewInsert().Model(&lastVisit{UserID: user, At: stamp(at)}).On("CONFLICT (user_id) DO UPDATE").Set("at = EXCLUDED.at").Exec(ctx)
	return err
}

// since is the movies that came after a time, along their index.
func (r Rows) since(at time.Time) (from string, args []any) {
	return fmt.Sprintf("FROM movies AS m %s WHERE m.shelf = 'published' AND m.created_at > ?", r.IndexedBy("movies_since")), []any{stamp(at)}
}

// MoviesSince implements store.View.
func (r Rows) MoviesSince(ctx context.Context, at time.Time, limit int) ([]store.Movie, error) {
	from, args := r.since(at)
	var ids []int64
	err := r.Read(ctx, Statement{[]string{"m.pos"}, from + " ORDER BY m.created_at DESC, m.pos DESC LIMIT ?"}, append(args, limit), func(fields []string) error {
		n, err := numbersOf(fields)
		ids = append(ids, n[0])
		return err
	})
	if err != nil {
		return nil, err
	}
	list, err := r.MoviesByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	return r.MovieList(ctx, list)
}

// CountMoviesSince implements store.View.
func (r Rows) CountMoviesSince(ctx context.Context, at time.Time, most int) (store.Total, error) {
	from, args := r.since(at)
	return r.countUpTo(ctx, most, from, args...)
}

// countUpTo counts rows up to most.
func (r Rows) countUpTo(ctx context.Context, most int, from string, args ...any) (t store.Total, err error) {
	err = r.DB.NewRaw("SELECT count(*) FROM (SELECT 1 "+from+" LIMIT ?) AS x", append(args, most+1)...).Scan(ctx, &t.N)
	if t.More = t.N > most; t.More {
		t.N = most
	}
	return t, err
}

// FirstSince implements store.View.
func (r Rows) FirstSince(ctx context.Context, at time.Time) (id int64, err error) {
	from, args := r.since(at)
	err = r.DB.NewRaw("SELECT m.pos "+from+" ORDER BY m.created_at, m.pos LIMIT 1", args...).Scan(ctx, &id)
	return id, r.RowError(err)
}

// FollowedSince implements store.View. Of each series the movies that came are counted
// along the index of its dates, which takes one step where none came.
func (r Rows) FollowedSince(ctx context.Context, user int64, at time.Time, few, most, mostMovies int) (list []store.SeriesNews, err error) {
	followed, err := r.countUpTo(ctx, few, "FROM series_follows AS k WHERE k.user_id = ? AND k.following = 1", user)
	if err != nil || followed.N == 0 {
		return nil, err
	}
	among := "SELECT k.series_id AS id FROM series_follows AS k WHERE k.user_id = ? AND k.following = 1"
	args := []any{user}
	if followed.More {
		among = fmt.Sprintf("SELECT s.id FROM (SELECT s.id FROM series AS s %s WHERE s.episodes > 0 ORDER BY s.newest DESC LIMIT ?) AS s "+
			"CROSS JOIN series_follows AS k WHERE k.user_id = ? AND k.series_id = s.id AND k.following = 1", r.IndexedBy("series_new"))
		args = []any{few, user}
	}
	movies := fmt.Sprintf("FROM movies AS m %s WHERE m.series_id = f.id AND m.shelf = 'published' AND m.created_at > ?", r.IndexedBy("movies_dates_of_series"))
	s := Statement{[]string{"id", "n", "newest"}, fmt.Sprintf("FROM (SELECT f.id AS id, (SELECT count(*) FROM (SELECT 1 %s LIMIT ?) AS x) AS n, (SELECT max(m.created_at) %s) AS newest FROM (%s) AS f) AS g "+
		"WHERE n > 0 ORDER BY newest DESC, id DESC LIMIT ?", movies, movies, among)}
	var ids []int64
	err = r.Read(ctx, s, append(append([]any{stamp(at), mostMovies, stamp(at)}, args...), most), func(fields []string) error {
		n, err := numbersOf(fields)
		ids, list = append(ids, n[0]), append(list, store.SeriesNews{New: int(n[1]), Newest: unstamp(n[2])})
		return err
	})
	if err != nil {
		return nil, err
	}
	all, err := r.seriesByID(ctx, ids)
	for i, id := range ids {
		if s, is := all[id]; is {
			list[i].Series = s.Series()
		}
	}
	return list, err
}
