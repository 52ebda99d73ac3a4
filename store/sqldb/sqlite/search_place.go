package sqlite

import (
	"context"
	"math"
	"slices"

	"github.com/uptrace/bun"

	"youku.example/store"
	"youku.example/store/sqldb"
	"youku.example/store/title"
)

// The place of a movie among titles is a number. All on the shelf have theirs
// in the order of their sort keys and, of one key, of their IDs, and so have the
// series among themselves. A new movie gets one between its neighbours', near the code of its key where that lies
// between them, so that the room is where others may come. Where many titles
// begin alike it may come to an end; then a few neighbours move apart.

const (
	// usualGap is how far a place is from its neighbour's where the code of its
	// key does not tell them apart: the next of a series comes behind it.
	usualGap = 1 << 10
	// minGap is how far neighbours stand from each other after they moved.
	minGap = 1 << 5
)

// between is a place between two others: the one wished for, or else a little
// way from the one that is nearer to it. There may be no room.
func between(low, high, wish int64) (place int64, is bool) {
	step := min((high-low)/2, usualGap)
	switch {
	case high-low < 2:
		return 0, false
	case wish > low && wish < high:
		return wish, true
	case wish <= low:
		return low + step, true
	}
	return high - step, true
}

// titleList is a list of titles of which each has its place.
type titleList struct {
	table bun.Ident
	shown bun.Safe // what is in the list
	kind  bun.Safe // the column that reports whether a row is an episode
}

var (
	movieTitles  = titleList{"movies", "m.shelf = 'published'", "m.series_id IS NOT NULL AS episode"}
	seriesTitles = titleList{"series", "m.episodes > 0", "0 AS episode"}
)

// titled is a row of a list of titles.
type titled struct {
	ID         int64
	TitlePlace int64
	Free       bool
	Episode    bool
}

// setPlace gives a movie its place among titles. A movie without ID gets the
// next, which is the greatest.
func (t tx) setPlace(ctx context.Context, m *sqldb.Movie) (err error) {
	if m.TitlePlace = 0; m.Shelf != string(store.OnShelf) {
		return nil
	}
	m.TitlePlace, err = t.findPlace(ctx, movieTitles, m.TitleKey, m.ID)
	return err
}

// findPlace is a place among titles for a row of that key and ID, which has none.
func (t tx) findPlace(ctx context.Context, l titleList, key string, id int64) (place int64, err error) {
	before, err := t.neighbours(ctx, l, key, id, "<", "DESC", 1)
	if err != nil {
		return 0, err
	}
	after, err := t.neighbours(ctx, l, key, id, ">", "ASC", 1)
	if err != nil {
		return 0, err
	}
	low, high := int64(0), int64(half)
	if len(before) > 0 {
		low = before[0].TitlePlace
	}
	if len(after) > 0 {
		high = after[0].TitlePlace
	}
	if place, is := between(low, high, title.Code(key)<<title.CodeRest); is {
		return place, nil
	}
	return t.moveApart(ctx, l, key, id)
}

// neighbours are the n rows nearest to one among titles, on one side of it.
func (r rows) neighbours(ctx context.Context, l titleList, key string, id int64, side, order string, n int) (list []titled, err error) {
	if id == 0 {
		id = math.MaxInt64
	}
	err = r.DB.NewSelect().TableExpr("? AS m", l.table).Column("id", "title_place", "free").ColumnExpr("?", l.kind).
		Where("? AND (m.title_key, m.pos) ? (?, ?) AND m.id <> ?", l.shown, bun.Safe(side), key, id, id).
		OrderExpr("m.title_key ?, m.pos ?", bun.Safe(order), bun.Safe(order)).Limit(int64(n)).Scan(ctx, &list)
	return list, err
}

// placeUpTo is the place among titles of the last row that does not stand behind
// one, or 0 where there is none.
func (r rows) placeUpTo(ctx context.Context, l titleList, key string, id int64) (place int64, err error) {
	err = r.DB.NewRaw(`SELECT coalesce((SELECT title_place FROM ? AS m WHERE ? AND (title_key, pos) <= (?, ?)
		ORDER BY title_key DESC, pos DESC LIMIT 1), 0)`, l.table, l.shown, key, id).Scan(ctx, &place)
	return place, err
}

// placeFrom is the place among titles of the first row that does not stand
// before one, or half where there is none.
func (r rows) placeFrom(ctx context.Context, l titleList, key string, id int64) (place int64, err error) {
	err = r.DB.NewRaw(`SELECT coalesce((SELECT title_place FROM ? AS m WHERE ? AND (title_key, pos) >= (?, ?)
		ORDER BY title_key, pos LIMIT 1), ?)`, l.table, l.shown, key, id, int64(half)).Scan(ctx, &place)
	return place, err
}

// moveApart makes a place where there was none, by giving new ones to as few
// neighbours as can stand apart in the room that they have.
func (t tx) moveApart(ctx context.Context, l titleList, key string, id int64) (place int64, err error) {
	for n := 2; ; n *= 2 {
		before, err := t.neighbours(ctx, l, key, id, "<", "DESC", n+1)
		if err != nil {
			return 0, err
		}
		after, err := t.neighbours(ctx, l, key, id, ">", "ASC", n+1)
		if err != nil {
			return 0, err
		}
		low, high := int64(0), int64(half)
		if len(before) > n {
			low, before = before[n].TitlePlace, before[:n]
		}
		if len(after) > n {
			high, after = after[n].TitlePlace, after[:n]
		}
		step := (high - low) / int64(len(before)+len(after)+2)
		if step < minGap {
			continue
		}
		slices.Reverse(before)
		place = low + step*int64(len(before)+1)
		return place, t.move(ctx, l, append(before, after...), func(i int) int64 {
			if i < len(before) {
				return low + step*int64(i+1)
			}
			return place + step*int64(i-len(before)+1)
		})
	}
}

// move gives rows new places among titles. All leave their old ones before any
// takes its new one, which may be another's old one.
func (t tx) move(ctx context.Context, l titleList, list []titled, place func(i int) int64) error {
	texts := make([]string, len(list))
	for i, m := range list {
		var err error
		if texts[i], err = t.textOf(ctx, l, m.ID); err != nil {
			return err
		}
		if err := t.removeSlot(ctx, l.slot(m)); err != nil {
			return err
		}
	}
	for i, m := range list {
		m.TitlePlace = place(i)
		if err := t.OneRow(t.DB.NewRaw("UPDATE ? SET title_place = ? WHERE id = ?", l.table, m.TitlePlace, m.ID).Exec(ctx)); err != nil {
			return err
		}
		t.index[l.slot(m)] = texts[i]
	}
	return nil
}

// slot is where a row stands in the index by title.
func (l titleList) slot(m titled) slot {
	if l == seriesTitles {
		return slot{seriesTitle, halfOf(seriesTitle, m.Free).base + m.TitlePlace}
	}
	table, in := paidTitle, singles
	if m.Free {
		table = freeTitle
	}
	if m.Episode {
		in = episodes
	}
	return slot{table, in(table).base + m.TitlePlace}
}

// textOf is what the index holds for a row.
func (t tx) textOf(ctx context.Context, l titleList, id int64) (string, error) {
	if l == seriesTitles {
		s, err := t.seriesStates(ctx, id)
		return s[id].text(), err
	}
	terms, err := t.termsOf(ctx, id)
	return indexText(terms), err
}
