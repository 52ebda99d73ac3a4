package sqlite

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/uptrace/bun"

	"youku.example/store"
	"youku.example/store/title"
)

func FuzzBetween(f *testing.F) {
	f.Add(int64(0), int64(last), int64(7))
	f.Add(int64(7), int64(9), int64(0))
	f.Add(int64(7), int64(8), int64(9))
	f.Fuzz(func(t *testing.T, low, high, wish int64) {
		if low < 0 || high < low || wish < 0 {
			return
		}
		place, is := between(low, high, wish)
		if is != (high-low >= 2) || is && (place <= low || place >= high) {
			t.Errorf("between %d and %d: %d, %v", low, high, place, is)
		}
	})
}

// Titles of which no code tells one from another stand in their order in
// whatever order they come, one at a time or all at once; and none of them
// moves many others.
func TestPlaced(t *testing.T) {
	const n = 200
	prefix := "新闻联播特别节目 "
	orders := map[string]func(i int) int{
		"Forwards":  func(i int) int { return i },
		"Backwards": func(i int) int { return n - i },
		"Inwards":   func(i int) int { return min(i/2, n) + i%2*(n-i) },
		"Random":    func(i int) int { return rand.New(rand.NewPCG(1, uint64(i))).IntN(n) },
		"Alike":     func(int) int { return 7 },
	}
	for name, number := range orders {
		for _, atOnce := range []int{1, 57} {
			t.Run(fmt.Sprint(name, "/", atOnce), func(t *testing.T) {
				t.Parallel()
				db, err := Open(t.Context(), filepath.Join(t.TempDir(), "youku.db"))
				if err != nil {
					t.Fatal(err)
				}
				defer db.Close()
				var all []store.Movie
				for from := 0; from < n; from += atOnce {
					err := db.Update(t.Context(), func(tx store.Tx) error {
						for i := from; i < min(from+atOnce, n); i++ {
							m := store.Movie{Title: fmt.Sprint(prefix, number(i)), SHA256: fmt.Sprint(i), Shelf: store.OnShelf, Free: i%3 > 0}
							m.Price = map[bool]store.Fen{false: 100}[m.Free]
							if err := tx.AddMovie(t.Context(), &m, store.IndexOf(m)); err != nil {
								return err
							}
							all = append(all, m)
						}
						return nil
					})
					if err != nil {
						t.Fatal(err)
					}
				}
				inOrder(t, db, all)
			})
		}
	}
}

// No neighbour is looked for in the whole catalogue.
func TestPlaced_Indexed(t *testing.T) {
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "youku.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	asked := &queries{}
	db.read = db.read.WithQueryHook(asked)
	err = db.View(t.Context(), func(v store.View) error {
		r := v.(rows)
		_, before := r.neighbours(t.Context(), movieTitles, "x", 7, "<", "DESC", 1)
		_, after := r.neighbours(t.Context(), movieTitles, "x", 7, ">", "ASC", 1)
		_, upTo := r.placeUpTo(t.Context(), movieTitles, "x", 7)
		_, at := r.byPlace(t.Context(), []int64{7})
		return errors.Join(before, after, upTo, at)
	})
	if err != nil || len(asked.list) < 4 {
		t.Fatal(asked.list, err)
	}
	for _, q := range asked.list {
		var plan string
		for _, step := range steppedThrough(t, db, q) {
			plan += step + "; "
		}
		if !strings.Contains(plan, "USING INDEX movies_title") || strings.Contains(plan, "SCAN m") || strings.Contains(plan, "TEMP B-TREE") {
			t.Errorf("%s: %s", q, plan)
		}
	}
}

// queries notes what is asked.
type queries struct{ list []string }

func (q *queries) BeforeQuery(ctx context.Context, _ *bun.QueryEvent) context.Context { return ctx }
func (q *queries) AfterQuery(_ context.Context, e *bun.QueryEvent) {
	if strings.HasPrefix(e.Query, "SELECT") {
		q.list = append(q.list, e.Query)
	}
}

// steppedThrough is SQLite's plan for a query.
func steppedThrough(t *testing.T, db *DB, q string) (plan []string) {
	t.Helper()
	var list []struct {
		ID, Parent, Notused int
		Detail              string
	}
	if err := db.read.NewRaw("EXPLAIN QUERY PLAN "+q, slices.Repeat([]any{nil}, strings.Count(q, "?"))...).Scan(t.Context(), &list); err != nil {
		t.Fatal(err)
	}
	for _, step := range list {
		plan = append(plan, step.Detail)
	}
	return plan
}

// inOrder asks for all movies by title, as a search gives them.
func inOrder(t *testing.T, db *DB, all []store.Movie) {
	t.Helper()
	want := ids(slices.SortedStableFunc(slices.Values(all), func(a, b store.Movie) int {
		return cmp.Compare(title.Key(a.Title), title.Key(b.Title))
	}))
	err := db.View(t.Context(), func(v store.View) error {
		p := store.MoviePage{Sort: store.ByTitle, Search: title.NewSearch("新闻"), Limit: 70}
		var got []int64
		for {
			list, err := v.MoviePage(t.Context(), p)
			if err != nil {
				return err
			}
			got = append(got, ids(list)...)
			if len(list) < p.Limit {
				break
			}
			p.After = got[len(got)-1]
		}
		if !slices.Equal(got, want) {
			t.Errorf("in order: %v, want %v", got, want)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if faults, err := store.Verify(t.Context(), db); err != nil || len(faults) > 0 {
		t.Error(faults, err)
	}
}

func ids(list []store.Movie) (ids []int64) {
	for _, m := range list {
		ids = append(ids, m.ID)
	}
	return ids
}
