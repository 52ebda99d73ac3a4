package store

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestCheckPassword(t *testing.T) {
	for p, ok := range map[string]bool{
		"": false, "1234567": false, "12345678": true, "密码密": true, "密码": false,
		strings.Repeat("x", 128): true, strings.Repeat("x", 129): false,
	} {
		if err := CheckPassword(p); (err == nil) != ok || err != nil && !errors.Is(err, ErrPassword) {
			t.Errorf("a password of %d bytes: %v", len(p), err)
		}
	}
}

func TestHasher(t *testing.T) {
	ctx, h := context.Background(), newHasher()
	row, err := h.hash(ctx, "correct horse é")
	if err != nil || !strings.HasPrefix(row, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Fatalf("hash %q, %v", row, err)
	}
	if again, _ := h.hash(ctx, "correct horse é"); again == row {
		t.Error("two hashes share a salt")
	}
	for password, want := range map[string]bool{
		"correct horse é": true, "correct horse e\u0301": true, "correct horse e": false, "": false, strings.Repeat("x", 1000): false,
	} {
		if is, err := h.verify(ctx, row, password); err != nil || is != want {
			t.Errorf("verify(%q) = %v, %v", password, is, err)
		}
	}
	if is, err := h.verify(ctx, "", ""); is || err != nil {
		t.Errorf("the password of no account: %v, %v", is, err)
	}
	if _, err := h.verify(ctx, "$argon2id$v=19$m=99999999,t=2,p=1$AAAA$AAAA", "x"); err == nil {
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
	h := newHasher()
	var done []work
	h.key = func(p phc, password string) []byte {
		done = append(done, work{p.argon, len(p.salt), len(p.sum)})
		return make([]byte, len(p.sum))
	}
	row := argonCost.hash("correct horse")
	for _, phc := range []string{row, ""} {
		for _, password := range []string{"wrong horse", "", strings.Repeat("x", maxPassword+1)} {
			done = nil
			if is, err := h.verify(context.Background(), phc, password); is || err != nil {
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
		h := &hasher{cost: argon{kib: 8, passes: 1, threads: 1}, key: phc.key, lines: NewKeyedSemaphore[string](1), slots: make(chan struct{}, 1)}
		h.dummy = h.cost.hash("nobody")
		h.slots <- struct{}{}
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		if _, err := h.verify(ctx, "", "x"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("err = %v", err)
		}
		<-h.slots
		if is, err := h.verify(context.Background(), "", "x"); is || err != nil {
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
