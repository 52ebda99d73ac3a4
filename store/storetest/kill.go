package storetest

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"youku.example/store"
)

// childDir tells a test binary that it is the child of testKill, and where
// its rows are.
const childDir = "YOUKU_STORETEST_CHILD"

// Main runs the tests of an engine, or the child of its kill test.
func Main(m *testing.M, open Opener) {
	if dir := os.Getenv(childDir); dir != "" {
		fmt.Fprintln(os.Stderr, child(dir, open))
		os.Exit(1)
	}
	// Each round is many durable transactions: enough of them without being
	// asked for more (-rapid.checks=1000).
	if err := flag.Set("rapid.checks", "40"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// testKill runs a shop in another process, kills it in the middle of its
// deeds, and looks whether everything that it acknowledged is there.
func testKill(t *testing.T, open Opener) {
	rounds := 6
	if testing.Short() {
		rounds = 2
	}
	dir := t.TempDir()
	h := newHouseIn(t, open, dir)
	h.movie("流浪地球", 100)
	h.must(h.shop.Close())
	acked := map[string]store.Fen{} // what each person must have
	for range rounds {
		killChild(t, dir, acked)
		h.start(store.DefaultRules())
		h.clean()
		h.acknowledged(acked)
		h.must(h.shop.Close())
	}
	h.start(store.DefaultRules())
	if len(acked) < rounds {
		t.Errorf("only %d deeds were acknowledged in %d rounds", len(acked), rounds)
	}
}

// killChild lets a child work for a moment, reads what it acknowledges, and
// kills it without a warning.
func killChild(t *testing.T, dir string, acked map[string]store.Fen) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childDir+"="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines, enough := bufio.NewScanner(out), 1+rand.IntN(40)
	for n := 0; lines.Scan(); n++ {
		var name string
		var fen int64
		if _, err := fmt.Sscanf(lines.Text(), "%s has %d.", &name, &fen); err != nil {
			t.Errorf("the child said %q", lines.Text())
			break
		}
		acked[name] = store.Fen(fen)
		if n == enough { // kill it somewhere in its next deeds, and read on
			go func() {
				time.Sleep(time.Duration(rand.IntN(3000)) * time.Microsecond)
				cmd.Process.Kill()
			}()
		}
	}
	cmd.Process.Kill()
	cmd.Wait()
}

// acknowledged checks each person's rows. A deed that was done but not yet
// said is there or not; the next one's effect tells.
func (h *house) acknowledged(acked map[string]store.Fen) {
	h.t.Helper()
	for name, fen := range acked {
		acc, err := h.shop.AccountByName(h.ctx, name)
		if err != nil {
			h.t.Errorf("%s was acknowledged and is missing: %v", name, err)
			continue
		}
		a := store.Actor{Account: acc.ID, Name: name, Role: store.RoleUser}
		m, err := h.shop.Movie(h.ctx, a, 1)
		h.must(err)
		switch {
		case acc.Balance == fen:
		case fen == 0 && acc.Balance == 500: // redeemed, not said
		case fen == 500 && acc.Balance == 400 && m.Owned: // bought, not said
		default:
			h.t.Errorf("%s has %v, was told %v", name, acc.Balance, fen)
		}
		if fen == 400 && !m.Owned {
			h.t.Errorf("%s was told that the movie is theirs, and it is not", name)
		}
	}
}

// child registers people, lets each redeem and buy, and says each deed on
// stdout when the shop has acknowledged it. It goes on until it is killed.
func child(dir string, open Opener) error {
	ctx := context.Background()
	db, err := open(dir)
	if err != nil {
		return err
	}
	s, err := store.Open(ctx, db, store.DefaultRules())
	if err != nil {
		return err
	}
	for i := 0; ; i++ {
		name := fmt.Sprintf("p%d-%d", os.Getpid(), i)
		line, fp := newKey(name)
		acc, err := s.Register(ctx, store.Actor{Key: fp, KeyLine: line}, store.Registration{Name: name, WithKey: true})
		if err != nil {
			return err
		}
		say(name, acc.Balance)
		a := store.Actor{Account: acc.ID, Name: name, Role: store.RoleUser, Key: fp}
		codes, err := s.MintCodes(ctx, store.House(), 500, 1)
		if err != nil {
			return err
		}
		_, balance, err := s.Redeem(ctx, a, strings.ToLower(codes[0].Text))
		if err != nil {
			return err
		}
		say(name, balance)
		p, err := s.Buy(ctx, a, 1, nil)
		if err != nil {
			return err
		}
		say(name, p.Balance)
	}
}

func say(name string, has store.Fen) { fmt.Printf("%s has %d.\n", name, has) }
