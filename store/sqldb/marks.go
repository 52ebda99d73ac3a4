package sqldb

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"youku.example/store"
	"youku.example/store/mark"
)

type movieMark struct {
	bun.BaseModel `bun:"table:movie_marks,alias:k"`

	MovieID int64  `bun:",pk"`
	UserID  int64  `bun:",pk"`
	Kind    string `bun:",pk"`
	At      int64
}

type seriesFollow struct {
	bun.BaseModel `bun:"table:series_follows,alias:k"`

	UserID    int64 `bun:",pk"`
	SeriesID  int64 `bun:",pk"`
	Following Flag
	At        int64
}

// MarksAmong implements store.View.
func (r Rows) MarksAmong(ctx context.Context, user int64, movies []int64) (map[int64]mark.Set, error) {
	if len(movies) == 0 {
		return nil, nil
	}
	among, arg := r.among("k.movie_id", movies)
	sets := map[int64]mark.Set{}
	err := r.Read(ctx, Statement{[]string{"k.movie_id", "k.kind"}, "FROM movie_marks AS k WHERE " + among + " AND k.user_id = ?"}, []any{arg, user}, func(fields []string) error {
		n, err := numbersOf(fields[:1])
		sets[n[0]] = sets[n[0]].With(mark.Kind(fields[1]), true)
		return err
	})
	return sets, err
}

// FollowedAmong implements store.View.
func (r Rows) FollowedAmong(ctx context.Context, user int64, series []int64) (list []int64, err error) {
	if len(series) == 0 {
		return nil, nil
	}
	among, arg := r.among("k.series_id", series)
	err = r.Read(ctx, Statement{[]string{"k.series_id"}, "FROM series_follows AS k WHERE k.user_id = ? AND " + among + " AND k.following = 1"}, []any{user, arg}, func(fields []string) error {
		n, err := numbersOf(fields)
		list = append(list, n[0])
		return err
	})
	return list, err
}

// markedTable is what is read of one kind of marks: the key of what was marked, and
// from where, as k. What can't be seen any more is left out.
func (r Rows) markedTable(user int64, kind mark.Kind) (key, from string, args []any) {
	if kind == mark.Following {
		return "k.series_id", fmt.Sprintf("FROM series_follows AS k %s CROSS JOIN series AS m WHERE k.user_id = ? AND k.following = 1 AND m.id = k.series_id AND m.episodes > 0",
			r.IndexedBy("series_follows_of_user")), []any{user}
	}
	return "k.movie_id", fmt.Sprintf("FROM movie_marks AS k %s CROSS JOIN movies AS m WHERE k.user_id = ? AND k.kind = ? AND m.id = k.movie_id AND (m.shelf = 'published' OR m.shelf = 'deleted' AND EXISTS "+
		"(SELECT 1 FROM purchases AS p WHERE p.user_id = k.user_id AND p.movie_id = k.movie_id AND p.refunded_at = 0))",
		r.IndexedBy("movie_marks_of_user")), []any{user, string(kind)}
}

// MarkedRows implements store.View: a walk along the index of an account's marks.
func (r Rows) MarkedRows(ctx context.Context, p store.MarkPage) (list []store.MarkedRow, err error) {
	key, from, args := r.markedTable(p.User, p.Kind)
	d := DirectionOf(!p.Reverse)
	if p.After != (store.EntryID{}) {
		at, err := r.markedAt(ctx, p)
		if err != nil {
			return nil, err
		}
		from += " AND " + d.beyond("k.at, "+key, 2)
		args = append(args, at, p.After.ID)
	}
	kind := "0"
	if p.Kind == mark.Following {
		kind = "1"
	}
	s := Statement{[]string{key, kind, "k.at"}, from + " ORDER BY " + d.Of("k.at", key) + " LIMIT ?"}
	places, err := r.ReadPlaces(ctx, store.LibraryPage{Limit: p.Limit}, s, append(args, p.Limit))
	if err != nil {
		return nil, err
	}
	rows, err := r.libraryRows(ctx, places)
	for i, row := range rows {
		list = append(list, store.MarkedRow{LibraryRow: row, Kind: p.Kind, At: unstamp(places[i].Number)})
	}
	return list, err
}

// markedAt is when the last row shown was marked.
func (r Rows) markedAt(ctx context.Context, p store.MarkPage) (at int64, err error) {
	q := r.DB.NewSelect().ColumnExpr("k.at").Where("k.user_id = ?", p.User)
	if p.Kind == mark.Following {
		q = q.Model((*seriesFollow)(nil)).Where("k.series_id = ? AND k.following = 1", p.After.ID)
	} else {
		q = q.Model((*movieMark)(nil)).Where("k.movie_id = ? AND k.kind = ?", p.After.ID, string(p.Kind))
	}
	if p.After.Series != (p.Kind == mark.Following) {
		return 0, store.NoRow()
	}
	return at, r.RowError(q.Scan(ctx, &at))
}

// CountMarked implements store.View.
func (r Rows) CountMarked(ctx context.Context, user int64, kind mark.Kind, most int) (store.Total, error) {
	_, from, args := r.markedTable(user, kind)
	return r.countUpTo(ctx, most, from, args...)
}

// AddMark implements store.Tx.
func (r Rows) AddMark(ctx context.Context, user, movie int64, k mark.Kind, at time.Time) error {
	_, err := r.DB.NewInsert().Model(&movieMark{MovieID: movie, UserID: user, Kind: string(k), At: stamp(at)}).On("CONFLICT DO NOTHING").Exec(ctx)
	return err
}

// DropMark implements store.Tx.
func (r Rows) DropMark(ctx context.Context, user, movie int64, k mark.Kind) error {
	_, err := r.DB.NewDelete().Model((*movieMark)(nil)).Where("movie_id = ? AND user_id = ? AND kind = ?", movie, user, string(k)).Exec(ctx)
	return err
}

// DropMarksOf implements store.Tx.
func (r Rows) DropMarksOf(ctx context.Context, movie int64, limit int) (int, error) {
	res, err := r.DB.NewRaw("DELETE FROM movie_marks WHERE (movie_id, user_id, kind) IN (SELECT movie_id, user_id, kind FROM movie_marks WHERE movie_id = ? LIMIT ?)", movie, limit).Exec(ctx)
	if err != nil {
		return 0, err
	}
	n, err := res.RowsAffected()
	return int(n), err
}

// SetFollowing implements store.Tx.
func (r Rows) SetFollowing(ctx context.Context, user, series int64, on bool, at time.Time) error {
	_, err := r.DB.NewInsert().Model(&seriesFollow{UserID: user, SeriesID: series, Following: Flag(on), At: stamp(at)}).
		On("CONFLICT (user_id, series_id) DO UPDATE").
		Set("at = CASE k.following WHEN EXCLUDED.following THEN k.at ELSE EXCLUDED.at END").Set("following = EXCLUDED.following").Exec(ctx)
	return err
}

// FollowFirst implements store.Tx.
func (r Rows) FollowFirst(ctx context.Context, user, series int64, at time.Time) error {
	_, err := r.DB.NewInsert().Model(&seriesFollow{UserID: user, SeriesID: series, Following: true, At: stamp(at)}).On("CONFLICT DO NOTHING").Exec(ctx)
	return err
}
