package sqlite

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"youku.example/store"
	"youku.example/store/sqldb"
	"youku.example/store/sqldb/sqlite/stmt"
)

// The library by a tag, by a year, or by both is a table (library_marks) that triggers
// keep: in each order a page of it is a walk along an index, from any place on.

// markOf is the mark of a page that is narrowed down by no words, "" of any other.
func markOf(p store.LibraryPage) (mark string) {
	if !p.Search.Blank() {
		return ""
	}
	if p.Year != 0 {
		mark = "y" + strconv.Itoa(p.Year)
	}
	if p.Tag != "" {
		mark += "#" + p.Tag
	}
	return mark
}

// markedPlaces gives the next places of a page of one mark.
func (r rows) markedPlaces(ctx context.Context, p store.LibraryPage, from *sqldb.LibraryPlace) ([]sqldb.LibraryPlace, error) {
	w, order := walkMarked(p, from), sqldb.DirectionOf(sqldb.Down(p)).Of("k", "series", "id")
	found := strings.Join(w.parts, " UNION ALL ") + " ORDER BY " + order + " LIMIT ?"
	return r.ReadPlaces(ctx, p, sqldb.Statement{Columns: []string{"id", "series", "k"}, Rest: "FROM (" + found + ")"}, append(w.args, p.Limit))
}

// pricedMarks are the parts of an index that a page reads side by side.
func pricedMarks(p store.Priced) []string {
	switch p {
	case store.OnlyFree:
		return []string{"free = 1"}
	case store.OnlyPaid:
		return []string{"free = 0"}
	}
	return []string{"free = 1", "free = 0"}
}

// markedWalk is a question to the table.
type markedWalk struct {
	parts []string
	args  []any
}

// add reads a part of an index by a key, those behind a place.
func (w *markedWalk) add(key, index string, p store.LibraryPage, where []string, place ...any) {
	part := fmt.Sprintf("SELECT id, series, %s AS k FROM library_marks%s WHERE mark = ?", key, index)
	for _, c := range where {
		part += " AND " + c
	}
	w.parts, w.args = append(w.parts, part), append(append(w.args, markOf(p)), place...)
}

// walkMarked is the question for a page behind a place, without the order.
func walkMarked(p store.LibraryPage, from *sqldb.LibraryPlace) (w markedWalk) {
	if p.Sort == store.ByPrice {
		var at []any
		if from != nil {
			at = []any{from.Series, from.ID}
		}
		where, place := sqldb.BehindByPrice(p, from, "price", "series, id", at...)
		w.add("price", "", p, where, place...)
		return w
	}
	key, index := "newest", " INDEXED BY library_marks_new"
	if p.Sort == store.ByTitle {
		key, index = "title_key", " INDEXED BY library_marks_title"
	}
	for _, of := range pricedMarks(p.Priced) {
		switch {
		case from == nil:
			w.add(key, index, p, []string{of})
		case p.Sort == store.ByTitle:
			w.add(key, index, p, []string{of, behind(p, key)}, from.Text, from.Series, from.ID)
		default:
			w.add(key, index, p, []string{of, behind(p, key)}, from.Number, from.Series, from.ID)
		}
	}
	return w
}

// behind is the condition that a row stands behind a place in the order of a key.
func behind(p store.LibraryPage, key string) string {
	return fmt.Sprintf("(%s, series, id) %s (?, ?, ?)", key, sqldb.DirectionOf(sqldb.Down(p)).Beyond)
}

// countMarked counts the rows of one mark, up to most.
func (r rows) countMarked(ctx context.Context, p store.LibraryPage, most int) (t store.Total, err error) {
	for _, of := range pricedMarks(p.Priced) {
		n := 0
		err := r.Plain().QueryRowContext(ctx, stmt.Keep+"SELECT count(*) FROM (SELECT 1 FROM library_marks INDEXED BY library_marks_new WHERE mark = ? AND "+of+" LIMIT ?)",
			markOf(p), most+1-t.N).Scan(&n)
		if err != nil {
			return t, err
		}
		if t.N += n; t.N > most {
			return store.Total{N: most, More: true}, nil
		}
	}
	return t, nil
}
