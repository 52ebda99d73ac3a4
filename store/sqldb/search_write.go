package sqldb

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"youku.example/store"
	"youku.example/store/title"
)

// maxEdge is up to how many bytes the beginnings of a word stand in the index
// as words of their own. FTS5 gathers everything that a longer one begins
// before it gives the first, which is too slow for what is common; and what is
// common is short.
const maxEdge = 8

// indexText is what the index holds for a title: its terms and of each its
// beginnings. Characters are looked for as they are and need none.
func indexText(terms []string) string {
	var b strings.Builder
	seen := map[string]bool{}
	add := func(w string) {
		if !seen[w] {
			seen[w] = true
			b.WriteString(w)
			b.WriteByte(' ')
		}
	}
	for _, g := range terms {
		mark, own := title.IsMark(g)
		for n := range g[own:] {
			if n > maxEdge || mark {
				break
			}
			if n > 0 {
				add(g[:own+n])
			}
		}
		add(g)
	}
	return b.String()
}

// all is the index's question for terms, of which all must hold.
func all(terms []title.Term, own bool) string {
	list := make([]string, len(terms))
	for i, t := range terms {
		long := t.Prefix && len(t.Text) > maxEdge
		if own {
			t = t.Own()
		}
		if list[i] = `"` + t.Text + `"`; long {
			list[i] += "*"
		}
	}
	return strings.Join(list, " AND ")
}

// match is the index's question for a search.
func match(s title.Search) string {
	var list []string
	for _, c := range s.Clauses() {
		text := "(" + all(c.Terms, false) + ")"
		if c.Mark != "" {
			text = "(" + text + ` OR "` + c.Mark + `")`
		}
		list = append(list, text)
	}
	return strings.Join(list, " AND ")
}

// matchInLibrary is match, of movies of no series and those episodes that are
// meant by themselves (title.Search.FindsAlone).
func matchInLibrary(s title.Search) string {
	meant := []string{`"` + title.MarkMovie + `"`}
	for _, c := range s.Clauses() {
		meant = append(meant, "("+all(c.Terms, true)+")")
		if c.Number {
			meant = append(meant, `"`+c.Mark+`"`)
		}
	}
	return "(" + match(s) + ") AND (" + strings.Join(meant, " OR ") + ")"
}

// termsOf are the terms of a movie.
func (t tx) termsOf(ctx context.Context, id int64) ([]string, error) {
	list, err := t.byID(ctx, []int64{id})
	if err != nil {
		return nil, err
	}
	movies, err := t.movieList(ctx, list)
	if err != nil || len(movies) == 0 {
		return nil, err
	}
	return store.IndexOf(movies[0]).Terms, nil
}

// indexMovie puts a movie into the index by what its row says.
func (t tx) indexMovie(ctx context.Context, m *movie) error {
	if err := t.nameSeries(ctx, []*movie{m}); err != nil {
		return err
	}
	return t.addToIndex(m, store.IndexOf(m.movie()).Terms)
}

// indexEntries are what a transaction puts into the index. They are written at
// its end in the order of each list, since FTS5 begins a new segment for each
// step back.
type indexEntries map[slot]string

func (e indexEntries) write(ctx context.Context, r rows) error {
	order := slices.SortedFunc(maps.Keys(e), func(a, b slot) int {
		return cmp.Or(cmp.Compare(a.table, b.table), cmp.Compare(a.place, b.place))
	})
	since := 0
	for i, s := range order {
		if _, err := r.db.NewRaw("INSERT INTO ? (rowid, grams) VALUES (?, ?)", s.table.ident(), s.place, e[s]).Exec(ctx); err != nil {
			return err
		}
		if i+1 < len(order) && order[i+1].table == s.table {
			continue
		}
		if n := i + 1 - since; n > fewMovies {
			if _, err := r.mergeIndex(ctx, s.table, n*mergePagesEach); err != nil {
				return err
			}
		}
		since = i + 1
	}
	return nil
}

const (
	// fewMovies make no segment that is worth merging at once; maintenance does
	// it later.
	fewMovies = 50
	// mergePagesEach is how many pages are merged for each of many.
	mergePagesEach = 4
	// mergePages is how many pages a step of maintenance merges: some two
	// milliseconds, which make up for the segments of segmentsAMerge publications.
	mergePages     = 32
	segmentsAMerge = 2
)

// mergeIndex merges about n pages of a list, and reports whether there was
// anything to merge.
func (r rows) mergeIndex(ctx context.Context, l indexTable, n int) (some bool, err error) {
	var before, after int
	if err := r.db.NewRaw("SELECT total_changes()").Scan(ctx, &before); err != nil {
		return false, err
	}
	if _, err := r.db.NewRaw("INSERT INTO ? (?, rank) VALUES ('merge', ?)", l.ident(), l.ident(), n).Exec(ctx); err != nil {
		return false, err
	}
	if err := r.db.NewRaw("SELECT total_changes()").Scan(ctx, &after); err != nil {
		return false, err
	}
	return after-before > 1, nil // the statement itself counts for one
}

// addToIndex puts a movie into the index.
func (t tx) addToIndex(m *movie, terms []string) error {
	if m.ID > maxID {
		return errors.New("index a movie: the index has no room for its number")
	}
	text := indexText(terms)
	for _, s := range slots(m) {
		t.index[s] = text
	}
	return nil
}

// removeFromIndex takes a movie out of the index; m is as it was added.
func (t tx) removeFromIndex(ctx context.Context, m *movie) error {
	for _, s := range slots(m) {
		if err := t.removeSlot(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

func (t tx) removeSlot(ctx context.Context, s slot) error {
	if _, is := t.index[s]; is {
		delete(t.index, s)
		return nil
	}
	_, err := t.db.NewRaw("DELETE FROM ? WHERE rowid = ?", s.table.ident(), s.place).Exec(ctx)
	return err
}
