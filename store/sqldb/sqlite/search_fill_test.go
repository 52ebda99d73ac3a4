package sqlite

import (
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"youku.example/store"
	"youku.example/store/title"
)

// A library whose index is of an older version is found and sorted as titles
// are understood today: grams and sort keys are both made anew.
func TestFill_SortsAnew(t *testing.T) {
	ctx, path := t.Context(), filepath.Join(t.TempDir(), "youku.db")
	db, err := Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(ctx, func(t store.Tx) error {
		for i, title := range []string{"Zorro", "Œuvre", "後來", "Alpha"} {
			m := store.Movie{Title: title, SHA256: fmt.Sprint(i), Shelf: store.OnShelf, Free: true}
			if err := t.AddMovie(ctx, &m, store.MovieIndex{TitleKey: fmt.Sprint("old ", 9-i), Terms: []string{"old"}}); err != nil {
				return err
			}
		}
		_, err := t.(tx).DB.NewRaw("UPDATE movie_index SET version = 2").Exec(ctx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if db, err = Open(ctx, path); err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for search, want := range map[string]string{"": "[Alpha 後來 Œuvre Zorro]", "oeuvre": "[Œuvre]", "后来": "[後來]", "old": "[]"} {
		var titles []string
		err := db.View(ctx, func(v store.View) error {
			list, err := v.MoviePage(ctx, store.MoviePage{Sort: store.ByTitle, Search: title.NewSearch(search), Limit: 9})
			for _, m := range list {
				titles = append(titles, m.Title)
			}
			return err
		})
		if err != nil || fmt.Sprint(titles) != want {
			t.Errorf("search %q: %v, %v; want %s", search, titles, err, want)
		}
	}
}

// However many movies there are, each step of making the index anew is an
// update of its own: one for all would outlast what an update may take, and no
// start would ever get beyond it. A crash between two steps loses nothing.
func TestReindex_InSteps(t *testing.T) {
	const steps = 2
	ctx, path := t.Context(), filepath.Join(t.TempDir(), "youku.db")
	db, err := Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(ctx, func(t store.Tx) error {
		for i := range steps * fillBatch {
			m := store.Movie{Title: fmt.Sprint("Movie ", i), SHA256: fmt.Sprint(i), Shelf: store.OnShelf, Free: true}
			if err := t.AddMovie(ctx, &m, store.MovieIndex{TitleKey: fmt.Sprint("old ", i)}); err != nil {
				return err
			}
		}
		return nil
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	if db, err = OpenWriter(ctx, path); err != nil { // no other updates than those asked for
		t.Fatal(err)
	}
	before := stampNow(t, db)
	if err := db.emptyIndex(ctx); err != nil {
		t.Fatal(err)
	}
	if got := stampNow(t, db) - before; got != steps+2 {
		t.Errorf("the index was emptied in %d updates, want %d", got, steps+2)
	}
	// A crash before the last step: no version stands, and no movie is found.
	err = db.Update(ctx, func(t store.Tx) error { return t.(tx).setVersion(ctx, 0) })
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	if db, err = Open(ctx, path); err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.View(ctx, func(v store.View) error {
		list, err := v.MoviePage(ctx, store.MoviePage{Search: title.NewSearch("movie 1234"), Limit: 9})
		if len(list) != 1 {
			t.Errorf("found %v", list)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func stampNow(t *testing.T, db *DB) uint32 {
	t.Helper()
	v, err := stampOf(t.Context(), db.read.DB)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
