package store

import (
	"context"
	"net/netip"
	"time"
)

// Ban is a source that is held back for now.
type Ban struct {
	Source netip.Prefix
	Until  time.Time
	Why    BanReason
	Times  int // that it did so since it was last heard of
}

// BanReason is what a source did too often.
type BanReason string

// The reasons, as the audit has them.
const (
	BanGuesses BanReason = "passwords"   // wrong ones: its passwords are refused
	BanNoise   BanReason = "connections" // that came to nothing: few of it log in at once
)

// NoteBans writes down which sources are held back since lately, and how many
// more there are. The client has proven nothing: the source is all that is known.
func (s *Shop) NoteBans(ctx context.Context, begun []Ban, more int) error {
	err := s.db.Update(ctx, func(tx Tx) error {
		for _, b := range begun {
			by, source := Operator(), b.Source.String()
			by.Addr = source
			if err := addAudit(ctx, tx, by, auditf("ban", source, "%s: %d", b.Why, b.Times)); err != nil {
				return err
			}
		}
		if more == 0 {
			return nil
		}
		return addAudit(ctx, tx, Operator(), auditf("ban", "", "and %d more", more))
	})
	if err == nil {
		s.notifier.NotifyAdmins(TopicPeople)
	}
	return err
}
