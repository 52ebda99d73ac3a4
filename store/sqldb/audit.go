package sqldb

import (
	"context"

	"github.com/uptrace/bun"

	"youku.example/store"
)

// AuditLine is a row of the audit.
type AuditLine struct {
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

// AuditLines lists the lines, of which no words are asked for.
func (r Rows) AuditLines(ctx context.Context, _ store.AuditQuery, s store.Span) ([]store.AuditLine, error) {
	var list []AuditLine
	if err := NewestFirst(r.DB.NewSelect().Model(&list), "a.id", s).Scan(ctx); err != nil {
		return nil, err
	}
	return AuditLinesOf(list), nil
}

// AuditLinesOf are the lines of rows.
func AuditLinesOf(list []AuditLine) []store.AuditLine {
	lines := make([]store.AuditLine, len(list))
	for i, l := range list {
		lines[i] = store.AuditLine{
			ID: l.ID, At: unstamp(l.At), Actor: l.Actor, Role: store.Role(l.Role), Action: l.Action,
			Target: l.Target, Addr: l.Addr, Key: l.Key, Detail: l.Detail,
		}
	}
	return lines
}

// CountAudit counts all lines.
func (r Rows) CountAudit(ctx context.Context, _ store.AuditQuery, _ int) (store.Total, error) {
	n, err := r.ListCount(ctx, "audit")
	return store.Total{N: n}, err
}

func (r Rows) AddAudit(ctx context.Context, l store.AuditLine) error {
	_, err := r.InsertKept(ctx, &AuditLine{
		At: stamp(l.At), Actor: l.Actor, Role: string(l.Role), Action: l.Action,
		Target: l.Target, Addr: l.Addr, Key: l.Key, Detail: l.Detail,
	})
	return err
}

// Vouched reads the whole audit: it is asked once a start, and when the file of
// admins' keys has changed.
func (r Rows) Vouched(ctx context.Context) (map[string]string, error) {
	var list []struct{ Action, Target, Detail string }
	add, remove := store.VouchedActions()
	err := r.DB.NewRaw("SELECT action, target, detail FROM audit WHERE action IN (?, ?) ORDER BY id", add, remove).Scan(ctx, &list)
	vouched := map[string]string{}
	for _, l := range list {
		if delete(vouched, l.Detail); l.Action == add {
			vouched[l.Detail] = l.Target
		}
	}
	return vouched, err
}
