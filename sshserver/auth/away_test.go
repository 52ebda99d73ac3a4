package auth

import (
	"context"
	"errors"
	"log/slog"
	"net/netip"
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/sshserver/limit"
	"youku.example/store"
)

// awayPeople can't be asked.
type awayPeople struct{ slowPeople }

func (p *awayPeople) Login(context.Context, string, string) (store.Account, error) {
	return store.Account{}, store.ErrRowsAway
}

// pricedConn notes what is to be paid for.
type pricedConn struct {
	Conn
	guessed, excused int
}

func (c *pricedConn) Source() netip.Prefix { return here }
func (c *pricedConn) Caller() string       { return here.String() }
func (c *pricedConn) Guessed()             { c.guessed++ }
func (c *pricedConn) Excused()             { c.excused++ }

// A password that can't be checked is no wrong one: it is said why, once, and nothing is
// paid for it.
func TestTry_Away(t *testing.T) {
	c := &pricedConn{}
	u := &userAuth{Logins: New(&awayPeople{}, nil, limit.Defaults(), slog.New(slog.DiscardHandler)), conn: c, log: slog.New(slog.DiscardHandler)}
	var banner *gossh.BannerError
	_, err := u.try("alice", "correct horse")
	if !errors.As(err, &banner) || !strings.Contains(banner.Message, "out of reach") || !strings.Contains(banner.Message, "连不上") {
		t.Errorf("at first: %v", err)
	}
	if _, err = u.try("alice", "correct horse"); err == nil || errors.As(err, &banner) {
		t.Errorf("once more: %v", err)
	}
	if c.guessed != 0 || c.excused != 2 || u.wrong != 0 {
		t.Errorf("counted as %d guesses, %d excuses and %d wrong passwords", c.guessed, c.excused, u.wrong)
	}
}
