package postgres

import (
	"strings"

	"youku.example/store"
	"youku.example/store/title"
)

// question is what the index is asked: all of has must be there, each of all must hold,
// and one of any, if there are some.
type question struct {
	has []word
	all []question
	any []question
}

// questionOf is a search; for movies of no series alone it leaves out the marks that
// none of them has.
func questionOf(s title.Search, single bool) (q question) {
	for _, c := range s.Clauses() {
		terms := question{has: askedAll(c.Terms, false)}
		if c.Mark != "" && (c.Year || !single) {
			q.all = append(q.all, question{any: []question{terms, {has: marks(c.Mark)}}})
			continue
		}
		q.has = append(q.has, terms.has...)
	}
	return q
}

func askedAll(terms []title.Term, own bool) (list []word) {
	for _, t := range terms {
		sign := 0
		if own {
			t = t.Own()
			_, sign = title.IsMark(t.Text)
		}
		list = append(list, asked(t.Text, sign))
	}
	return list
}

// marks are words that stand in the index whole.
func marks(list ...string) (all []word) {
	for _, m := range list {
		all = append(all, word{text: m})
	}
	return all
}

// and is a question that holds marks too.
func (q question) and(list []string) question {
	q.has = append(q.has[:len(q.has):len(q.has)], marks(list...)...)
	return q
}

func askedOfMovies(p store.MoviePage) question {
	return questionOf(p.Search, false).and(title.Narrowing{Tag: p.Tag, Year: p.Year, Series: p.Series}.Marks())
}

// askedOfLibrary is the question for the series of a page or, else, for its movies of
// no series and those episodes that are meant by themselves (title.Search.FindsAlone).
func askedOfLibrary(p store.LibraryPage, series bool) question {
	n := title.Narrowing{Tag: p.Tag, Year: p.Year}
	if series {
		return questionOf(p.Search, false).and(n.Marks())
	}
	single := title.Narrowing{Tag: p.Tag, Year: p.Year, Single: true}
	if p.Search.Blank() {
		return question{}.and(single.Marks())
	}
	var meant []question
	for _, c := range p.Search.Clauses() {
		meant = append(meant, question{has: askedAll(c.Terms, true)})
		if c.Number {
			meant = append(meant, question{has: marks(c.Mark)})
		}
	}
	alone := questionOf(p.Search, false).and(n.Marks())
	alone.all = append(alone.all, question{any: meant})
	return question{any: []question{questionOf(p.Search, true).and(single.Marks()), alone}}
}

// tsquery is the question as PostgreSQL reads it, with bucketSign before each word; ""
// for one that always holds.
func (q question) tsquery() string {
	var b strings.Builder
	q.write(&b)
	return b.String()
}

func (q question) write(b *strings.Builder) {
	begin := b.Len()
	and := func() {
		if b.Len() > begin {
			b.WriteString(" & ")
		}
	}
	for _, w := range q.has {
		and()
		w.in(b)
	}
	for _, part := range q.all {
		if text := part.tsquery(); text != "" {
			and()
			b.WriteString("(" + text + ")")
		}
	}
	var ways []string
	for _, part := range q.any {
		text := part.tsquery()
		if text == "" {
			return
		}
		ways = append(ways, "("+text+")")
	}
	if len(ways) > 0 {
		and()
		b.WriteString("(" + strings.Join(ways, " | ") + ")")
	}
}

// found is the condition that the question holds of a row in a bucket, which is an
// expression of SQL: the rest of it is made for the page.
func (q question) found(bucket string) string {
	return "in_buckets(buckets, words) @@ replace(" + quote(q.tsquery()) + ", " + quote(bucketSign) + ", " + bucket + ")::tsquery"
}

// foundIn is found of a question that is a value.
func foundIn(bucket string) string {
	return "in_buckets(buckets, words) @@ replace(?::text, " + quote(bucketSign) + ", " + bucket + ")::tsquery"
}

// quote is a text as SQL has it.
func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
