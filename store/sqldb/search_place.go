package sqldb

import (
	"context"
	"math"
	"slices"

	"github.com/uptrace/bun"

	"youku.example/store"
)

// The place of a movie among titles is a number. All on the shelf have theirs
// in the order of their sort keys and, of one key, of their IDs. A new movie
// gets one between its neighbours', near the code of its key where that lies
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

// setPlace gives a movie its place among titles. A movie without ID gets the
// next, which is the greatest.
func (t tx) setPlace(ctx context.Context, m *movie) error {
	if m.TitlePlace = 0; m.Shelf != string(store.OnShelf) {
		return nil
	}
	before, err := t.neighbours(ctx, m, "<", "DESC", 1)
	if err != nil {
		return err
	}
	after, err := t.neighbours(ctx, m, ">", "ASC", 1)
	if err != nil {
		return err
	}
	low, high := int64(0), int64(last)
	if len(before) > 0 {
		low = before[0].TitlePlace
	}
	if len(after) > 0 {
		high = after[0].TitlePlace
	}
	is := false
	if m.TitlePlace, is = between(low, high, titleCode(m.TitleKey)<<codeRest); is {
		return nil
	}
	return t.moveApart(ctx, m)
}

// neighbours are the n movies nearest to one among titles, on one side of it.
func (r rows) neighbours(ctx context.Context, m *movie, side, order string, n int) (list []movie, err error) {
	id := m.ID
	if id == 0 {
		id = math.MaxInt64
	}
	err = r.db.NewSelect().Model(&list).Column("id", "title", "title_place", "free").
		Where("m.shelf = 'published' AND (m.title_key, m.pos) ? (?, ?) AND m.id <> ?", bun.Safe(side), m.TitleKey, id, id).
		OrderExpr("m.title_key ?, m.pos ?", bun.Safe(order), bun.Safe(order)).Limit(int64(n)).Scan(ctx)
	return list, err
}

// placeUpTo is the place among titles of the last movie that does not stand
// behind one.
func (r rows) placeUpTo(ctx context.Context, key string, id int64) (place int64, err error) {
	err = r.db.NewRaw(`SELECT coalesce((SELECT title_place FROM movies WHERE shelf = 'published' AND (title_key, pos) <= (?, ?)
		ORDER BY title_key DESC, pos DESC LIMIT 1), 0)`, key, id).Scan(ctx, &place)
	return place, err
}

// placeFrom is the place among titles of the first movie that does not stand
// before one, or last where there is none.
func (r rows) placeFrom(ctx context.Context, key string, id int64) (place int64, err error) {
	err = r.db.NewRaw(`SELECT coalesce((SELECT title_place FROM movies WHERE shelf = 'published' AND (title_key, pos) >= (?, ?)
		ORDER BY title_key, pos LIMIT 1), ?)`, key, id, int64(last)).Scan(ctx, &place)
	return place, err
}

// moveApart gives a movie a place where there was none, by giving new ones to
// as few neighbours as can stand apart in the room that they have.
func (t tx) moveApart(ctx context.Context, m *movie) error {
	for n := 2; ; n *= 2 {
		before, err := t.neighbours(ctx, m, "<", "DESC", n+1)
		if err != nil {
			return err
		}
		after, err := t.neighbours(ctx, m, ">", "ASC", n+1)
		if err != nil {
			return err
		}
		low, high := int64(0), int64(last)
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
		m.TitlePlace = low + step*int64(len(before)+1)
		return t.move(ctx, append(before, after...), func(i int) int64 {
			if i < len(before) {
				return low + step*int64(i+1)
			}
			return m.TitlePlace + step*int64(i-len(before)+1)
		})
	}
}

// move gives movies new places among titles. All leave their old ones before
// any takes its new one, which may be another's old one.
func (t tx) move(ctx context.Context, list []movie, place func(i int) int64) error {
	texts := make([]string, len(list))
	for i := range list {
		terms, err := t.termsOf(ctx, list[i].ID)
		if err != nil {
			return err
		}
		texts[i] = indexText(terms)
		if err := t.removeSlot(ctx, byTitle(&list[i])); err != nil {
			return err
		}
	}
	for i := range list {
		m := &list[i]
		m.TitlePlace = place(i)
		if err := oneRow(t.db.NewUpdate().Model(m).Column("title_place").WherePK().Exec(ctx)); err != nil {
			return err
		}
		t.index[byTitle(m)] = texts[i]
	}
	return nil
}
