package intake

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"youku.example/media"
	"youku.example/store"
)

func TestPublish(t *testing.T) {
	h := newTestIntake(t, nil)
	row := h.arrive(t, "a.mp4", clip(0))
	m, err := h.intake.Publish(t.Context(), boss, "a.mp4", store.Publication{Title: "流浪地球", Price: 2000}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if m.Title != "流浪地球" || m.Free || m.Price != 2000 || m.SHA256 != row.SHA256 || !strings.HasPrefix(m.File, row.SHA256+".") || !strings.HasSuffix(m.File, ".mp4") ||
		m.Duration != row.Duration || m.Width != 480 || m.Shelf != store.OnShelf {
		t.Errorf("%+v", m)
	}
	f, err := h.movies.Movie(t.Context(), m.File)
	if err != nil || f.Size() != m.Size {
		t.Fatalf("its bytes: %v", err)
	}
	_ = f.Close()
	if rows, err := h.intake.Incoming(t.Context(), boss); err != nil || len(rows) != 0 {
		t.Errorf("still incoming: %+v, %v", rows, err)
	}
	if _, err := h.intake.Publish(t.Context(), boss, "a.mp4", free, nil); !errors.Is(err, store.ErrNoIncoming) {
		t.Errorf("published again: %v, want ErrNoIncoming", err)
	}
}

func TestPublish_Refused(t *testing.T) {
	h := newTestIntake(t, nil)
	h.arrive(t, "a.mp4", clip(0))
	for _, c := range []struct {
		p    store.Publication
		want error
	}{
		{store.Publication{Free: true}, store.ErrTitle},
		{store.Publication{Title: "a\x1b[2J", Free: true}, store.ErrTitle},
		{store.Publication{Title: "a"}, store.ErrNoFreeOrPrice},
		{store.Publication{Title: "a", Free: true, Price: 5}, store.ErrNoFreeOrPrice},
		{store.Publication{Title: "a", Price: -5}, store.ErrAmount},
		{store.Publication{Title: "a", Price: store.MaxFen + 1}, store.ErrAmount},
	} {
		if _, err := h.intake.Publish(t.Context(), boss, "a.mp4", c.p, nil); !errors.Is(err, c.want) {
			t.Errorf("%+v: %v, want %v", c.p, err, c.want)
		}
	}
	if row := h.settled(t, "a.mp4"); row.State != store.Arrived {
		t.Errorf("%+v, want ready as before", row)
	}
	if keys, _ := h.movies.MovieKeys(t.Context()); len(keys) != 0 {
		t.Errorf("kept %q", keys)
	}
	if _, err := h.intake.Publish(t.Context(), boss, "a.mp4", free, nil); err != nil {
		t.Error(err)
	}
}

// The disk fills up while a movie is kept: it is ready as before.
func TestPublish_NoSpace(t *testing.T) {
	var f *faulty
	h := newTestIntake(t, func(in *Intake) { f = &faulty{Library: in.library, keep: media.ErrNoSpace}; in.library = f })
	h.arrive(t, "a.mp4", clip(0))
	if _, err := h.intake.Publish(t.Context(), boss, "a.mp4", free, nil); !errors.Is(err, store.ErrShelfFull) {
		t.Errorf("%v, want ErrShelfFull", err)
	}
	if row := h.settled(t, "a.mp4"); row.State != store.Arrived {
		t.Errorf("%+v, want ready as before", row)
	}
	f.keep = nil
	if _, err := h.intake.Publish(t.Context(), boss, "a.mp4", free, nil); err != nil {
		t.Error(err)
	}
}

// copying is an intake whose movies are on another disk, which is slow, with an
// upload that is being published by a session that left.
func copying(t *testing.T) (*testIntake, *faulty) {
	t.Helper()
	var f *faulty
	h := newTestIntake(t, func(in *Intake) {
		f = &faulty{Library: in.library, copy: make(chan struct{})}
		in.library = f
	})
	h.arrive(t, "a.mp4", clip(0))
	ctx, leave := context.WithCancel(t.Context())
	defer leave()
	heard := int64(0)
	_, err := h.intake.Publish(ctx, boss, "a.mp4", free, func(done, whole int64) {
		if heard = done; whole != int64(len(clip(0))) {
			t.Errorf("%d of %d bytes", done, whole)
		}
		leave()
	})
	if !errors.Is(err, context.Canceled) || heard != copiedSoFar {
		t.Fatalf("%v after %d bytes, want that of the session", err, heard)
	}
	return h, f
}

// What a session began is finished when the session has gone.
func TestPublish_SessionGone(t *testing.T) {
	h, f := copying(t)
	row, err := h.intake.Stat(t.Context(), boss, "a.mp4")
	if err != nil || row.State != store.Publishing || row.Done != copiedSoFar || row.Size != int64(len(clip(0))) {
		t.Errorf("meanwhile %+v, %v", row, err)
	}
	for what, err := range map[string]error{
		"discard": h.intake.Discard(t.Context(), boss, "a.mp4", nil),
		"rename":  h.intake.Rename(t.Context(), boss, "a.mp4", "b.mp4", false),
		"publish": func() error { _, err := h.intake.Publish(t.Context(), boss, "a.mp4", free, nil); return err }(),
	} {
		if !errors.Is(err, store.ErrBusy) {
			t.Errorf("%s meanwhile: %v, want ErrBusy", what, err)
		}
	}
	h.put(t, "other.mp4", clip(1)) // no one is held up
	close(f.copy)
	h.movieOf(t, row.SHA256)
}

// What the server can't finish before it ends is undone.
func TestPublish_ServerEnds(t *testing.T) {
	h, _ := copying(t)
	if err := h.intake.Close(); err != nil {
		t.Fatal(err)
	}
	row, err := h.shop.IncomingByName(t.Context(), "a.mp4")
	if err != nil || row.State != store.Arrived {
		t.Errorf("%+v, %v, want ready as before", row, err)
	}
	if keys, _ := h.movies.MovieKeys(t.Context()); len(keys) != 0 {
		t.Errorf("kept %q", keys)
	}
	if _, err := h.intake.Publish(t.Context(), boss, "a.mp4", free, nil); !errors.Is(err, store.ErrBusy) {
		t.Errorf("after Close: %v, want ErrBusy", err)
	}
}

// An upload that was replaced under its name is not what was shown.
func TestPublish_Replaced(t *testing.T) {
	h := newTestIntake(t, nil)
	shown := h.arrive(t, "a.mp4", clip(0)).Shown()
	seen := store.Publication{Title: "as seen", Free: true, Shown: shown}
	h.arrive(t, "a.mp4", clip(1))
	if _, err := h.intake.Publish(t.Context(), boss, "a.mp4", seen, nil); !errors.Is(err, store.ErrChanged) {
		t.Errorf("publish: %v, want ErrChanged", err)
	}
	if err := h.intake.Discard(t.Context(), boss, "a.mp4", shown); !errors.Is(err, store.ErrChanged) {
		t.Errorf("discard: %v, want ErrChanged", err)
	}
	h.arrive(t, "b.mp4", clip(2))
	other := h.settled(t, "b.mp4").Shown()
	if err := h.intake.Rename(t.Context(), boss, "a.mp4", "b.mp4", true); err != nil {
		t.Fatal(err)
	}
	if err := h.intake.Discard(t.Context(), boss, "b.mp4", other); !errors.Is(err, store.ErrChanged) {
		t.Errorf("discard what took the name: %v, want ErrChanged", err)
	}
	if row := h.settled(t, "b.mp4"); row.State != store.Arrived {
		t.Errorf("%+v, want it ready", row)
	}
	seen.Shown = h.settled(t, "b.mp4").Shown()
	if m, err := h.intake.Publish(t.Context(), boss, "b.mp4", seen, nil); err != nil || m.SHA256 != seen.Shown.SHA256 {
		t.Errorf("%+v, %v", m, err)
	}
}

// Whatever the shop answers, its rows say what happened.
func TestPublish_ShopFails(t *testing.T) {
	fault := errors.New("the database is gone")
	f := &failingAll{before: fault}
	h := newTestIntake(t, func(in *Intake) { f.Shop = in.shop; in.shop = f })
	h.arrive(t, "a.mp4", clip(0))
	if _, err := h.intake.Publish(t.Context(), boss, "a.mp4", free, nil); !errors.Is(err, fault) {
		t.Errorf("%v, want the fault", err)
	}
	if row := h.settled(t, "a.mp4"); row.State != store.Arrived {
		t.Errorf("%+v, want ready as before", row)
	}
	if keys, _ := h.movies.MovieKeys(t.Context()); len(keys) != 0 {
		t.Errorf("kept %q", keys)
	}
	f.before, f.after = nil, fault
	if _, err := h.intake.Publish(t.Context(), boss, "a.mp4", free, nil); !errors.Is(err, fault) {
		t.Errorf("%v, want the fault", err)
	}
	if rows, err := h.intake.Incoming(t.Context(), boss); err != nil || len(rows) != 0 {
		t.Errorf("it was published, and is still incoming: %+v, %v", rows, err)
	}
}

// What another server settled meanwhile, since it took this one for dead, is published by
// this one no more: there would be a movie without bytes.
func TestPublish_SettledElsewhere(t *testing.T) {
	for name, publish := range map[string]func(h *testIntake) error{
		"One": func(h *testIntake) error {
			_, err := h.intake.Publish(t.Context(), boss, "a.mp4", free, nil)
			return err
		},
		"Several": func(h *testIntake) error {
			return h.intake.PublishAll(t.Context(), boss, []store.NamedPublication{{Name: "a.mp4", As: free}})[0].Err
		},
	} {
		t.Run(name, func(t *testing.T) {
			var h *testIntake
			h = newTestIntake(t, func(in *Intake) {
				in.step = func(step string) {
					if step != "kept" {
						return
					}
					in.step = func(string) {}
					if err := New(h.shop, h.movies, nil).recover(t.Context()); err != nil {
						t.Error(err)
					}
				}
			})
			h.arrive(t, "a.mp4", clip(0))
			if err := publish(h); !errors.Is(err, store.ErrBusy) {
				t.Errorf("%v, want ErrBusy", err)
			}
			if movies, err := h.shop.Movies(t.Context(), boss, store.Query{}); err != nil || len(movies) > 0 {
				t.Errorf("%+v, %v", movies, err)
			}
			if err := publish(h); err != nil {
				t.Errorf("again: %v", err)
			}
		})
	}
}

// Of many that publish the same content at once, one succeeds.
func TestPublish_Twins(t *testing.T) {
	h := newTestIntake(t, nil)
	const n = 8
	for i := range n {
		h.arrive(t, fmt.Sprintf("%d.mp4", i), clip(0))
	}
	var wg sync.WaitGroup
	errs := make([]error, 2*n)
	for i := range errs { // each name twice
		wg.Go(func() {
			_, errs[i] = h.intake.Publish(t.Context(), boss, fmt.Sprintf("%d.mp4", i%n), free, nil)
		})
	}
	wg.Wait()
	done := 0
	for i, err := range errs {
		switch {
		case err == nil:
			done++
		case errors.Is(err, store.ErrDuplicate), errors.Is(err, store.ErrBusy), errors.Is(err, store.ErrNoIncoming):
		default:
			t.Errorf("publish %d: %v", i, err)
		}
	}
	if done != 1 {
		t.Errorf("%d were published, want 1", done)
	}
	rows, err := h.intake.Incoming(t.Context(), boss)
	if err != nil || len(rows) != n-1 {
		t.Errorf("%d rows left, %v", len(rows), err)
	}
	for _, r := range rows {
		if r.State != store.Duplicate {
			t.Errorf("%+v, want a duplicate", r)
		}
	}
}

func TestPurge(t *testing.T) {
	h := newTestIntake(t, nil)
	h.arrive(t, "a.mp4", clip(0))
	m, err := h.intake.Publish(t.Context(), boss, "a.mp4", free, nil)
	if err != nil {
		t.Fatal(err)
	}
	h.arrive(t, "again.mp4", clip(0))
	if err := h.intake.Purge(t.Context(), boss, m.ID); !errors.Is(err, store.ErrNotDeleted) {
		t.Errorf("on the shelf: %v, want ErrNotDeleted", err)
	}
	if err := h.shop.Delete(t.Context(), boss, m.ID); err != nil {
		t.Fatal(err)
	}
	if err := h.intake.Purge(t.Context(), boss, m.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := h.movies.Movie(t.Context(), m.File); !errors.Is(err, media.ErrNotExist) {
		t.Errorf("its bytes: %v, want none", err)
	}
	if row := h.settled(t, "again.mp4"); row.State != store.Arrived || row.DuplicateOf != 0 {
		t.Errorf("what was its duplicate: %+v, want ready", row)
	}
	if _, err := h.intake.Publish(t.Context(), boss, "again.mp4", free, nil); err != nil {
		t.Errorf("published anew: %v", err)
	}
}

// A purge whose bytes could not be removed goes on when it is asked for again.
func TestPurge_Again(t *testing.T) {
	var f *faulty
	h := newTestIntake(t, func(in *Intake) {
		f = &faulty{Library: in.library, stays: errors.New("the disk is read-only")}
		in.library = f
	})
	h.arrive(t, "a.mp4", clip(0))
	m, err := h.intake.Publish(t.Context(), boss, "a.mp4", free, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := h.shop.Delete(t.Context(), boss, m.ID); err != nil {
		t.Fatal(err)
	}
	if err := h.intake.Purge(t.Context(), boss, m.ID); err == nil {
		t.Fatal("the bytes are there and were said to be gone")
	}
	if err := h.intake.Purge(t.Context(), boss, m.ID); err != nil {
		t.Errorf("again: %v", err)
	}
	if _, err := h.movies.Movie(t.Context(), m.File); !errors.Is(err, media.ErrNotExist) {
		t.Errorf("its bytes: %v, want none", err)
	}
	if err := h.intake.Purge(t.Context(), boss, m.ID); !errors.Is(err, store.ErrNotDeleted) {
		t.Errorf("when all is done: %v, want ErrNotDeleted", err)
	}
}

// Purging and publishing the same content at once never makes a movie without
// bytes (newHouse looks when the test ends).
func TestPurge_WhilePublishing(t *testing.T) {
	h := newTestIntake(t, nil)
	for round := range 5 {
		name := fmt.Sprintf("%d.mp4", round)
		h.arrive(t, name, clip(0))
		m, err := h.intake.Publish(t.Context(), boss, name, free, nil)
		if err != nil {
			t.Fatal(err)
		}
		h.arrive(t, "twin.mp4", clip(0))
		if err := h.shop.Delete(t.Context(), boss, m.ID); err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		wg.Go(func() {
			if err := h.intake.Purge(t.Context(), boss, m.ID); err != nil {
				t.Error(err)
			}
		})
		var twin store.Movie
		wg.Go(func() { twin, err = h.intake.Publish(t.Context(), boss, "twin.mp4", free, nil) })
		wg.Wait()
		if err == nil {
			if err := h.shop.Delete(t.Context(), boss, twin.ID); err != nil {
				t.Fatal(err)
			}
			if err := h.intake.Purge(t.Context(), boss, twin.ID); err != nil {
				t.Fatal(err)
			}
		} else if !errors.Is(err, store.ErrBusy) && !errors.Is(err, store.ErrTwinDeleted) {
			t.Errorf("Publish: %v", err)
		}
		if err := h.intake.Discard(t.Context(), boss, "twin.mp4", nil); err != nil && !errors.Is(err, store.ErrNoIncoming) {
			t.Fatal(err)
		}
	}
}

func TestRename(t *testing.T) {
	h := newTestIntake(t, nil)
	ctx := t.Context()
	u := h.create(t, "a.mp4.part")
	write(t, u, clip(0), 0)
	if err := h.intake.Rename(ctx, boss, "a.mp4.part", "a.mp4", false); err != nil { // while it is received
		t.Fatal(err)
	}
	if err := u.Close(true); err != nil {
		t.Fatal(err)
	}
	if row := h.settled(t, "a.mp4"); row.State != store.Arrived || row.Name != "a.mp4" {
		t.Errorf("%+v", row)
	}
	h.arrive(t, "b.mp4", clip(1))
	if err := h.intake.Rename(ctx, boss, "b.mp4", "a.mp4", false); !errors.Is(err, store.ErrFileExists) {
		t.Errorf("onto another: %v, want ErrFileExists", err)
	}
	for _, to := range []string{"../x", "", "a/b", "a\x1b"} {
		if err := h.intake.Rename(ctx, boss, "b.mp4", to, true); err == nil {
			t.Errorf("renamed to %q", to)
		}
	}
	if err := h.intake.Rename(ctx, boss, "b.mp4", "a.mp4", true); err != nil {
		t.Fatal(err)
	}
	if row := h.settled(t, "a.mp4"); row.Size != int64(len(clip(1))) {
		t.Errorf("%+v, want what was b.mp4", row)
	}
	if err := h.intake.Rename(ctx, boss, "b.mp4", "c.mp4", false); !errors.Is(err, store.ErrNoIncoming) {
		t.Errorf("what is not there: %v, want ErrNoIncoming", err)
	}
	u = h.create(t, "busy.mp4")
	if err := h.intake.Rename(ctx, boss, "a.mp4", "busy.mp4", true); !errors.Is(err, store.ErrReceiving) {
		t.Errorf("onto one that is received: %v, want ErrReceiving", err)
	}
	_ = u.Close(false)
}

func TestDiscard(t *testing.T) {
	h := newTestIntake(t, nil)
	h.put(t, "a.mp4", clip(0)) // perhaps in the middle of its hash
	if err := h.intake.Discard(t.Context(), boss, "a.mp4", nil); err != nil {
		t.Fatal(err)
	}
	if err := h.intake.Discard(t.Context(), boss, "a.mp4", nil); !errors.Is(err, store.ErrNoIncoming) {
		t.Errorf("again: %v, want ErrNoIncoming", err)
	}
	if keys, _ := h.movies.IncomingKeys(t.Context()); len(keys) != 0 {
		t.Errorf("left over: %q", keys)
	}
}
