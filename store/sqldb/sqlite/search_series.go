package sqlite

import (
	"youku.example/store/sqldb"

	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"youku.example/store/title"
)

// A series moves in the index with its episodes: each new one is its newest, and
// changes its price.

// seriesState is a series as it stands in the index.
type seriesState struct {
	sqldb.Series
	SeasonList string // the seasons with a movie on the shelf, in their order
}

// seasons are the numbers in a list of seasons.
func seasons(list string) (numbers []int) {
	for _, s := range strings.Split(list, ",") {
		if n, err := strconv.Atoi(s); err == nil {
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// subject is what a search hears of a series.
func (s *seriesState) subject() title.Subject {
	sub := s.Series.Series().Subject()
	sub.Seasons = seasons(s.SeasonList)
	return sub
}

// text is what the index holds for the series.
func (s *seriesState) text() string {
	if s == nil {
		return ""
	}
	return indexText(s.subject().Terms())
}

// seasonList reads the seasons of a series m.
const seasonList = `(SELECT coalesce(group_concat(season), '') FROM
	(SELECT DISTINCT season FROM series_counts WHERE series_id = m.id ORDER BY season)) AS season_list`

// seriesStates reads series by their IDs; 0 is none.
func (r rows) seriesStates(ctx context.Context, ids ...int64) (map[int64]*seriesState, error) {
	if ids = slices.DeleteFunc(slices.Compact(ids), func(id int64) bool { return id == 0 }); len(ids) == 0 {
		return nil, nil
	}
	var list []seriesState
	err := r.DB.NewSelect().TableExpr("series AS m").
		ColumnExpr("m.id, m.title, m.title_key, m.year, m.tags, m.episodes, m.price, m.newest, m.title_place, ?", bun.Safe(seasonList)).
		Where("m.id IN (?)", bun.List(ids)).Scan(ctx, &list)
	if err != nil {
		return nil, err
	}
	all := make(map[int64]*seriesState, len(list))
	for i := range list {
		all[list[i].ID] = &list[i]
	}
	return all, nil
}

// changingSeries changes rows, and moves series in the index as that changes them.
func (t tx) changingSeries(ctx context.Context, change func() error, ids ...int64) error {
	before, err := t.seriesStates(ctx, ids...)
	if err != nil {
		return err
	}
	if err := change(); err != nil || len(before) == 0 {
		return err
	}
	after, err := t.seriesStates(ctx, ids...)
	if err != nil {
		return err
	}
	for id, s := range after {
		if err := t.moveSeries(ctx, before[id], s); err != nil {
			return err
		}
	}
	return nil
}

// moveSeries puts a series into the index as it is after a change. It leaves its
// old places before it gets a new one, which may be one of them.
func (t tx) moveSeries(ctx context.Context, before, after *seriesState) error {
	comes := after.Episodes > 0 && (before.Episodes == 0 || before.TitleKey != after.TitleKey)
	anew := comes || before.SeasonList != after.SeasonList || before.Title != after.Title || before.Tags != after.Tags || before.Year != after.Year
	was, is := seriesSlots(&before.Series), seriesSlots(&after.Series)
	for _, s := range was {
		if anew || !slices.Contains(is, s) {
			if err := t.removeSlot(ctx, s); err != nil {
				return err
			}
		}
	}
	if comes {
		if err := t.placeSeries(ctx, &after.Series); err != nil {
			return err
		}
		is = seriesSlots(&after.Series)
	}
	text := ""
	for _, s := range is {
		if !anew && slices.Contains(was, s) {
			continue
		}
		if text == "" {
			text = after.text()
		}
		t.index[s] = text
	}
	return nil
}

// placeSeries gives a series its place among titles.
func (t tx) placeSeries(ctx context.Context, s *sqldb.Series) (err error) {
	if s.TitlePlace, err = t.findPlace(ctx, seriesTitles, s.TitleKey, s.ID); err != nil {
		return err
	}
	return t.setSeriesPlace(ctx, s)
}

func (t tx) setSeriesPlace(ctx context.Context, s *sqldb.Series) error {
	return t.OneRow(t.DB.NewRaw("UPDATE series SET title_place = ? WHERE id = ?", s.TitlePlace, s.ID).Exec(ctx))
}

// fillSeries adds the next series after one, by title, each of which gets its
// place there.
func (t tx) fillSeries(ctx context.Context, from seriesCursor) (next seriesCursor, err error) {
	var list []seriesState
	err = t.DB.NewSelect().TableExpr("series AS m").
		ColumnExpr("m.id, m.title, m.title_key, m.year, m.tags, m.episodes, m.price, m.newest, m.title_place, ?", bun.Safe(seasonList)).
		Where("m.episodes > 0 AND (m.title_key, m.pos) > (?, ?)", from.key, from.id).
		OrderExpr("m.title_key, m.pos").Limit(fillBatch).Scan(ctx, &list)
	if err != nil {
		return from, err
	}
	next = from
	for i := range list {
		s := &list[i]
		for _, at := range seriesSlots(&s.Series) { // a filling that was broken off left it
			if err := t.removeSlot(ctx, at); err != nil {
				return from, err
			}
		}
		if s.TitlePlace = title.Code(s.TitleKey) << title.CodeRest; s.TitlePlace <= next.place {
			s.TitlePlace = next.place + usualGap
		}
		if err := t.setSeriesPlace(ctx, &s.Series); err != nil {
			return from, err
		}
		text := s.text()
		for _, at := range seriesSlots(&s.Series) {
			t.index[at] = text
		}
		next = seriesCursor{key: s.TitleKey, id: s.ID, place: s.TitlePlace}
	}
	next.end = len(list) < fillBatch
	return next, nil
}

// seriesCursor is how far the series are added.
type seriesCursor struct {
	key   string
	id    int64
	place int64
	end   bool
}
