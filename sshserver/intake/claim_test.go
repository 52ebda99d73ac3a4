package intake

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"youku.example/store"
)

// claims are what the servers over the same rows have claimed.
type claims struct {
	mu   sync.Mutex
	of   map[string]string // by key: the server
	away bool
}

// claiming is the shop as one of them has it.
type claiming struct {
	Shop
	*claims
	server string
	gone   func()
}

var errClaimsAway = errors.New("the database is away")

func (c *claiming) Claim(_ context.Context, kind store.ClaimKind, key string) (bool, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.away {
		return false, errClaimsAway
	}
	k := string(kind) + key
	if other := c.of[k]; other != "" && other != c.server {
		return false, nil
	}
	c.of[k] = c.server
	return true, nil
}

func (c *claiming) TakeClaim(_ context.Context, kind store.ClaimKind, key string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.of[string(kind)+key] = c.server
	return nil
}

func (c *claiming) Unclaim(_ context.Context, kind store.ClaimKind, key string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.away {
		return errClaimsAway
	}
	if k := string(kind) + key; c.of[k] == c.server {
		delete(c.of, k)
	}
	return nil
}

func (c *claiming) OnServerGone(fn func()) { c.gone = fn }

func (c *claims) set(change func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	change()
}

// die frees what a server had claimed, as when the others find it dead.
func (c *claims) die(server string) {
	c.set(func() {
		for k, by := range c.of {
			if by == server {
				delete(c.of, k)
			}
		}
	})
}

// anotherServer starts another server over the rows and the library of h.
func (h *testIntake) anotherServer(t *testing.T, shop *claiming) *testIntake {
	other := &testIntake{dir: h.dir, shop: h.shop, movies: h.movies}
	other.intake = New(shop, h.movies, slog.New(slog.DiscardHandler))
	if err := other.intake.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { other.intake.Close() })
	return other
}

// A start leaves alone what another server has in hand, and so do commands; what a dead
// one had is settled by those that are left.
func TestClaims(t *testing.T) {
	all := &claims{of: map[string]string{}}
	one, two := &claiming{claims: all, server: "one"}, &claiming{claims: all, server: "two"}
	h := newTestIntake(t, func(in *Intake) { one.Shop = in.shop; in.shop = one })
	two.Shop = h.shop
	u := h.create(t, "a.mp4")
	p := clip(0)
	write(t, u, p[:40_000], 0)
	other := h.anotherServer(t, two)
	if _, err := other.intake.Write(t.Context(), boss, "a.mp4", Mode{}); !errors.Is(err, store.ErrReceiving) {
		t.Errorf("a second writer on another server: %v", err)
	}
	if err := other.intake.Discard(t.Context(), boss, "a.mp4", nil); !errors.Is(err, store.ErrReceiving) {
		t.Errorf("discarded on another server: %v", err)
	}
	write(t, u, p[40_000:], 40_000)
	if err := u.Close(true); err != nil {
		t.Fatal(err)
	}
	if row := other.settled(t, "a.mp4"); row.State != store.Arrived {
		t.Errorf("it is %s", row.State)
	}
	if _, err := other.intake.Publish(t.Context(), boss, "a.mp4", free, nil); err != nil {
		t.Errorf("published on another server: %v", err)
	}

	u = h.create(t, "b.mp4")
	write(t, u, clip(1)[:40_000], 0)
	if err := u.note(t.Context()); err != nil {
		t.Fatal(err)
	}
	two.gone()
	all.die("one")
	two.gone()
	other.until(t, "b.mp4", func(r store.Incoming) bool { return r.State == store.Partial })
	if err := u.Close(true); !errors.Is(err, store.ErrTakenOver) {
		t.Errorf("a server that was found dead ends its upload: %v", err)
	}
	other.goOn(t, "b.mp4", clip(1))
	all.set(func() {
		if len(all.of) > 0 {
			t.Errorf("still claimed: %v", all.of)
		}
	})
}

// goOn sends what is missing of an upload.
func (h *testIntake) goOn(t *testing.T, name string, p []byte) {
	t.Helper()
	row, err := h.intake.Stat(t.Context(), boss, name)
	if err != nil {
		t.Fatal(err)
	}
	u, err := h.intake.Write(t.Context(), boss, name, Mode{})
	if err != nil {
		t.Fatal(err)
	}
	write(t, u, p[row.Size:], int(row.Size))
	if err := u.Close(true); err != nil {
		t.Fatal(err)
	}
	if row := h.settled(t, name); row.State != store.Arrived || !bytes.Equal(h.read(t, name), p) {
		t.Errorf("resumed, it is %s", row.State)
	}
}

// What could not be given back is, once the shop can be reached.
func TestClaims_Away(t *testing.T) {
	all := &claims{of: map[string]string{}}
	one := &claiming{claims: all, server: "one"}
	h := newTestIntake(t, func(in *Intake) { one.Shop = in.shop; in.shop = one })
	u := h.create(t, "a.mp4")
	write(t, u, clip(0), 0)
	all.set(func() { all.away = true })
	if err := u.Close(true); err != nil {
		t.Fatal(err)
	}
	all.set(func() { all.away = false })
	h.intake.unclaimLate()
	all.set(func() {
		if len(all.of) > 0 {
			t.Errorf("still claimed: %v", all.of)
		}
	})
}

// A writer on another server that was silent is taken over, as one on this server is.
func TestClaims_TakeOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in := New(&claiming{claims: &claims{of: map[string]string{"uploadk": "one"}}, server: "two"}, nil, nil)
		a := store.Actor{Account: 1, Name: "boss", Role: store.RoleAdmin}
		row := store.Incoming{ID: 7, File: "k", State: store.Receiving, By: "boss", Generation: 1, UpdatedAt: time.Now()}
		w := Writer{Connection: "2"}
		refused := func(what string) {
			t.Helper()
			if err := in.takeOver(t.Context(), a, row, w); !errors.Is(err, store.ErrReceiving) {
				t.Errorf("%s: %v", what, err)
			}
		}
		refused("at first")
		time.Sleep(silence)
		refused("after a while")
		row.UpdatedAt = time.Now()
		refused("it goes on")
		time.Sleep(silence + noteEvery)
		if err := in.takeOver(t.Context(), store.Actor{Account: 2, Name: "other"}, row, w); !errors.Is(err, store.ErrReceiving) {
			t.Errorf("of another account: %v", err)
		}
		if err := in.takeOver(t.Context(), a, row, w); err != nil {
			t.Errorf("silent: %v", err)
		}
	})
}
