package intake

import (
	"bytes"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"youku.example/store"
)

// person is an admin with an account; boss, the operator, has none.
func person(account int64) store.Actor {
	a := store.Operator()
	a.Account = account
	return a
}

func from(connection string) Writer { return Writer{Connection: connection} }

// open opens an upload to go on with it.
func (h *testIntake) open(t testing.TB, a store.Actor, w Writer) (*Upload, error) {
	t.Helper()
	return h.intake.Write(t.Context(), a, "a.mp4", Mode{Create: true, Writer: w})
}

func (h *testIntake) writes(t testing.TB, a store.Actor, w Writer) *Upload {
	t.Helper()
	u, err := h.open(t, a, w)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// refuses checks who may not take an upload over.
func (h *testIntake) refuses(t testing.TB, what string, a store.Actor, w Writer, wait time.Duration) {
	t.Helper()
	u, err := h.open(t, a, w)
	if err == nil {
		_ = u.Close(false)
		t.Fatalf("%s took the upload over", what)
	}
	var r *store.Refusal
	if !errors.As(err, &r) || !errors.Is(err, store.ErrReceiving) || r.Wait != wait {
		t.Errorf("%s: %v, wait %v, want ErrReceiving and %v", what, err, r.Wait, wait)
	}
}

// A connection that went silent in mid-file holds its upload for ten seconds
// against the same person's next one, and not a nanosecond less.
func TestTakeOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newTestIntake(t, nil)
		p := clip(0)
		half := len(p) / 2
		first := h.writes(t, person(7), from("first"))
		write(t, first, p[:half], 0)

		time.Sleep(silence - time.Nanosecond)
		h.refuses(t, "too early", person(7), from("second"), time.Nanosecond)
		write(t, first, p[half-10:half], half-10)
		time.Sleep(silence - time.Nanosecond)
		h.refuses(t, "ten seconds after the first write, not the last", person(7), from("second"), time.Nanosecond)
		time.Sleep(time.Nanosecond)
		h.refuses(t, "somebody else", person(8), from("second"), 0)
		h.refuses(t, "the operator", boss, from("second"), 0)
		h.refuses(t, "the same connection", person(7), from("first"), 0)
		h.refuses(t, "no connection", person(7), Writer{}, 0)

		second := h.writes(t, person(7), from("second"))
		if row := second.Stat(); row.State != store.Partial || row.Size != int64(half) || row.Generation != 2 {
			t.Errorf("when it was taken over: %+v", row)
		}
		for what, do := range map[string]func() error{
			"write":    func() error { _, err := first.WriteAt(p[half:], int64(half)); return err },
			"read":     func() error { _, err := first.ReadAt(make([]byte, 9), 0); return err },
			"truncate": func() error { return first.Truncate(0) },
			"sync":     first.Sync,
			"set time": func() error { return first.SetTime(time.Unix(1, 0)) },
			"close":    func() error { return first.Close(true) },
		} {
			if err := do(); !errors.Is(err, store.ErrTakenOver) {
				t.Errorf("the older writer's %s: %v, want ErrTakenOver", what, err)
			}
		}
		write(t, second, p[half:], half)
		if row, err := h.intake.Stat(t.Context(), boss, "a.mp4"); err != nil || row.State != store.Receiving {
			t.Errorf("while the second writes: %+v, %v", row, err)
		}
		if err := second.Close(true); err != nil {
			t.Fatal(err)
		}
		if row := h.settled(t, "a.mp4"); row.State != store.Arrived || !bytes.Equal(h.read(t, "a.mp4"), p) {
			t.Errorf("in the end: %+v", row)
		}
	})
}

// A slow link is not a silent one: what came of a write that is not whole yet
// counts, and so does a write that the disk holds up.
func TestTakeOver_Alive(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newTestIntake(t, nil)
		came := time.Now()
		slow := Writer{"first", func() time.Time { return came }}
		first := h.writes(t, person(7), slow)
		for range 4 {
			time.Sleep(silence / 2)
			came = time.Now()
		}
		time.Sleep(silence - time.Second)
		h.refuses(t, "from a slow link", person(7), from("second"), time.Second)
		first.mu.Lock()
		first.busy++ // as in a write that takes its time
		first.mu.Unlock()
		time.Sleep(time.Minute)
		h.refuses(t, "from a slow disk", person(7), from("second"), silence)
		first.mu.Lock()
		first.changeDone()
		first.mu.Unlock()
		h.refuses(t, "right after it", person(7), from("second"), silence)
		time.Sleep(silence)
		second := h.writes(t, person(7), from("second"))
		if err := second.Close(false); err != nil {
			t.Error(err)
		}
	})
}

// Of many that take over at once each one ends the one before it or is refused:
// the file is never written by two.
func TestTakeOver_Together(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newTestIntake(t, nil)
		first := h.writes(t, person(7), from("first"))
		write(t, first, clip(0)[:1000], 0)
		time.Sleep(silence)
		got := make(chan *Upload)
		for i := range 8 {
			go func() {
				u, err := h.open(t, person(7), from(fmt.Sprint(i)))
				if err != nil && !errors.Is(err, store.ErrReceiving) {
					t.Errorf("writer %d: %v", i, err)
				}
				got <- u
			}()
		}
		var won *Upload
		for range 8 {
			if u := <-got; u != nil {
				if won != nil {
					t.Error("two took it over")
				}
				won = u
			}
		}
		if won == nil {
			t.Fatal("none took it over")
		}
		if err := won.Close(false); err != nil {
			t.Error(err)
		}
	})
}

// A row that a newer writer has, in this process or in another one, is not to
// be saved by an older one, and its file is not called whole.
func TestGeneration_Row(t *testing.T) {
	h := newTestIntake(t, nil)
	p := clip(0)
	u := h.create(t, "a.mp4")
	write(t, u, p, 0)
	if _, err := h.shop.NextWriter(t.Context(), u.row.ID); err != nil {
		t.Fatal(err)
	}
	if err := u.Close(true); !errors.Is(err, store.ErrTakenOver) {
		t.Errorf("Close: %v, want ErrTakenOver", err)
	}
	if row, err := h.intake.Stat(t.Context(), boss, "a.mp4"); err != nil || row.State != store.Receiving {
		t.Errorf("%+v, %v", row, err)
	}
}

// A start makes the writers of before void.
func TestGeneration_Restart(t *testing.T) {
	dir := tempDir(t)
	h := start(t, dir, nil)
	u := h.create(t, "a.mp4")
	write(t, u, clip(0)[:50_000], 0)
	h.until(t, "a.mp4", func(r store.Incoming) bool { return r.Done > 0 })
	before := u.Stat().Generation
	h.intake.end() // as a crash: nothing is written down any more
	h.intake.done.Wait()
	again := New(h.shop, h.movies, h.intake.log)
	if err := again.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	row, err := again.Stat(t.Context(), boss, "a.mp4")
	if err != nil || row.State != store.Partial || row.Generation <= before {
		t.Errorf("%+v, %v, was generation %d", row, err, before)
	}
	if err := u.Close(true); !errors.Is(err, store.ErrTakenOver) {
		t.Errorf("the writer of before: %v, want ErrTakenOver", err)
	}
	h.intake = again
	h.close(t)
}
