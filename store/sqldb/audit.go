package sqldb

import (
	"context"

	"github.com/uptrace/bun"

	"youku.example/store"
)

type auditLine struct {
	bun.BaseModel `bun:"table:audit,alias:a"`

	ID     int64 `bun:",pk,autoincrement"`
	At     int64
	Actor  string
	Role   string
	Action string
	Target string
	Addr   string
	Key    string
	Detail string
}

func (r rows) AuditLines(ctx context.Context, q store.AuditQuery, s store.Span) ([]store.AuditLine, error) {
	if len(q.Words) > 0 {
		return r.findAudit(ctx, q, s)
	}
	var list []auditLine
	if err := newestFirst(r.db.NewSelect().Model(&list), "a.id", s).Scan(ctx); err != nil {
		return nil, err
	}
	return auditLines(list), nil
}

func auditLines(list []auditLine) []store.AuditLine {
	lines := make([]store.AuditLine, len(list))
	for i, l := range list {
		lines[i] = store.AuditLine{
			ID: l.ID, At: unstamp(l.At), Actor: l.Actor, Role: store.Role(l.Role), Action: l.Action,
			Target: l.Target, Addr: l.Addr, Key: l.Key, Detail: l.Detail,
		}
	}
	return lines
}

func (r rows) CountAudit(ctx context.Context, q store.AuditQuery, most int) (store.Total, error) {
	if len(q.Words) > 0 {
		return r.countAuditFound(ctx, q, most)
	}
	n, err := r.listCount(ctx, "audit")
	return store.Total{N: n}, err
}

func (t tx) AddAudit(ctx context.Context, l store.AuditLine) error {
	_, err := t.insertKept(ctx, &auditLine{
		At: stamp(l.At), Actor: l.Actor, Role: string(l.Role), Action: l.Action,
		Target: l.Target, Addr: l.Addr, Key: l.Key, Detail: l.Detail,
	})
	if err == nil && t.audited != nil {
		*t.audited++
	}
	return err
}

// Vouched reads the whole audit: it is asked once a start, and when the file of
// admins' keys has changed.
func (r rows) Vouched(ctx context.Context) (map[string]string, error) {
	var list []struct{ Action, Target, Detail string }
	add, remove := store.VouchedActions()
	err := r.db.NewRaw("SELECT action, target, detail FROM audit WHERE action IN (?, ?) ORDER BY id", add, remove).Scan(ctx, &list)
	vouched := map[string]string{}
	for _, l := range list {
		if delete(vouched, l.Detail); l.Action == add {
			vouched[l.Detail] = l.Target
		}
	}
	return vouched, err
}
