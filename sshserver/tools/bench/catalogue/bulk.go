package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"youku.example/store"
	"youku.example/store/sqldb/sqlite"
	"youku.example/store/storetest/stock"
	"youku.example/store/title"
)

// fillRows writes the movies of the stock into a new database as rows alone:
// without the triggers, the indexes of its tables and the durability that make the
// first million slow. What triggers would have counted is counted here; the search
// index is left to the next opening, as after an upgrade.
func fillRows(ctx context.Context, file string, movies int) (err error) {
	empty, err := sqlite.Open(ctx, file)
	if err != nil {
		return err
	}
	if err := empty.Close(); err != nil {
		return err
	}
	db, err := sql.Open("sqlite", "file:"+file+"?_pragma=synchronous(OFF)&_pragma=cache_size(-200000)")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	if movies == 0 {
		return nil
	}
	laidAside, err := schemaBeside(ctx, db, "movies", "series")
	if err != nil {
		return err
	}
	for _, s := range laidAside {
		if _, err := db.ExecContext(ctx, fmt.Sprintf("DROP %s %s", s.kind, s.name)); err != nil {
			return err
		}
	}
	f := &bulk{series: map[int64]*counted{}}
	for at := 0; at < movies; at += bulkBatch {
		if err := f.add(ctx, db, at, min(at+bulkBatch, movies)); err != nil {
			return fmt.Errorf("add movies from %d: %w", at, err)
		}
	}
	if err := f.finish(ctx, db); err != nil {
		return fmt.Errorf("add series and counts: %w", err)
	}
	for _, s := range laidAside {
		if _, err := db.ExecContext(ctx, s.sql); err != nil {
			return fmt.Errorf("make %s %s: %w", s.kind, s.name, err)
		}
	}
	_, err = db.ExecContext(ctx, "UPDATE movie_index SET upto = 0")
	return err
}

// bulkBatch is how many movies one transaction brings.
const bulkBatch = 10_000

// schemaPart is an index or a trigger.
type schemaPart struct{ kind, name, sql string }

// schemaBeside lists the indexes and triggers of tables.
func schemaBeside(ctx context.Context, db *sql.DB, tables ...string) (list []schemaPart, err error) {
	rows, err := db.QueryContext(ctx, "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var p schemaPart
		var table string
		if err := rows.Scan(&p.kind, &p.name, &table, &p.sql); err != nil {
			return nil, err
		}
		for _, t := range tables {
			if t == table {
				list = append(list, p)
			}
		}
	}
	return list, rows.Err()
}

// bulk counts what it adds.
type bulk struct {
	free, paid       int // movies
	aloneFree, alone int // of no series
	series           map[int64]*counted
}

// counted is what is counted of a series.
type counted struct {
	movies map[[2]int64]int // by season and price
	newest int64
}

var movieColumns = strings.Fields(`id title title_key slug free price size sha256 sampled_md5 media_type ext duration
	width height video_codec audio_codec streams uploaded_by created_at shelf purging file missing_since year tags
	series_id season episode episode_end`)

// insertInto is a statement that adds a row.
func insertInto(table string, columns []string) string {
	return fmt.Sprintf("INSERT INTO %s (%s) VALUES (?%s)", table, strings.Join(columns, ", "), strings.Repeat(", ?", len(columns)-1))
}

