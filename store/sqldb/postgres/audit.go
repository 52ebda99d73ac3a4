package postgres

import (
	"context"
	"slices"

	"youku.example/store"
)

// auditPart is how many lines are read at once where words are looked for.
const auditPart = 2000

// AuditLines implements store.View. Where words are asked for, lines are read in the
// order of the page until it is full.
func (r rows) AuditLines(ctx context.Context, q store.AuditQuery, s store.Span) (found []store.AuditLine, err error) {
	if len(q.Words) == 0 {
		return r.Rows.AuditLines(ctx, q, s)
	}
	err = r.havingWords(ctx, q, s, func(l store.AuditLine) bool {
		found = append(found, l)
		return len(found) < s.Limit
	})
	return found, err
}

// CountAudit implements store.View.
func (r rows) CountAudit(ctx context.Context, q store.AuditQuery, most int) (t store.Total, err error) {
	if len(q.Words) == 0 {
		return r.Rows.CountAudit(ctx, q, most)
	}
	err = r.havingWords(ctx, q, store.Span{}, func(store.AuditLine) bool {
		if t.N == most {
			t.More = true
			return false
		}
		t.N++
		return true
	})
	return t, err
}

// havingWords gives the lines of a span that have words, until yield wants no more.
func (r rows) havingWords(ctx context.Context, q store.AuditQuery, s store.Span, yield func(store.AuditLine) bool) error {
	s.Limit = auditPart
	for {
		lines, err := r.Rows.AuditLines(ctx, store.AuditQuery{}, s)
		if err != nil {
			return err
		}
		for _, l := range lines {
			if !slices.ContainsFunc(q.Words, func(w store.AuditWord) bool { return !w.In(l) }) && !yield(l) {
				return nil
			}
		}
		if len(lines) < auditPart {
			return nil
		}
		s.After = lines[len(lines)-1].ID
	}
}
