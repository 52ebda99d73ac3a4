package postings_test

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	_ "modernc.org/sqlite"

	"youku.example/store/sqldb/sqlite/postings"
)

// table is an index table with rows at random, of few terms that many have and of many
// that few have.
type table struct {
	*testing.T
	db    *sql.DB
	r     *rand.Rand
	terms []string
	rows  []int64
	far   bool // places lie far from each other
}

// newTable makes one with pages of a size.
func newTable(t *testing.T, r *rand.Rand, pageSize int) *table {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	x := &table{T: t, db: db, r: r, far: r.IntN(3) == 0}
	x.exec("CREATE VIRTUAL TABLE words USING fts5(grams, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii')")
	x.exec("INSERT INTO words (words, rank) VALUES ('pgsz', ?)", pageSize)
	for i := range 40 {
		x.terms = append(x.terms, []string{"a", "ab", "abc", "zhongguo", "人", "人生", "ßn", "ßo人"}[i%8]+strings.Repeat("x", r.IntN(20))+fmt.Sprint(i))
	}
	return x
}

func (x *table) exec(text string, args ...any) {
	x.Helper()
	if _, err := x.db.Exec(text, args...); err != nil {
		x.Fatal(text, err)
	}
}

// change adds rows, some in one transaction, or deletes some, or has FTS5 merge.
func (x *table) change() {
	x.Helper()
	switch n := x.r.IntN(10); {
	case n < 6:
		x.exec("BEGIN")
		for range []int{1, 20, 400}[x.r.IntN(3)] {
			x.add()
		}
		x.exec("COMMIT")
	case n < 8:
		for range min(len(x.rows), []int{1, 10, 100}[x.r.IntN(3)]) {
			i := x.r.IntN(len(x.rows))
			x.exec("DELETE FROM words WHERE rowid = ?", x.rows[i])
			if x.rows = slices.Delete(x.rows, i, i+1); x.r.IntN(3) == 0 {
				x.add()
			}
		}
	default:
		x.exec("INSERT INTO words (words, rank) VALUES ('merge', ?)", []int{1, 5, -500}[x.r.IntN(3)])
	}
}

// add adds a row, at a place that was free or that a deleted one had.
func (x *table) add() {
	x.Helper()
	place := x.r.Int64N(20000)
	if x.far {
		place = x.r.Int64N(2000) << 40 * (1 + x.r.Int64N(2))
	}
	if slices.Contains(x.rows, place) {
		return
	}
	var has []string
	for i, t := range x.terms {
		if x.r.IntN(1+i*i/4) == 0 {
			has = append(has, t)
		}
	}
	x.exec("INSERT INTO words (rowid, grams) VALUES (?, ?)", place, strings.Join(has, " "))
	x.rows = append(x.rows, place)
}

// question is one at random, of so many levels.
func (x *table) question(levels int) postings.Question {
	if levels > 0 && x.r.IntN(3) > 0 {
		var list []postings.Question
		for range 1 + x.r.IntN(3) {
			list = append(list, x.question(levels-1))
		}
		if x.r.IntN(3) == 0 {
			return postings.Any(list...)
		}
		return postings.All(list...)
	}
	if x.r.IntN(20) == 0 {
		return postings.Term("nothing")
	}
	term := x.terms[min(x.r.IntN(len(x.terms)), x.r.IntN(len(x.terms)))]
	if x.r.IntN(6) == 0 {
		return postings.Beginning(string([]rune(term)[:1+x.r.IntN(len([]rune(term)))]))
	}
	return postings.Term(term)
}

// bothAnswer compares FTS5's answer to a question with that of this package.
func (x *table) bothAnswer(ctx context.Context, q postings.Question) (n int) {
	x.Helper()
	low, high := int64(0), int64(1)<<62
	if len(x.rows) > 0 && x.r.IntN(2) == 0 {
		low, high = x.rows[x.r.IntN(len(x.rows))], x.rows[x.r.IntN(len(x.rows))]+x.r.Int64N(2)
	}
	down, most := x.r.IntN(2) == 0, []int{1, 10, 100000}[x.r.IntN(3)]
	order := ""
	if down {
		order = "DESC"
	}
	found, err := x.db.Query("SELECT rowid FROM words WHERE words MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid "+order+" LIMIT ?", q.String(), low, high, most)
	if err != nil {
		x.Fatal(q, err)
	}
	defer found.Close()
	var want []int64
	for found.Next() {
		var at int64
		if err := found.Scan(&at); err != nil {
			x.Fatal(err)
		}
		want = append(want, at)
	}
	if err := found.Close(); err != nil {
		x.Fatal(err)
	}
	index, err := postings.Open(ctx, x.db, "words")
	if err != nil {
		x.Fatal(err)
	}
	got, err := index.Find(ctx, q, down, low, high, most)
	if err != nil || !slices.Equal(got, want) {
		x.Fatalf("%s from %d to %d, down %v, most %d: %d places, %v, want %d:\n%v\n%v", q, low, high, down, most, len(got), err, len(want), got, want)
	}
	return len(want)
}

// Whatever was added, deleted and merged, an index answers as FTS5 does.
func TestIndex_AnswersAsFTS5(t *testing.T) {
	found := 0
	for seed := range uint64(8) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(5, seed))
			x := newTable(t, r, []int{32, 64, 200, 4050}[seed%4])
			for range 20 {
				x.change()
				for range 20 {
					found += x.bothAnswer(t.Context(), x.question(2))
				}
			}
		})
	}
	if found < 50_000 {
		t.Errorf("%d places were found: too few to prove anything", found)
	}
}
