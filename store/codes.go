package store

import (
	"context"
	"errors"
	"time"

	"youku.example/store/code"
	"youku.example/store/event"
)

// maxCodes is how many codes one mint makes at most.
const maxCodes = 1000

// Redeem turns a code into money, once.
func (s *Shop) Redeem(ctx context.Context, a Actor, typed string) (amount, balance Fen, err error) {
	hash := code.Hash(typed)
	err = s.asUser(ctx, a, func(tx *change, u User) (auditEvent, error) {
		if hash == "" {
			return auditEvent{}, ErrCode
		}
		var err error
		if amount, err = tx.UseCode(ctx, hash, u.ID, s.wall()); errors.Is(err, errNoRow) {
			return auditEvent{}, ErrCode
		} else if err != nil {
			return auditEvent{}, err
		}
		_, balance, err = s.move(ctx, tx, u, amount, LedgerEntry{Kind: EntryRedeem, By: u.Name}, HouseAccountCodes)
		tx.announce(event.ForAccount(u.ID, TopicWallet))
		return auditf("redeem", u.Name, "%s", amount), err
	})
	if err != nil {
		return 0, 0, err
	}
	return amount, balance, nil
}

// MintCodes makes redeem codes. Their text exists only in the answer.
func (s *Shop) MintCodes(ctx context.Context, a Actor, amount Fen, count int) (codes []Code, err error) {
	err = s.asAdmin(ctx, a, func(tx *change) (auditEvent, error) {
		codes, err = mint(ctx, tx, s.wall(), a.Name, amount, count)
		return auditf("codes mint", "", "%d of %s", count, amount), err
	})
	if err != nil {
		return nil, err
	}
	return codes, nil
}

func mint(ctx context.Context, tx Tx, at time.Time, by string, amount Fen, count int) ([]Code, error) {
	if err := checkAmount(amount); err != nil {
		return nil, err
	}
	b := Batch{Kind: BatchOfCodes, Amount: amount, Count: count, By: by, CreatedAt: at}
	if err := addBatch(ctx, tx, &b); err != nil {
		return nil, err
	}
	codes := make([]Code, 0, count)
	for range count {
		c := Code{Text: code.New(), Amount: amount, Batch: b.ID}
		if err := tx.AddCode(ctx, CodeRow{Hash: code.Hash(c.Text), Batch: b.ID, Amount: amount, MadeBy: by, MadeAt: at}); err != nil {
			return nil, err
		}
		codes = append(codes, c)
	}
	return codes, nil
}

func addBatch(ctx context.Context, tx Tx, b *Batch) error {
	if b.Count < 1 || b.Count > maxCodes {
		return &Refusal{Code: ErrCount.Code, Limit: maxCodes}
	}
	return tx.AddBatch(ctx, b)
}

// MintInvitations makes invitations, each with VIP time of a plan ("" for none)
// as it is now. Their text exists only in the answer.
func (s *Shop) MintInvitations(ctx context.Context, a Actor, count int, plan string) (list []Invitation, err error) {
	b := Batch{Kind: BatchOfInvitations, Plan: plan, Count: count, By: a.Name}
	if plan != "" {
		p, err := s.Rules().plan(plan)
		if err != nil {
			return nil, err
		}
		b.Amount, b.Days = p.Price, p.Days
	}
	err = s.asAdmin(ctx, a, func(tx *change) (auditEvent, error) {
		b.CreatedAt = s.wall()
		if err := addBatch(ctx, tx, &b); err != nil {
			return auditEvent{}, err
		}
		list = nil
		for range count {
			in := Invitation{Text: code.New(), Plan: plan, Batch: b.ID}
			if err := tx.AddInvitation(ctx, code.Hash(in.Text), b.ID); err != nil {
				return auditEvent{}, err
			}
			list = append(list, in)
		}
		if plan != "" {
			return auditf("invite mint", "", "batch %d: %d, VIP %s", b.ID, count, plan), nil
		}
		return auditf("invite mint", "", "batch %d: %d", b.ID, count), nil
	})
	if err != nil {
		return nil, err
	}
	return list, nil
}

