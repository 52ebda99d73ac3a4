package tui

import (
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"youku.example/store"
	"youku.example/store/sqldb/sqlite/sqlitetest"
)

// testShop is an open shop on SQLite, with an admin in it.
type testShop struct {
	t    testing.TB
	ctx  context.Context
	shop *store.Shop
	boss store.Actor
	made int
}

func newTestShop(t testing.TB, dir string) *testShop {
	t.Helper()
	h := openTestShop(t, dir)
	h.boss = h.person("boss")
	h.boss.Role = store.RoleAdmin
	return h
}

func openTestShop(t testing.TB, dir string) *testShop {
	t.Helper()
	h := &testShop{t: t, ctx: context.Background()}
	db, err := sqlitetest.Open(h.ctx, filepath.Join(dir, "youku.db"))
	h.must(err)
	h.shop, err = store.Open(h.ctx, db, store.DefaultRules())
	h.must(err)
	t.Cleanup(func() { h.shop.Close() })
	return h
}

func (h *testShop) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// keyOf is somebody's public key, always the same.
func keyOf(name string) (line, fingerprint string) {
	seed := sha256.Sum256([]byte(name))
	k, err := ssh.NewPublicKey(ed25519.NewKeyFromSeed(seed[:]).Public())
	if err != nil {
		panic(err)
	}
	line = string(ssh.MarshalAuthorizedKey(k))
	return line[:len(line)-1] + " " + name + "@laptop", ssh.FingerprintSHA256(k)
}

// person registers somebody with a key of their own.
func (h *testShop) person(name string) store.Actor {
	h.t.Helper()
	line, fp := keyOf(name)
	a, err := h.shop.Register(h.ctx, store.Actor{Role: store.RoleGuest, Key: fp, KeyLine: line},
		store.Registration{Name: name, WithKey: true})
	h.must(err)
	return store.Actor{Account: a.ID, Name: a.Name, Role: store.RoleUser, Key: fp, KeyLine: line, Session: name + "/1", Addr: "192.0.2.7"}
}

func (h *testShop) credit(a store.Actor, money store.Fen) {
	h.t.Helper()
	_, err := h.shop.Credit(h.ctx, h.boss, a.Name, money, "")
	h.must(err)
}

// film is what a movie of a test is made from.
type film struct {
	title string
	price store.Fen
	size  int64
	long  time.Duration
}

// films are the library of most tests: Han, Latin, both, long and short.
var films = []film{
	{"小城之春", 0, 1_480_000_000, 93 * time.Minute},
	{"城南旧事", 0, 2_030_000_000, 96*time.Minute + 20*time.Second},
	{"A Trip to the Moon", 0, 95_000_000, 14 * time.Minute},
	{"流浪地球 The Wandering Earth", 2000, 4_100_000_000, 125 * time.Minute},
	{"流浪地球 2", 2000, 5_600_000_000, 173 * time.Minute},
	{"流浪者之歌", 0, 700_000_000, 91 * time.Minute},
	{"Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb", 1250, 2_600_000_000, 95 * time.Minute},
	{"大闹天宫", 500, 990_000_000, 114 * time.Minute},
	{"千里走单骑", 0, 61_000_000_000, 107 * time.Minute},
	{"The General", 0, 850_000_000, 79 * time.Minute},
	{"速度与激情", 1800, 3_300_000_000, 106 * time.Minute},
	{"Clip", 0, 421_000, 12 * time.Second},
}

func (h *testShop) film(f film) store.Movie {
	h.t.Helper()
	return h.publish(f, store.Publication{Title: f.title, Free: f.price == 0, Price: f.price})
}

// publish publishes a film as it is said to be.
func (h *testShop) publish(f film, as store.Publication) store.Movie {
	h.t.Helper()
	h.made++
	sum := sha256.Sum256([]byte(fmt.Sprint(f.title, h.made)))
	key := hex.EncodeToString(sum[:])
	in, err := h.shop.AddIncoming(h.ctx, h.boss, fmt.Sprintf("%d.mp4", h.made), key[:20])
	h.must(err)
	in.State, in.Size, in.Done = store.Arrived, f.size, f.size
	in.SHA256, in.SampledMD5, in.MediaType, in.Ext = key, key[:32], "video/mp4", ".mp4"
	in.Duration, in.Width, in.Height, in.VideoCodec, in.AudioCodec = f.long, 1920, 1080, "h264", "aac"
	h.must(h.shop.SaveIncoming(h.ctx, in))
	m, err := h.shop.PublishIncoming(h.ctx, h.boss, in.ID, in.SHA256+in.Ext, as)
	h.must(err)
	h.must(h.shop.DropIncoming(h.ctx, in.ID))
	return m
}

// stockedShop is a shop with all films, made once: its database, to be copied. To
// make it for every scene took most of the tests' time.
var stockedShop struct {
	sync.Once
	db   []byte
	boss store.Actor
}

// stockShop lays a stocked shop's database into dir. It is called outside
// the bubble, for the shop is made in a bubble of its own, at the same time.
func stockShop(t *testing.T, dir string) {
	t.Helper()
	made := &stockedShop
	made.Do(func() {
		first := t.TempDir()
		inBubbleOf(t, func(t *testing.T) {
			h := newTestShop(t, first)
			for _, f := range films {
				h.film(f)
			}
			h.must(h.shop.Close())
			made.boss = h.boss
		})
		made.db, _ = os.ReadFile(filepath.Join(first, "youku.db"))
	})
	if len(made.db) == 0 {
		t.Fatal("the stocked shop was not made")
	}
	if err := os.WriteFile(filepath.Join(dir, "youku.db"), made.db, 0o600); err != nil {
		t.Fatal(err)
	}
}

// restoreTestShop opens the shop that stockShop laid into dir.
func restoreTestShop(t testing.TB, dir string) *testShop {
	t.Helper()
	h := openTestShop(t, dir)
	h.boss, h.made = stockedShop.boss, len(films)
	return h
}

// testLogins logs in and registers as the shop says.
type testLogins struct {
	shop  *store.Shop
	guest store.Actor
}

func (d testLogins) Login(ctx context.Context, name, password string) (store.Actor, error) {
	a, err := d.shop.Login(ctx, name, password)
	if err != nil {
		return store.Actor{}, err
	}
	return store.Actor{Account: a.ID, Name: a.Name, Role: store.RoleUser, Stamp: a.Stamp, Session: "guest/1"}, nil
}

func (d testLogins) Register(ctx context.Context, r store.Registration) (store.Actor, error) {
	a, err := d.shop.Register(ctx, d.guest, r)
	if err != nil {
		return store.Actor{}, err
	}
	actor := store.Actor{Account: a.ID, Name: a.Name, Role: store.RoleUser, Stamp: a.Stamp, Session: "guest/1"}
	if d.guest.Vouched != "" {
		actor.Role, actor.Key = store.RoleAdmin, d.guest.Key
	}
	return actor, nil
}
