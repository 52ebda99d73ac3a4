package storetest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"youku.example/store"
)

// ChildDir says to a test binary that it is the child of a kill test, and where
// its rows are.
const ChildDir = "YOUKU_STORETEST_CHILD"

// ChildOpens has the child do nothing but open the shop, and to go when
// its standard input ends.
const ChildOpens = "YOUKU_STORETEST_CHILD_OPENS=1"

// Main runs the tests of an engine, or the child of its kill test; after the tests it
// ends what the engine needed.
func Main(m *testing.M, open Opener, end ...func()) {
	if dir := os.Getenv(ChildDir); dir != "" {
		fmt.Fprintln(os.Stderr, child(dir, open))
		os.Exit(1)
	}
	// Each round is many durable transactions: enough of them without being
	// asked for more (-rapid.checks=1000).
	flag.IntVar(&kills, "kills", UsualKills, "how often a working shop is killed")
	if err := flag.Set("rapid.checks", "40"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	for _, f := range end {
		f()
	}
	os.Exit(code)
}

// UsualKills is how often, unless -kills says otherwise; an engine whose suite runs
// several times sets fewer, before Main.
var UsualKills = 16

// kills is how often testKill kills each kind of child. More than once for
// every commit is for a long night: go test ./store/sqldb/sqlite -run Kill -kills 300
var kills int

// step is how far a person's life in the child has come.
type step int

const (
	opening    step = iota // the database
	registered             // has nothing
	redeemed               // a code of ¥5
	put                    // their movie is published
	bought                 // it, for ¥1
	refunded               // and has ¥5 again
	again                  // bought it once more
	down                   // it was taken down, and they have ¥5
)

func say(name string, s step) { fmt.Printf("%s stands at %d.\n", name, s) }

func sumOf(name string) string {
	sum := sha256.Sum256([]byte(name))
	return hex.EncodeToString(sum[:])
}

// child lets people live one after another, and prints each step on stdout when
// the shop has acknowledged it. It goes on until it is killed.
func child(dir string, open Opener) error {
	ctx := context.Background()
	say("shop", opening)
	db, err := open(dir)
	if err != nil {
		return err
	}
	s, err := store.Open(ctx, db, store.DefaultRules())
	if err != nil {
		return err
	}
	if slices.Contains(os.Environ(), ChildOpens) {
		_, err := io.Copy(io.Discard, os.Stdin)
		return err
	}
	for i := 0; ; i++ {
		if err := live(ctx, s, fmt.Sprintf("p%d-%d", os.Getpid(), i)); err != nil {
			return err
		}
	}
}

func live(ctx context.Context, s *store.Shop, name string) error {
	line, fp := newKey(name)
	acc, err := s.Register(ctx, store.Actor{Key: fp, KeyLine: line}, store.Registration{Name: name, WithKey: true})
	if err != nil {
		return err
	}
	say(name, registered)
	a := store.Actor{Account: acc.ID, Name: name, Role: store.RoleUser, Key: fp}
	codes, err := s.MintCodes(ctx, store.Operator(), 500, 1)
	if err != nil {
		return err
	}
	if _, _, err := s.Redeem(ctx, a, strings.ToLower(codes[0].Text)); err != nil {
		return err
	}
	say(name, redeemed)
	in, err := s.AddIncoming(ctx, store.Operator(), name+".mp4", name)
	if err != nil {
		return err
	}
	in.State, in.SHA256, in.Ext = store.Arrived, sumOf(name), ".mp4"
	if err := s.SaveIncoming(ctx, in); err != nil {
		return err
	}
	m, err := s.PublishIncoming(ctx, store.Operator(), in.ID, in.SHA256+in.Ext, store.Publication{Title: name, Price: 100})
	if err != nil {
		return err
	}
	say(name, put)
	if _, err := s.Buy(ctx, a, m.ID, nil); err != nil {
		return err
	}
	say(name, bought)
	if _, err := s.Refund(ctx, store.Operator(), name, m.ID); err != nil {
		return err
	}
	say(name, refunded)
	if _, err := s.Buy(ctx, a, m.ID, nil); err != nil {
		return err
	}
	say(name, again)
	if _, err := s.TakeDown(ctx, store.Operator(), m.ID); err != nil {
		return err
	}
	say(name, down)
	return nil
}
