package sqlite

import (
	"context"
	"maps"
	"slices"

	"github.com/uptrace/bun"

	"youku.example/store"
	"youku.example/store/sqldb"
	"youku.example/store/sqldb/sqlite/postings"
	"youku.example/store/title"
)

// The audit is searched by an index of words, as movies are. A line is not put into
// it by the update that adds the line, which would make each purchase slower, but
// by maintenance, some at a time. The last few lines are in none: a search
// looks at each of those.

// auditIndexVersion is raised when what stands in the index for a line changes.
const auditIndexVersion = 1

const (
	// fewUnindexed lines wait for more; that many are put into the index at once, in a
	// quiet period.
	fewUnindexed = 50
	// manyUnindexed do not wait for one: each search looks at all of them.
	manyUnindexed = 10_000
)

// auditTexts are what a line is found by, but for its action's mark.
func auditTexts(l *sqldb.AuditLine) []string { return []string{l.Actor, l.Action, l.Target} }

// indexAudit puts the next lines into the index, at most n, and returns how many.
func (t tx) indexAudit(ctx context.Context, n int64) (int, error) {
	upto, err := t.auditIndexed(ctx)
	if err != nil {
		return 0, err
	}
	var list []sqldb.AuditLine
	if err := t.DB.NewSelect().Model(&list).Where("a.id > ?", upto).Order("id").Limit(n).Scan(ctx); err != nil || len(list) == 0 {
		return 0, err
	}
	for i := range list {
		set := map[string]bool{title.MarkTag(list[i].Action): true}
		for _, text := range auditTexts(&list[i]) {
			for _, term := range title.Terms(text) {
				set[term] = true
			}
		}
		t.index[slot{allAudit, list[i].ID}] = indexText(slices.Sorted(maps.Keys(set)))
	}
	_, err = t.DB.NewRaw("UPDATE audit_index SET upto = ?", list[len(list)-1].ID).Exec(ctx)
	return len(list), err
}

// auditIndexed is the last line that is in the index.
func (r rows) auditIndexed(ctx context.Context) (upto int64, err error) {
	err = r.DB.NewRaw("SELECT upto FROM audit_index").Scan(ctx, &upto)
	return upto, err
}

// fillAuditIndex puts the lines into the index that are not in it, all of them after
// its version changed, but for the few that wait for more; it returns how many
// those are. It is done while opening, in steps that a crash does not undo.
func (db *DB) fillAuditIndex(ctx context.Context) (waiting int, err error) {
	var version int64
	if err := db.write.NewRaw("SELECT version FROM audit_index").Scan(ctx, &version); err != nil {
		return 0, err
	}
	switch {
	case version > auditIndexVersion:
		return 0, store.ErrRowsNewer
	case version < auditIndexVersion:
		if err := db.Update(ctx, func(t store.Tx) error { return t.(tx).emptyAuditIndex(ctx) }); err != nil {
			return 0, err
		}
	}
	for {
		err := db.write.NewRaw("SELECT count(*) FROM (SELECT 1 FROM audit WHERE id > (SELECT upto FROM audit_index) LIMIT ?)", fewUnindexed).Scan(ctx, &waiting)
		if err != nil || waiting < fewUnindexed {
			return waiting, err
		}
		err = db.Update(ctx, func(t store.Tx) error {
			_, err := t.(tx).indexAudit(ctx, fillBatch)
			return err
		})
		if err != nil {
			return 0, err
		}
	}
}

func (t tx) emptyAuditIndex(ctx context.Context) error {
	if _, err := t.DB.NewRaw("INSERT INTO ? (?) VALUES ('delete-all')", allAudit.ident(), allAudit.ident()).Exec(ctx); err != nil {
		return err
	}
	_, err := t.DB.NewRaw("UPDATE audit_index SET version = ?, upto = 0", auditIndexVersion).Exec(ctx)
	return err
}

