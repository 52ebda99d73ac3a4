package sqlite

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"

	"youku.example/store"
	"youku.example/store/sqldb"
	"youku.example/store/sqldb/sqlite/postings"
	"youku.example/store/title"
)

// maxEdge is up to how many bytes the beginnings of a word stand in the index
// as words of their own. Everything that a longer one begins is gathered
// before the first is given, which is too slow for what is common; and what is
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
func all(terms []title.Term, own bool) postings.Question {
	list := make([]postings.Question, len(terms))
	for i, t := range terms {
		long := t.Prefix && len(t.Text) > maxEdge
		if own {
			t = t.Own()
		}
		if list[i] = postings.Term(t.Text); long {
			list[i] = postings.Beginning(t.Text)
		}
	}
	return postings.All(list...)
}

// match is the index's question for a search that is not blank; for movies of no
// series alone it leaves out the marks that none of them has.
func match(s title.Search, single bool) postings.Question {
	var list []postings.Question
	for _, c := range s.Clauses() {
		q := all(c.Terms, false)
		if c.Mark != "" && (c.Year || !single) {
			q = postings.Any(q, postings.Term(c.Mark))
		}
		list = append(list, q)
	}
	return postings.All(list...)
}

// matchAnd is the index's question for a search and a narrowing; one of both is
// there.
func matchAnd(s title.Search, n title.Narrowing, single bool) postings.Question {
	var list []postings.Question
	if !s.Blank() {
		list = append(list, match(s, single))
	}
	for _, mark := range n.Marks() {
		list = append(list, postings.Term(mark))
	}
	return postings.All(list...)
}

func matchMovies(p store.MoviePage) postings.Question {
	return matchAnd(p.Search, title.Narrowing{Tag: p.Tag, Year: p.Year, Series: p.Series}, false)
}

// matchSingles is the index's question for the movies of no series of a page.
func matchSingles(p store.LibraryPage) postings.Question {
	return matchAnd(p.Search, title.Narrowing{Tag: p.Tag, Year: p.Year}, true)
}

// matchEpisodes is the index's question for the episodes that a search means by
// themselves (title.Search.FindsAlone).
func matchEpisodes(p store.LibraryPage) postings.Question {
	clauses := p.Search.Clauses()
	var meant []postings.Question
	for _, c := range clauses {
		meant = append(meant, all(c.Terms, true))
		if c.Number {
			meant = append(meant, postings.Term(c.Mark))
		}
	}
	n := title.Narrowing{Tag: p.Tag, Year: p.Year}
	if len(clauses) == 1 && ofCharacters(clauses[0]) {
		return postings.All(meant[0], postings.Terms(n.Marks()...))
	}
	return postings.All(matchAnd(p.Search, n, false), postings.Any(meant...))
}

// ofCharacters reports whether all that a clause asks for are characters and pairs of
// them. What has those in its own title has them in its title, which ends with it;
// a word may begin in the middle of one there.
func ofCharacters(c title.Clause) bool {
	return c.Mark == "" && !slices.ContainsFunc(c.Terms, func(t title.Term) bool { return t.Prefix })
}

// termsOf are the terms of a movie.
func (t tx) termsOf(ctx context.Context, id int64) ([]string, error) {
	list, err := t.MoviesByID(ctx, []int64{id})
	if err != nil {
		return nil, err
	}
	movies, err := t.MovieList(ctx, list)
	if err != nil || len(movies) == 0 {
		return nil, err
	}
	return store.IndexOf(movies[0]).Terms, nil
}

// indexMovie puts a movie into the index by what its row says.
func (t tx) indexMovie(ctx context.Context, m *sqldb.Movie) error {
	if err := t.NameSeries(ctx, []*sqldb.Movie{m}); err != nil {
		return err
	}
	return t.addToIndex(m, store.IndexOf(m.Movie()).Terms)
}

// indexMovies puts movies into the index by what their rows say. Making the words
// is half of the work, and done on all processors.
func (t tx) indexMovies(ctx context.Context, list []sqldb.Movie) error {
	at := make([]*sqldb.Movie, len(list))
	for i := range list {
		at[i] = &list[i]
	}
	if err := t.NameSeries(ctx, at); err != nil {
		return err
	}
	texts := make([]string, len(list))
	var done sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		done.Go(func() {
			for i := w; i < len(list); i += workers {
				texts[i] = indexText(store.IndexOf(at[i].Movie()).Terms)
			}
		})
	}
	done.Wait()
	for i, m := range at {
		if err := t.addText(m, texts[i]); err != nil {
			return err
		}
	}
	return nil
}

// indexEntries are what a transaction puts into the index. They are written at
// its end in the order of each list, since FTS5 begins a new segment for each
// step back.
type indexEntries map[slot]string

func (e indexEntries) write(ctx context.Context, r rows) error {
	order := slices.SortedFunc(maps.Keys(e), func(a, b slot) int {
		return cmp.Or(cmp.Compare(a.table, b.table), cmp.Compare(a.place, b.place))
	})
	for since := 0; since < len(order); {
		table, n := order[since].table, 1
		for since+n < len(order) && order[since+n].table == table {
			n++
		}
		if err := e.writeList(ctx, r, order[since:since+n]); err != nil {
			return err
		}
		if n > fewMovies {
			if _, err := r.mergeIndex(ctx, table, n*mergePagesEach); err != nil {
				return err
			}
		}
		since += n
	}
	return nil
}

// writeList writes what goes into one list.
func (e indexEntries) writeList(ctx context.Context, r rows, list []slot) error {
	insert, err := r.prepare(ctx, "INSERT INTO "+string(list[0].table)+" (rowid, grams) VALUES (?, ?)")
	if err != nil {
		return err
	}
	defer insert.Close()
	for _, s := range list {
		if _, err := insert.ExecContext(ctx, s.place, e[s]); err != nil {
			return err
		}
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
	if err := r.DB.NewRaw("SELECT total_changes()").Scan(ctx, &before); err != nil {
		return false, err
	}
	if _, err := r.DB.NewRaw("INSERT INTO ? (?, rank) VALUES ('merge', ?)", l.ident(), l.ident(), n).Exec(ctx); err != nil {
		return false, err
	}
	if err := r.DB.NewRaw("SELECT total_changes()").Scan(ctx, &after); err != nil {
		return false, err
	}
	return after-before > 1, nil // the statement itself counts for one
}

// addToIndex puts a movie into the index.
func (t tx) addToIndex(m *sqldb.Movie, terms []string) error { return t.addText(m, indexText(terms)) }

func (t tx) addText(m *sqldb.Movie, text string) error {
	if m.ID > maxID {
		return errors.New("index a movie: the index has no room for its number")
	}
	for _, s := range slots(m) {
		t.index[s] = text
	}
	return nil
}

// removeFromIndex takes a movie out of the index; m is as it was added.
func (t tx) removeFromIndex(ctx context.Context, m *sqldb.Movie) error {
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
	_, err := t.DB.NewRaw("DELETE FROM ? WHERE rowid = ?", s.table.ident(), s.place).Exec(ctx)
	return err
}
