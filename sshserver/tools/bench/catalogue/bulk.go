package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"youku.example/store"
	"youku.example/store/sqldb"
	"youku.example/store/storetest/stock"
	"youku.example/store/title"
)

// fillRows writes the movies of the stock into a new database as rows alone:
// without the triggers, the indexes of its tables and the durability that make the
// first million slow. What triggers would have counted is counted here; the search
// index is left to the next opening, as after an upgrade.
func fillRows(ctx context.Context, file string, movies int) (err error) {
	empty, err := sqldb.Open(ctx, file)
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
		series := any(nil)
		if m.SeriesID != 0 {
			series = m.SeriesID
		}
		if _, err := insert.ExecContext(ctx, m.ID, m.Title, title.Key(m.Title), m.Slug, m.Free, int64(m.Price), m.Size, m.SHA256, m.SampledMD5,
			m.MediaType, m.Ext, m.Duration.Microseconds(), m.Width, m.Height, m.VideoCodec, m.AudioCodec, string(m.Streams), m.UploadedBy,
			m.CreatedAt.UnixMicro(), string(m.Shelf), false, m.File, 0, m.Year, strings.Join(m.Tags, "\n"),
			series, m.Episode.Season, m.Episode.Number, m.Episode.End); err != nil {
			return err
		}
	}
	return tx.Commit()
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
	do := func(query string, args ...any) {
		if err == nil {
			_, err = tx.ExecContext(ctx, query, args...)
		}
	}
	for i := range stock.Tags() {
		do("INSERT INTO tags (fold, name) VALUES (?, ?)", title.Folded(stock.Tag(i)), stock.Tag(i))
	}
	add := insertInto("series", strings.Fields("id title title_key fold slug year tags created_at episodes seasons price newest about"))
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
			do("INSERT INTO series_counts (series_id, season, price, n) VALUES (?, ?, ?, ?)", s.ID, at[0], at[1], n)
		}
		delete(seasons, 0)
		if episodes > 0 && price == 0 {
			free++
		} else if episodes > 0 {
			paid++
		}
		do(add, s.ID, s.Title, title.Key(s.Title), title.Folded(s.Title), slug, s.Year, strings.Join(s.Tags, "\n"), s.CreatedAt.UnixMicro(),
			episodes, len(seasons), price, c.newest, "")
	}
	do("UPDATE movie_counts SET n = iif(free, ?, ?)", f.free, f.paid)
	do("UPDATE library_counts SET n = CASE WHEN series AND free THEN ? WHEN series THEN ? WHEN free THEN ? ELSE ? END", free, paid, f.aloneFree, f.alone)
	if err != nil {
		return err
	}
	return tx.Commit()
}