// auditMatch is the index's question for words; exact reports whether each line that
// it finds has them. With ok false nothing can have them.
func auditMatch(q store.AuditQuery) (question postings.Question, exact, ok bool) {
	var all []postings.Question
	exact = true
	for _, w := range q.Words {
		s := title.NewSearch(w.Text)
		if s.Blank() {
			continue
		}
		exact = exact && s.Exact()
		var either []postings.Question
		if len(s.Clauses()) > 0 {
			either = append(either, match(s, false))
		}
		for _, action := range w.Actions {
			either = append(either, postings.Term(title.MarkTag(action)))
		}
		if len(either) == 0 {
			return question, false, false
		}
		all = append(all, postings.Any(either...))
	}
	return postings.All(all...), exact, len(all) > 0
}

// findAudit gives the part of the lines that have words: the last few are looked
// at, the index finds the others.
func (r rows) findAudit(ctx context.Context, q store.AuditQuery, s store.Span) (found []store.AuditLine, err error) {
	question, _, ok := auditMatch(q)
	if !ok {
		return nil, nil
	}
	upto, err := r.auditIndexed(ctx)
	if err != nil {
		return nil, err
	}
	down := !s.Reverse
	last, err := r.auditBehind(ctx, q, upto, s)
	if err != nil {
		return nil, err
	}
	if down {
		found = last
	}
	from := bound(down, s.After != 0 && (s.After <= upto || !down), s.After)
	x := r.finder()
	for n := s.Limit; len(found) < s.Limit; n = min(4*n, 2000) {
		ids, err := x.merged(ctx, asking(question, whole(allAudit)), down, from, n)
		if err != nil {
			return nil, err
		}
		lines, err := r.auditByID(ctx, ids, down)
		if err != nil {
			return nil, err
		}
		found = append(found, having(lines, q)...)
		if len(ids) < n {
			break
		}
		from = bound(down, true, ids[len(ids)-1])
	}
	if !down {
		found = append(found, last...)
	}
	return found[:min(len(found), s.Limit)], nil
}

// auditBehind gives the lines of a span that have words and are not in the index.
func (r rows) auditBehind(ctx context.Context, q store.AuditQuery, upto int64, s store.Span) ([]store.AuditLine, error) {
	var list []sqldb.AuditLine
	if err := sqldb.NewestFirst(r.DB.NewSelect().Model(&list).Where("a.id > ?", upto), "a.id", store.Span{After: s.After, Reverse: s.Reverse, Limit: -1}).Scan(ctx); err != nil {
		return nil, err
	}
	return having(sqldb.AuditLinesOf(list), q), nil
}

// auditByID reads lines by ID, in the order of that or, down, against it.
func (r rows) auditByID(ctx context.Context, ids []int64, down bool) ([]store.AuditLine, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var list []sqldb.AuditLine
	q := r.DB.NewSelect().Model(&list).Where("a.id IN (?)", bun.List(ids)).OrderExpr("a.id ?", sqldb.DirectionOf(down).Order)
	err := q.Scan(ctx)
	return sqldb.AuditLinesOf(list), err
}

// having are the lines that have all words.
func having(lines []store.AuditLine, q store.AuditQuery) []store.AuditLine {
	return slices.DeleteFunc(lines, func(l store.AuditLine) bool {
		return slices.ContainsFunc(q.Words, func(w store.AuditWord) bool { return !w.In(l) })
	})
}

// countAuditFound counts the lines that have words.
func (r rows) countAuditFound(ctx context.Context, q store.AuditQuery, most int) (t store.Total, err error) {
	question, exact, ok := auditMatch(q)
	if !ok {
		return t, nil
	}
	upto, err := r.auditIndexed(ctx)
	if err != nil {
		return t, err
	}
	behind, err := r.auditBehind(ctx, q, upto, store.Span{})
	if err != nil {
		return t, err
	}
	if !exact {
		most = min(most, sqldb.MostRead)
	}
	ids, err := r.finder().merged(ctx, asking(question, whole(allAudit)), true, last, most+1)
	if err != nil {
		return t, err
	}
	t.More = len(ids) > most
	ids = ids[:min(most, len(ids))]
	t.N = len(ids) + len(behind)
	if !exact {
		lines, err := r.auditByID(ctx, ids, true)
		if err != nil {
			return t, err
		}
		t.N = len(having(lines, q)) + len(behind)
	}
	return t, nil
}
