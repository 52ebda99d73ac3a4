package intake

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"youku.example/store"
)

// named are publications of uploads, each under its name.
func named(names ...string) (list []store.NamedPublication) {
	for _, n := range names {
		list = append(list, store.NamedPublication{Name: n, As: store.Publication{Title: n, Free: true}})
	}
	return list
}

// Of several, each is published or refused by itself.
func TestPublishAll(t *testing.T) {
	h := newTestIntake(t, nil)
	var names []string
	for i := range 2*batchSize + 3 { // the content repeats: clip(5) has that of clip(0)
		names = append(names, fmt.Sprintf("%02d.mp4", i))
		h.arrive(t, names[i], append(clip(0), fmt.Sprintf("\x00\x00\x00\x0cfree%04d", i)...))
	}
	h.arrive(t, "twin.mp4", append(clip(0), "\x00\x00\x00\x0cfree0001"...))
	h.arrive(t, "twin of last.mp4", append(clip(0), fmt.Sprintf("\x00\x00\x00\x0cfree%04d", len(names)-1)...))
	h.put(t, "empty.mp4", nil)
	list := append(named("none.mp4"), named(names...)...)
	list = append(list[:4:4], append(named("twin.mp4", "empty.mp4", "twin of last.mp4"), list[4:]...)...)
	list[2].As.Title = "" // 01.mp4, which then is its twin's
	done := h.intake.PublishAll(t.Context(), boss, list)
	if len(done) != len(list) {
		t.Fatalf("%d answers to %d", len(done), len(list))
	}
	wants := map[string]error{
		"none.mp4": store.ErrNoIncoming, "01.mp4": store.ErrTitle, "empty.mp4": errAny,
		names[len(names)-1]: store.ErrDuplicate,
	}
	var last int64 // the movies come in the order of the list
	for i, d := range done {
		name := list[i].Name
		if d.Err == nil && d.Movie.ID <= last {
			t.Errorf("%s is movie %d, after %d", name, d.Movie.ID, last)
		}
		last = max(last, d.Movie.ID)
		switch want := wants[name]; {
		case want == nil && d.Err != nil, want != nil && d.Err == nil, want != errAny && !errors.Is(d.Err, want):
			t.Errorf("%s: %v, want %v", name, d.Err, want)
		case want == nil && (d.Movie.Title != name || d.Movie.ID == 0):
			t.Errorf("%s: %+v", name, d.Movie)
		}
	}
	for _, left := range []string{"01.mp4", names[len(names)-1]} {
		if row := h.settled(t, left); row.State != store.Duplicate {
			t.Errorf("%+v, want a duplicate", row)
		}
	}
	if keys, err := h.movies.MovieKeys(t.Context()); err != nil || len(keys) != len(names) {
		t.Errorf("%d movies kept, want %d: %v", len(keys), len(names), err)
	}
	h.close(t)
	h.sound(t)
}

// errAny is any error.
var errAny = errors.New("any")

// failingAll is a shop that fails to publish several, before or after it was done.
type failingAll struct {
	Shop
	before, after error
}

func (f *failingAll) PublishAll(ctx context.Context, a store.Actor, list []store.ToPublish) ([]store.Published, error) {
	if f.before != nil {
		return nil, f.before
	}
	done, err := f.Shop.PublishAll(ctx, a, list)
	return done, errors.Join(err, f.after)
}

// Whatever the shop answers, its rows say what happened to each.
func TestPublishAll_ShopFails(t *testing.T) {
	fault := errors.New("the database is gone")
	f := &failingAll{before: fault}
	h := newTestIntake(t, func(in *Intake) { f.Shop = in.shop; in.shop = f })
	h.arrive(t, "a.mp4", clip(0))
	h.arrive(t, "b.mp4", clip(1))
	fails := func() {
		t.Helper()
		for _, d := range h.intake.PublishAll(t.Context(), boss, named("a.mp4", "b.mp4")) {
			if !errors.Is(d.Err, fault) {
				t.Errorf("%v, want the fault", d.Err)
			}
		}
	}
	fails()
	for _, name := range []string{"a.mp4", "b.mp4"} {
		if row := h.settled(t, name); row.State != store.Arrived {
			t.Errorf("%+v, want ready as before", row)
		}
	}
	if keys, _ := h.movies.MovieKeys(t.Context()); len(keys) != 0 {
		t.Errorf("kept %q", keys)
	}
	f.before, f.after = nil, fault
	fails()
	if rows, err := h.intake.Incoming(t.Context(), boss); err != nil || len(rows) != 0 {
		t.Errorf("they were published, and are still incoming: %+v, %v", rows, err)
	}
	h.close(t)
	h.sound(t)
}

// Several that are published at once by several, in any order, wait for no one that
// waits for them, and each content is one movie.
func TestPublishAll_Twins(t *testing.T) {
	h := newTestIntake(t, nil)
	const n = 6
	var first, second []string
	for i := range n {
		first, second = append(first, fmt.Sprintf("a%d.mp4", i)), append(second, fmt.Sprintf("b%d.mp4", n-1-i))
		h.arrive(t, first[i], append(clip(0), fmt.Sprintf("\x00\x00\x00\x0cfree%04d", i)...))
		h.arrive(t, fmt.Sprintf("b%d.mp4", i), append(clip(0), fmt.Sprintf("\x00\x00\x00\x0cfree%04d", i)...))
	}
	movies := make([]int, 3)
	var wg sync.WaitGroup
	for i, names := range [][]string{first, second, append(first[3:6:6], second[:3]...)} {
		wg.Go(func() {
			for j, d := range h.intake.PublishAll(t.Context(), boss, named(names...)) {
				switch {
				case d.Err == nil:
					movies[i]++
				case errors.Is(d.Err, store.ErrDuplicate), errors.Is(d.Err, store.ErrBusy), errors.Is(d.Err, store.ErrNoIncoming):
				default:
					t.Errorf("%s: %v", names[j], d.Err)
				}
			}
		})
	}
	wg.Wait()
	if sum := movies[0] + movies[1] + movies[2]; sum != n {
		t.Errorf("%v are %d movies, want %d", movies, sum, n)
	}
	h.close(t)
	h.sound(t)
}