func (f *bulk) add(ctx context.Context, db *sql.DB, from, to int) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	insert, err := tx.PrepareContext(ctx, insertInto("movies", movieColumns))
	if err != nil {
		return err
	}
	for i := from; i < to; i++ {
		m := stock.Movie(i)
		m.ID = int64(i + 1)
		f.count(m)
		if _, err := insert.ExecContext(ctx, movieRow(m)...); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// movieRow is the values of movieColumns.
func movieRow(m store.Movie) []any {
	series := any(nil)
	if m.SeriesID != 0 {
		series = m.SeriesID
	}
	return []any{m.ID, m.Title, title.Key(m.Title), m.Slug, oneIf(m.Free), int64(m.Price), m.Size, m.SHA256, m.SampledMD5,
		m.MediaType, m.Ext, m.Duration.Microseconds(), m.Width, m.Height, m.VideoCodec, m.AudioCodec, string(m.Streams), m.UploadedBy,
		m.CreatedAt.UnixMicro(), string(m.Shelf), 0, m.File, 0, m.Year, strings.Join(m.Tags, "\n"),
		series, m.Episode.Season, m.Episode.Number, m.Episode.End}
}

// oneIf is a truth as a column keeps it.
func oneIf(is bool) int {
	if is {
		return 1
	}
	return 0
}

func (f *bulk) count(m store.Movie) {
	if m.Free {
		f.free++
	} else {
		f.paid++
	}
	switch {
	case m.SeriesID == 0 && m.Free:
		f.aloneFree++
	case m.SeriesID == 0:
		f.alone++
	default:
		s := f.series[m.SeriesID]
		if s == nil {
			s = &counted{movies: map[[2]int64]int{}}
			f.series[m.SeriesID] = s
		}
		s.movies[[2]int64{int64(m.Episode.Season), int64(m.Price)}]++
		s.newest = m.ID
	}
}

// finish adds the series, the tags and the counts.
func (f *bulk) finish(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, t := range f.counts() {
		if _, err := tx.ExecContext(ctx, "DELETE FROM "+t.name); err != nil {
			return err
		}
		for _, row := range t.rows {
			if _, err := tx.ExecContext(ctx, insertInto(t.name, t.columns), row...); err != nil {
				return err
			}
		}
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO library_marks (mark, price, series, id, free, newest, title_key)
		SELECT mark, price, series, id, free, newest, title_key FROM marked_rows ORDER BY mark, price, series, id`); err != nil {
		return err
	}
	return tx.Commit()
}

// table is rows of one.
type table struct {
	name    string
	columns []string
	rows    [][]any
}

// counts are the tags, the series and what was counted, in an order in which what a row
// refers to stands before it.
func (f *bulk) counts() []table {
	tags := table{name: "tags", columns: []string{"fold", "name"}}
	for i := range stock.Tags() {
		tags.rows = append(tags.rows, []any{title.Folded(stock.Tag(i)), stock.Tag(i)})
	}
	series := table{name: "series", columns: strings.Fields("id title title_key fold slug year tags created_at episodes seasons price newest about")}
	parts := table{name: "series_counts", columns: strings.Fields("series_id season price n")}
	slugs := map[string]bool{}
	var free, paid int
	for i := range stock.Groups(f.free + f.paid) {
		s := stock.Series(i)
		slug := title.Slug(s.Title)
		for n := 2; slugs[slug]; n++ {
			slug = fmt.Sprintf("%s-%d", title.Slug(s.Title), n)
		}
		slugs[slug] = true
		c := f.series[s.ID]
		if c == nil {
			c = &counted{}
		}
		price, episodes, seasons := int64(0), 0, map[int64]bool{}
		for at, n := range c.movies {
			price, episodes = price+at[1]*int64(n), episodes+n
			seasons[at[0]] = at[0] > 0 || seasons[at[0]]
			parts.rows = append(parts.rows, []any{s.ID, at[0], at[1], n})
		}
		delete(seasons, 0)
		if episodes > 0 && price == 0 {
			free++
		} else if episodes > 0 {
			paid++
		}
		series.rows = append(series.rows, []any{s.ID, s.Title, title.Key(s.Title), title.Folded(s.Title), slug, s.Year, strings.Join(s.Tags, "\n"), s.CreatedAt.UnixMicro(),
			episodes, len(seasons), price, c.newest, ""})
	}
	return []table{tags, series, parts,
		{"movie_counts", []string{"free", "n"}, [][]any{{1, f.free}, {0, f.paid}}},
		{"library_counts", []string{"series", "free", "n"}, [][]any{{0, 1, f.aloneFree}, {0, 0, f.alone}, {1, 1, free}, {1, 0, paid}}},
	}
}
