package store

import (
	"context"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"time"

	"youku.example/store/event"
	"youku.example/store/title"
)

// AuditLine says who did what to whom, from where and with which key.
type AuditLine struct {
	ID     int64
	At     time.Time
	Actor  string
	Role   Role
	Action string // the command's name: lock, publish, …
	Target string
	Addr   string
	Key    string
	Detail string
}

// account is where a line says to whose account something was done; nil where it was
// done to something else.
func (l *AuditLine) account() *string {
	switch l.Action {
	case "account remove", "admin add", "admin remove", "credit", "gift", "key add", "key remove", "kick", "lock", "login", actionPasswd,
		"redeem", "refund", "register", "unlock", "vip":
		return &l.Target
	}
	return nil
}

// Audit lists who did what, the newest first, for admins.
func (s *Shop) Audit(ctx context.Context, a Actor, limit int) ([]AuditLine, error) {
	p, err := s.AuditPage(ctx, a, AuditQuery{}, Span{Limit: limit})
	return p.Rows, err
}

// AuditQuery says which lines of the audit are asked for: those that have all of
// the words. The zero one asks for every line.
type AuditQuery struct{ Words []AuditWord }

// AuditWord stands in a line where Text is found in who did it, in the action or in
// what it was done to, as movies are found by their titles; or where the action is
// one of Actions.
type AuditWord struct {
	Text    string
	Actions []string
}

// In reports whether the word stands in a line.
func (w AuditWord) In(l AuditLine) bool {
	return slices.Contains(w.Actions, l.Action) || title.NewSearch(w.Text).Finds(title.Subject{Title: l.Actor, Tags: []string{l.Action, l.Target}})
}

// AuditPage is a part of the audit, for admins: 200 lines unless the span says
// otherwise, 10,000 at most.
func (s *Shop) AuditPage(ctx context.Context, a Actor, q AuditQuery, span Span) (p Page[AuditLine], err error) {
	q.Words = slices.DeleteFunc(slices.Clone(q.Words), func(w AuditWord) bool { return strings.TrimSpace(w.Text) == "" })
	err = s.db.View(ctx, func(v View) error {
		if err := s.requireAdmin(ctx, v, a); err != nil {
			return err
		}
		if p.Rows, err = v.AuditLines(ctx, q, span.within(200, 10_000)); err != nil {
			return err
		}
		if p.Total, err = v.CountAudit(ctx, q, mostCounted); err != nil {
			return err
		}
		return asNumbers(ctx, v, p.Rows,
			func(l *AuditLine) (*string, time.Time) { return &l.Actor, l.At },
			func(l *AuditLine) (*string, time.Time) { return l.account(), l.At })
	})
	return p, err
}

// Note adds a line to the audit for what was done outside of the shop.
func (s *Shop) Note(ctx context.Context, a Actor, action, target, detail string) error {
	return s.db.Update(ctx, func(tx Tx) error {
		return addAudit(ctx, tx, s.wall(), a, auditEvent{Clean(action), target, detail})
	})
}

// auditEvent is what an audit line says but for who did it.
type auditEvent struct{ action, target, detail string }

func auditf(action, target, detail string, args ...any) auditEvent {
	if len(args) > 0 {
		detail = fmt.Sprintf(detail, args...)
	}
	return auditEvent{action, target, detail}
}

func addAudit(ctx context.Context, tx Tx, at time.Time, a Actor, d auditEvent) error {
	return tx.AddAudit(ctx, AuditLine{
		At: at, Actor: Clean(a.Name), Role: a.Role, Addr: Clean(a.Addr), Key: Clean(a.Key),
		Action: d.action, Target: Clean(d.target), Detail: Clean(d.detail),
	})
}

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
	return s.change(ctx, func(tx *change) error {
		tx.announce(event.ForAdmins(TopicPeople))
		for _, b := range begun {
			by, source := Operator(), b.Source.String()
			by.Addr = source
			if err := addAudit(ctx, tx, s.wall(), by, auditf("ban", source, "%s: %d", b.Why, b.Times)); err != nil {
				return err
			}
		}
		if more == 0 {
			return nil
		}
		return addAudit(ctx, tx, s.wall(), Operator(), auditf("ban", "", "and %d more", more))
	})
}
