package storetest

import (
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"youku.example/store"
)

// testShop is an open shop with an admin in it.
type testShop struct {
	t    testing.TB
	ctx  context.Context
	dir  string
	open Opener
	db   store.DB
	shop *store.Shop
	boss store.Actor
	made int // movies
}

func newTestShop(t testing.TB, open Opener) *testShop {
	t.Helper()
	return newTestShopIn(t, open, t.TempDir())
}

func newTestShopIn(t testing.TB, open Opener, dir string) *testShop {
	t.Helper()
	h := &testShop{t: t, ctx: context.Background(), dir: dir, open: open}
	h.start(store.DefaultRules())
	t.Cleanup(func() { h.shop.Close() })
	h.boss = h.person("boss")
	h.boss.Role = store.RoleAdmin
	return h
}

func (h *testShop) start(r store.Rules) {
	h.t.Helper()
	var err error
	h.db, err = h.open(h.dir)
	h.must(err)
	h.shop, err = store.Open(h.ctx, h.db, r)
	h.must(err)
	h.must(h.shop.Reconciled(h.ctx))
}

// restart closes the shop and opens it again over the same rows.
func (h *testShop) restart() {
	h.t.Helper()
	h.must(h.shop.Close())
	h.start(store.DefaultRules())
}

// run runs a subtest with the shop in it.
func (h *testShop) run(name string, test func(*testShop)) {
	h.t.Helper()
	h.t.(*testing.T).Run(name, func(t *testing.T) {
		sub := *h
		sub.t = t
		defer func() { h.db, h.shop, h.made = sub.db, sub.shop, sub.made }()
		test(&sub)
	})
}

func (h *testShop) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// refused checks that the shop said no, and that no.
func (h *testShop) refused(err, want error) *store.Refusal {
	h.t.Helper()
	if !errors.Is(err, want) {
		h.t.Fatalf("got %v, want %v", err, want)
	}
	var r *store.Refusal
	errors.As(err, &r)
	return r
}

// newKey makes a public key as a line and by its fingerprint.
func newKey(comment string) (line, fingerprint string) {
	pub, _, err := ed25519.GenerateKey(nil)
	if err != nil {
		panic(err)
	}
	k, err := ssh.NewPublicKey(pub)
	if err != nil {
		panic(err)
	}
	line = string(ssh.MarshalAuthorizedKey(k))
	return line[:len(line)-1] + " " + comment, ssh.FingerprintSHA256(k)
}

// person registers a person with a key of their own.
func (h *testShop) person(name string) store.Actor {
	h.t.Helper()
	line, fp := newKey(name)
	a, err := h.shop.Register(h.ctx, store.Actor{Role: store.RoleGuest, Key: fp, KeyLine: line},
		store.Registration{Name: name, WithKey: true})
	h.must(err)
	return store.Actor{Account: a.ID, Name: a.Name, Role: store.RoleUser, Key: fp, Session: name + "/1"}
}

// rich is a person with money.
func (h *testShop) rich(name string, money store.Fen) store.Actor {
	h.t.Helper()
	a := h.person(name)
	_, err := h.shop.Credit(h.ctx, h.boss, name, money, "")
	h.must(err)
	return a
}

// arrived is an upload that was received whole and hashed.
func (h *testShop) arrived(title string) store.Incoming {
	h.t.Helper()
	h.made++
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d", title, h.made)) // m3 5 is not m 35
	key := hex.EncodeToString(sum[:])
	in, err := h.shop.AddIncoming(h.ctx, h.boss, fmt.Sprintf("%d.mp4", h.made), key[:20])
	h.must(err)
	in.State, in.Size, in.Done = store.Arrived, 1000, 1000
	in.SHA256, in.SampledMD5 = key, key[:32]
	in.MediaType, in.Ext = "video/mp4", ".mp4"
	in.Streams, in.Tracks.Known = store.StreamsNo, true
	in.Duration, in.Width, in.Height, in.VideoCodec = 90*time.Minute, 1920, 1080, "h264"
	h.must(h.shop.SaveIncoming(h.ctx, in))
	return in
}

// movie publishes one; price 0 makes it free.
func (h *testShop) movie(title string, price store.Fen) store.Movie {
	h.t.Helper()
	in := h.arrived(title)
	m, err := h.shop.PublishIncoming(h.ctx, h.boss, in.ID, in.SHA256+in.Ext,
		store.Publication{Title: title, Free: price == 0, Price: price})
	h.must(err)
	h.must(h.shop.DropIncoming(h.ctx, in.ID))
	return m
}

func (h *testShop) balance(a store.Actor) store.Fen {
	h.t.Helper()
	acc, err := h.shop.Account(h.ctx, a)
	h.must(err)
	return acc.Balance
}

// clean checks that the rows don't contradict themselves.
func (h *testShop) clean() {
	h.t.Helper()
	faults, err := h.shop.Verify(h.ctx)
	h.must(err)
	for _, f := range faults {
		h.t.Error("fault:", f)
	}
}

// vip makes the account a VIP.
func (h *testShop) vip(a store.Actor) {
	h.t.Helper()
	_, err := h.shop.Credit(h.ctx, h.boss, a.Name, 1500, "")
	h.must(err)
	_, err = h.shop.BuyVIP(h.ctx, a, "month")
	h.must(err)
}

func equal[T comparable](h *testShop, what string, got, want T) {
	h.t.Helper()
	if got != want {
		h.t.Errorf("%s: got %v, want %v", what, got, want)
	}
}
