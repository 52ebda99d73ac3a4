package store

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"

	"golang.org/x/text/width"
)

// A redeem code is 20 letters of Crockford's base32 in groups of four: 100
// random bits, without the letters that people mix up. Only its SHA-256 is
// kept, which is enough for something that cannot be guessed.
const (
	crockford  = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	codeLength = 20
	codeGroup  = 4
	maxCodes   = 1000
)

func newCode() string {
	random := make([]byte, codeLength)
	rand.Read(random)
	var b strings.Builder
	for i, r := range random {
		if i > 0 && i%codeGroup == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(crockford[r%32])
	}
	return b.String()
}

// NormalCode is a code as it was minted, from the way a person types it: in
// either case, in full width, with or without dashes and spaces, O for 0, I and
// L for 1. It is "" for what can't be a code.
func NormalCode(typed string) string {
	if len(typed) > 8*codeLength {
		return ""
	}
	var b strings.Builder
	for _, r := range strings.ToUpper(width.Fold.String(typed)) {
		switch r {
		case '-', ' ', '\t', '–', '—', '\u00a0', '\u3000':
			continue
		case 'O':
			r = '0'
		case 'I', 'L':
			r = '1'
		}
		if !strings.ContainsRune(crockford, r) {
			return ""
		}
		b.WriteRune(r)
	}
	if b.Len() != codeLength {
		return ""
	}
	return b.String()
}

func codeHash(normal string) string {
	sum := sha256.Sum256([]byte(normal))
	return hex.EncodeToString(sum[:])
}

// Redeem turns a code into money, once.
func (s *Shop) Redeem(ctx context.Context, a Actor, code string) (amount, balance Fen, err error) {
	normal := NormalCode(code)
	err = s.asUser(ctx, a, func(tx Tx, u User) (auditEvent, error) {
		if normal == "" {
			return auditEvent{}, ErrCode
		}
		var err error
		if amount, err = tx.UseCode(ctx, codeHash(normal), u.ID, wall()); errors.Is(err, errNoRow) {
			return auditEvent{}, ErrCode
		} else if err != nil {
			return auditEvent{}, err
		}
		_, balance, err = s.move(ctx, tx, u, amount, LedgerEntry{Kind: EntryRedeem, By: u.Name}, HouseAccountCodes)
		return auditf("redeem", u.Name, "%s", amount), err
	})
	if err != nil {
		return 0, 0, err
	}
	s.notifier.NotifyAccount(a.Account, TopicWallet)
	return amount, balance, nil
}

// MintCodes makes redeem codes. Their text exists only in the answer.
func (s *Shop) MintCodes(ctx context.Context, a Actor, amount Fen, count int) (codes []Code, err error) {
	err = s.asAdmin(ctx, a, func(tx Tx) (auditEvent, error) {
		codes, err = mint(ctx, tx, a.Name, amount, count)
		return auditf("codes mint", "", "%d of %s", count, amount), err
	})
	if err != nil {
		return nil, err
	}
	return codes, nil
}

func mint(ctx context.Context, tx Tx, by string, amount Fen, count int) ([]Code, error) {
	if err := checkAmount(amount); err != nil {
		return nil, err
	}
	if count < 1 || count > maxCodes {
		return nil, &Refusal{Code: ErrCount.Code, Limit: maxCodes}
	}
	codes := make([]Code, 0, count)
	for range count {
		c := Code{Text: newCode(), Amount: amount}
		if err := tx.AddCode(ctx, CodeRow{Hash: codeHash(NormalCode(c.Text)), Amount: amount, MadeBy: by, MadeAt: wall()}); err != nil {
			return nil, err
		}
		codes = append(codes, c)
	}
	return codes, nil
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
	err = s.asAdmin(ctx, a, func(tx Tx) (auditEvent, error) {
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
		return auditf("credit", u.Name, "%s %s", amount, text), err
	})
	if err != nil {
		return 0, err
	}
	s.notifier.NotifyAccount(u.ID, TopicWallet)
	return balance, nil
}

// Code is a redeem code just minted. Its text is shown once and kept nowhere.
type Code struct {
	Text   string
	Amount Fen
}
