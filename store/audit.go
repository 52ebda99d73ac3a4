package store

import "context"

// Audit lists who did what, the newest first, for admins.
func (s *Shop) Audit(ctx context.Context, a Actor, limit int) (lines []AuditLine, err error) {
	if limit <= 0 || limit > 10_000 {
		limit = 200
	}
	err = s.db.View(ctx, func(v View) error {
		if err := s.admin(ctx, v, a); err != nil {
			return err
		}
		lines, err = v.AuditLines(ctx, limit)
		return err
	})
	return lines, err
}

// Note adds a line to the audit for what was done outside of the shop.
func (s *Shop) Note(ctx context.Context, a Actor, action, target, detail string) error {
	return s.db.Update(ctx, func(tx Tx) error {
		return note(ctx, tx, a, deed{Clean(action), target, detail})
	})
}