// BatchPage lists the batches of a kind ("": of each), the newest first, for admins.
func (s *Shop) BatchPage(ctx context.Context, a Actor, kind BatchKind, span Span) (p Page[Batch], err error) {
	err = s.db.View(ctx, func(v View) error {
		if err := s.requireAdmin(ctx, v, a); err != nil {
			return err
		}
		if p.Rows, err = v.Batches(ctx, kind, span.within(pageLimit, maxPage)); err != nil {
			return err
		}
		if p.Total.N, err = v.CountBatches(ctx, kind); err != nil {
			return err
		}
		return asNumbers(ctx, v, p.Rows, func(b *Batch) (*string, time.Time) { return &b.By, b.CreatedAt })
	})
	return p, err
}

// VoidBatch voids those of a batch that were not used yet, and says how the
// batch stands now. Doing so again is a success.
func (s *Shop) VoidBatch(ctx context.Context, a Actor, kind BatchKind, id int64) (b Batch, err error) {
	err = s.asAdmin(ctx, a, func(tx *change) (auditEvent, error) {
		before, err := tx.Batch(ctx, kind, id)
		if err != nil {
			return auditEvent{}, notFoundAs(err, &Refusal{Code: ErrNoBatch.Code, Limit: int(id)})
		}
		if b = before; b.Unused == 0 {
			return auditEvent{}, nil
		}
		if err := tx.VoidBatch(ctx, id, s.wall()); err != nil {
			return auditEvent{}, err
		}
		b.Unused, b.Voided = 0, b.Voided+b.Unused
		action := "codes void"
		if kind == BatchOfInvitations {
			action = "invite void"
		}
		return auditf(action, "", "batch %d: %d", id, before.Unused), nil
	})
	if err != nil {
		return Batch{}, err
	}
	return b, nil
}

// invited is what an invitation brings: its batch, and how long it makes a VIP.
func (s *Shop) invited(ctx context.Context, v View, invitation string) (Batch, error) {
	hash := code.Hash(invitation)
	if hash == "" {
		return Batch{}, ErrInvitation
	}
	b, err := v.InvitationBatch(ctx, hash)
	return b, notFoundAs(err, ErrInvitation)
}

// useInvitation marks an invitation as used by a new account, and posts its VIP
// time: what promotions pay, the plans have sold.
func useInvitation(ctx context.Context, tx Tx, u User, invitation string, b Batch) error {
	e := LedgerEntry{Kind: EntryVIP, Note: b.Plan, By: u.Name, At: u.CreatedAt, Postings: []Posting{
		{LedgerAccount: LedgerAccount{HouseAccount: HouseAccountPromotions}, Amount: -b.Amount},
		{LedgerAccount: LedgerAccount{HouseAccount: HouseAccountVIP}, Amount: b.Amount},
	}}
	if b.Amount != 0 {
		if err := tx.AddEntry(ctx, &e); err != nil {
			return err
		}
	}
	return notFoundAs(tx.UseInvitation(ctx, code.Hash(invitation), u.ID, e.ID, u.CreatedAt), ErrInvitation)
}

// checkAmount bounds what an admin may give away at once.
func checkAmount(amount Fen) error {
	if amount <= 0 || amount > MaxFen {
		return ErrAmount
	}
	return nil
}

// Credit adds to a person's balance.
func (s *Shop) Credit(ctx context.Context, a Actor, name string, amount Fen, why string) (balance Fen, err error) {
	var u User
	err = s.asAdmin(ctx, a, func(tx *change) (auditEvent, error) {
		if err := checkAmount(amount); err != nil {
			return auditEvent{}, err
		}
		text, err := CheckLine(why, 200)
		if err != nil {
			return auditEvent{}, err
		}
		if u, err = userNamed(ctx, tx, name); err != nil {
			return auditEvent{}, err
		}
		_, balance, err = s.move(ctx, tx, u, amount, LedgerEntry{Kind: EntryCredit, Note: text, By: a.Name}, HouseAccountCredits)
		tx.announce(event.ForAccount(u.ID, TopicWallet))
		return auditf("credit", u.Name, "%s %s", amount, text), err
	})
	if err != nil {
		return 0, err
	}
	return balance, nil
}

// Code is a redeem code just minted. Its text is shown once and kept nowhere.
type Code struct {
	Text   string
	Amount Fen
	Batch  int64
}

// Invitation is one just minted, as Code is: its text registers an account,
// once.
type Invitation struct {
	Text  string
	Plan  string // of its VIP time, "" for none
	Batch int64
}
