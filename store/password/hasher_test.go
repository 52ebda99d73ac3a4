package password

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"youku.example/store/fair"
)

func TestHasher(t *testing.T) {
	ctx, h := context.Background(), NewHasher()
	row, err := h.Hash(ctx, "correct horse é")
	if err != nil || !strings.HasPrefix(row, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Fatalf("hash %q, %v", row, err)
	}
	if again, _ := h.Hash(ctx, "correct horse é"); again == row {
		t.Error("two hashes share a salt")
	}
	for password, want := range map[string]bool{
		"correct horse é": true, "correct horse e\u0301": true, "correct horse e": false, "": false, strings.Repeat("x", 1000): false,
	} {
		if is, err := h.Verify(ctx, row, password); err != nil || is != want {
			t.Errorf("verify(%q) = %v, %v", password, is, err)
		}
	}
	if is, err := h.Verify(ctx, "", ""); is || err != nil {
		t.Errorf("the password of no account: %v, %v", is, err)
	}
	if _, err := h.Verify(ctx, "$argon2id$v=19$m=99999999,t=2,p=1$AAAA$AAAA", "x"); err == nil {
		t.Error("a damaged row passes in silence")
	}
}

// A name of no account takes as long as a wrong password: the same work is
// done once, whatever was typed.
func TestHasher_Unknown(t *testing.T) {
	type work struct {
		cost      argon
		salt, sum int
	}
	h := NewHasher()
	var done []work
	h.key = func(p phc, password string) []byte {
		done = append(done, work{p.argon, len(p.salt), len(p.sum)})
		return make([]byte, len(p.sum))
	}
	row := argonCost.hash("correct horse")
	for _, phc := range []string{row, ""} {
		for _, password := range []string{"wrong horse", "", strings.Repeat("x", Max+1)} {
			done = nil
			if is, err := h.Verify(context.Background(), phc, password); is || err != nil {
				t.Fatalf("verify: %v, %v", is, err)
			}
			if want := (work{argonCost, 16, 32}); len(done) != 1 || done[0] != want {
				t.Errorf("known %v, %d bytes: the work was %+v, want once %+v", phc != "", len(password), done, want)
			}
		}
	}
}

// No more hashes run at once than there are slots, and who waits can leave.
func TestHasher_Queue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &Hasher{cost: argon{kib: 8, passes: 1, threads: 1}, key: phc.key, lines: fair.NewKeyedSemaphore[string](1), slots: make(chan struct{}, 1)}
		h.dummy = h.cost.hash("nobody")
		h.slots <- struct{}{}
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		if _, err := h.Verify(ctx, "", "x"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("err = %v", err)
		}
		<-h.slots
		if is, err := h.Verify(context.Background(), "", "x"); is || err != nil {
			t.Errorf("%v, %v", is, err)
		}
		if len(h.slots) != 0 {
			t.Error("a slot is kept")
		}
	})
}

func FuzzParsePHC(f *testing.F) {
	f.Add(argon{kib: 8, passes: 1, threads: 1}.hash("x"))
	f.Add("$argon2id$v=19$m=1,t=1,p=1$$")
	f.Add("$2y$10$abc")
	f.Fuzz(func(t *testing.T, s string) {
		p, err := parsePHC(s)
		if err == nil && (p.kib > 1<<20 || p.passes > 64 || len(p.sum) > 64 || len(p.sum) < 16) {
			t.Errorf("%q costs %+v", s, p)
		}
	})
}

func BenchmarkHash(b *testing.B) {
	for b.Loop() {
		argonCost.hash("correct horse")
	}
}

// TestHasher_Fair holds that a caller that asks five hundred times at once keeps
// another waiting for no more than the hash that is under way.
func TestHasher_Fair(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := NewHasher()
		h.slots = make(chan struct{}, 1)
		h.key = func(phc, string) []byte { time.Sleep(10 * time.Millisecond); return nil }
		alice := fair.WithCaller(t.Context(), func() string { return "alice" })
		bob := fair.WithCaller(t.Context(), func() string { return "bob" })
		var all sync.WaitGroup
		for range 500 {
			all.Go(func() { _, _ = h.Verify(alice, "", "x") })
		}
		synctest.Wait()
		for _, ctx := range []context.Context{bob, t.Context()} {
			began := time.Now()
			if _, err := h.Verify(ctx, "", "x"); err != nil {
				t.Fatal(err)
			}
			if took := time.Since(began); took > 20*time.Millisecond {
				t.Errorf("another waits for %v, want what is under way and one's own", took)
			}
		}
		all.Wait()
	})
}
