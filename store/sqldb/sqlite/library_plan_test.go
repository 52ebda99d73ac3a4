package sqlite

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"youku.example/store"
	"youku.example/store/sqldb/sqlite/stmt"
	"youku.example/store/title"
)

// No page of the library, and no number of it, reads a table from end to end or
// sorts more than it shows.
func TestLibrary_Indexed(t *testing.T) {
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "youku.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	show := store.Series{Title: "狂飙", Tags: []string{"剧情"}, Year: 2023}
	err = db.Update(t.Context(), func(tx store.Tx) error {
		if err := tx.AddSeries(t.Context(), &show); err != nil {
			return err
		}
		for i := range 4 {
			m := store.Movie{Title: fmt.Sprint("流浪 ", i), SHA256: fmt.Sprint(i), Shelf: store.OnShelf, Free: true, Tags: []string{"剧情"}, Year: 2023}
			if i%2 == 1 {
				m.SeriesID, m.Episode = show.ID, store.Episode{Series: show.Title, Season: 1, Number: i}
			}
			if err := tx.AddMovie(t.Context(), &m, store.IndexOf(m)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	asked := listening(t, db)
	err = db.View(t.Context(), func(v store.View) error {
		for _, p := range everyLibraryPage(show.ID) {
			if _, err := v.LibraryPage(t.Context(), p); err != nil {
				return fmt.Errorf("%+v: %w", p, err)
			}
			if _, err := v.CountLibraryPage(t.Context(), p, 100); err != nil {
				return fmt.Errorf("number of %+v: %w", p, err)
			}
		}
		for _, s := range []string{"", "狂飙"} {
			if _, err := v.SeriesPage(t.Context(), store.SeriesPage{Search: title.NewSearch(s), After: show.ID, Limit: 2}); err != nil {
				return err
			}
		}
		_, err := v.SeriesPrices(t.Context(), 7, []int64{show.ID}, time.Now())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, q := range asked.list {
		q = strings.TrimPrefix(q, stmt.Keep)
		if !strings.HasPrefix(q, "SELECT") {
			continue
		}
		if kind := literals.ReplaceAllString(q, "?"); seen[kind] {
			continue
		} else {
			seen[kind] = true
		}
		for _, step := range steppedThrough(t, db, q) {
			if !planned(step, q) {
				t.Errorf("%s: %s", q, step)
			}
		}
	}
	if len(seen) < 60 {
		t.Errorf("only %d kinds of queries were asked", len(seen))
	}
}

var literals = regexp.MustCompile(`'[^']*'|\b\d+\b`)

// goesOn is in a query that goes on behind a row.
var goesOn = regexp.MustCompile(`pos\) [<>] \(|m\.pos [<>] |id\) [<>] \(`)

// planned reports whether a step of a query's plan reads no more than it should.
func planned(step, query string) bool {
	switch {
	case goesOn.MatchString(query) && strings.HasPrefix(step, "SEARCH library_marks"):
		return strings.Contains(step, "id)<") || strings.Contains(step, "id)>")
	case goesOn.MatchString(query) && strings.HasPrefix(step, "SEARCH m USING INDEX"): // it begins where the page before ended
		return strings.Contains(step, "pos)<") || strings.Contains(step, "pos)>") || strings.Contains(step, "pos<") || strings.Contains(step, "pos>")
	case strings.Contains(step, "TEMP B-TREE"): // of the seasons of the series of one page
		return strings.Contains(query, "FROM series_counts AS c")
	case strings.HasPrefix(step, "SCAN m USING INDEX"): // in the order of the page, to its end
		return strings.Contains(query, " LIMIT ")
	case strings.HasPrefix(step, "SCAN"):
		return step == "SCAN CONSTANT ROW" || strings.Contains(step, "VIRTUAL TABLE INDEX") && strings.Contains(query, " MATCH ") ||
			strings.HasPrefix(step, "SCAN library_counts") || // of four rows
			strings.HasPrefix(step, "SCAN a VIRTUAL TABLE INDEX 1:") || // the IDs of a page
			strings.HasPrefix(step, "SCAN json_each VIRTUAL TABLE INDEX 1:") ||
			strings.HasPrefix(step, "SCAN (subquery") || step == "SCAN packed" // what was found
	}
	return true
}

func TestPlanned(t *testing.T) {
	for _, c := range []struct {
		step, query string
		want        bool
	}{
		{"SEARCH m USING INDEX movies_single_price (price=?)", "SELECT pos FROM movies AS m WHERE m.price = 0 AND (m.price, m.pos) > (0, 7) LIMIT 2", false},
		{"SCAN movies", "SELECT id FROM movies LIMIT 2", false},
		{"SEARCH library_marks USING PRIMARY KEY (mark=? AND price>?)", "SELECT id FROM library_marks WHERE mark = 'y1983' AND price > 0 AND (price, series, id) > (0, 0, 7) LIMIT 2", false},
		{"SCAN m USING INDEX movies_single_new", "SELECT pos FROM movies AS m ORDER BY pos LIMIT 2", true},
		{"SCAN m USING INDEX movies_single_new", "SELECT pos FROM movies AS m ORDER BY pos", false},
		{"USE TEMP B-TREE FOR ORDER BY", "SELECT id FROM movies AS m", false},
		{"SEARCH m USING INTEGER PRIMARY KEY (rowid=?)", "SELECT id FROM movies AS m", true},
	} {
		if planned(c.step, c.query) != c.want {
			t.Errorf("%s: %s: %v", c.query, c.step, !c.want)
		}
	}
}

// everyLibraryPage is a page of each kind: from the start, and behind a movie and a
// series.
func everyLibraryPage(series int64) (list []store.LibraryPage) {
	p := store.LibraryPage{Limit: 2}
	for _, p.Sort = range []store.Sort{store.ByNew, store.ByTitle, store.ByPrice} {
		for _, p.Priced = range []store.Priced{store.AnyPrice, store.OnlyFree, store.OnlyPaid} {
			for _, p.Reverse = range []bool{false, true} {
				for _, p.After = range []store.EntryID{{}, {ID: 1}, {Series: true, ID: series}} {
					for _, search := range []string{"", "流浪", "流浪地球", "第一季"} {
						p.Search = title.NewSearch(search)
						for _, p.Tag = range []string{"", "剧情"} {
							for _, p.Year = range []int{0, 2023} {
								list = append(list, p)
							}
						}
					}
				}
			}
		}
	}
	return list
}
