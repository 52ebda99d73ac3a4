package sqldb

import (
	"context"
	"errors"
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

// FollowedSince implements store.View. The first movie that came has a number, and each
// series that of its newest: so those that got one stand together in their index.
func (r Rows) FollowedSince(ctx context.Context, user int64, at time.Time, few, most, mostMovies int) (list []store.SeriesNews, err error) {
	first, err := r.FirstSince(ctx, at)
	if err != nil {
		if errors.Is(err, store.NoRow()) {
			err = nil
		}
		return nil, err
	}
	among, args, err := r.followedFrom(ctx, user, first, few, most)
	if err != nil || among == "" {
		return nil, err
	}
	movies := fmt.Sprintf("FROM movies AS m %s WHERE m.series_id = f.id AND m.shelf = 'published' AND m.created_at > ?", r.IndexedBy("movies_dates_of_series"))
	s := Statement{[]string{"id", "n", "newest"}, fmt.Sprintf("FROM (SELECT f.id AS id, (SELECT count(*) FROM (SELECT 1 %s LIMIT ?) AS x) AS n, (SELECT max(m.created_at) %s) AS newest FROM (%s) AS f) AS g "+
		"WHERE n > 0 ORDER BY newest DESC, id DESC", movies, movies, among)}
	var ids []int64
	err = r.Read(ctx, s, append([]any{stamp(at), mostMovies, stamp(at)}, args...), func(fields []string) error {
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

// followedFrom reads the series that an account follows and to which a movie came that
// has this number or a higher one, the newest first: from the fewer of those that it
// follows and those to which one came, and where both are more than few, from the few to
// which one came last. It is "" for none.
func (r Rows) followedFrom(ctx context.Context, user, first int64, few, most int) (among string, args []any, err error) {
	const follows = "FROM series_follows AS k WHERE k.user_id = ? AND k.following = 1"
	followed, err := r.countUpTo(ctx, few, follows, user)
	if err != nil || followed.N == 0 {
		return "", nil, err
	}
	came := fmt.Sprintf("FROM series AS s %s WHERE s.episodes > 0 AND s.newest >= ?", r.IndexedBy("series_new"))
	got, err := r.countUpTo(ctx, few, came, first)
	if err != nil || got.N == 0 {
		return "", nil, err
	}
	if !followed.More && followed.N <= got.N {
		return "SELECT s.id AS id FROM series_follows AS k CROSS JOIN series AS s WHERE k.user_id = ? AND k.following = 1 AND s.id = k.series_id AND s.episodes > 0 AND s.newest >= ? " +
			"ORDER BY s.newest DESC LIMIT ?", []any{user, first, most}, nil
	}
	return "SELECT s.id AS id FROM (SELECT s.id, s.newest " + came + " ORDER BY s.newest DESC LIMIT ?) AS s CROSS JOIN series_follows AS k " +
		"WHERE k.user_id = ? AND k.series_id = s.id AND k.following = 1 ORDER BY s.newest DESC LIMIT ?", []any{first, few, user, most}, nil
}
