package sqlite

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"youku.example/store"
	"youku.example/store/title"
)

// A series of many episodes is renamed in updates of which each holds up others for
// a few of them; a crash in between loses nothing.
func TestRename_InSteps(t *testing.T) {
	const episodes = 3*renamedAtOnce + 7
	ctx, path := t.Context(), filepath.Join(t.TempDir(), "youku.db")
	db, err := Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	show := store.Series{Title: "Old Name"}
	err = db.Update(ctx, func(tx store.Tx) error {
		if err := tx.AddSeries(ctx, &show); err != nil {
			return err
		}
		for i := range episodes {
			m := store.Movie{
				Title: fmt.Sprint("Part ", i), SHA256: fmt.Sprint(i), Shelf: store.OnShelf, Free: true,
				SeriesID: show.ID, Episode: store.Episode{Series: show.Title, Season: 1, Number: i},
			}
			if err := tx.AddMovie(ctx, &m, store.IndexOf(m)); err != nil {
				return err
			}
		}
		return nil
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	if db, err = OpenWriter(ctx, path); err != nil { // without maintenance, as if it had crashed
		t.Fatal(err)
	}
	show.Title = "Fresh Words"
	err = db.Update(ctx, func(tx store.Tx) error { return tx.SetSeries(ctx, show) })
	if err != nil {
		t.Fatal(err)
	}
	if old, fresh := found(t, db, "old name"), found(t, db, "fresh words"); old != 0 || fresh != renamedAtOnce {
		t.Errorf("after the first update %d are found by the old name and %d by the new one", old, fresh)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if db, err = Open(ctx, path); err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Settled(ctx); err != nil {
		t.Fatal(err)
	}
	if fresh := found(t, db, "fresh words"); fresh != episodes {
		t.Errorf("%d of %d are found by the new name", fresh, episodes)
	}
	show.Title = "Third Time"
	err = errors.Join(db.Update(ctx, func(tx store.Tx) error { return tx.SetSeries(ctx, show) }), db.Settled(ctx))
	if third, fresh := found(t, db, "third time"), found(t, db, "fresh words"); err != nil || third != episodes || fresh != 0 {
		t.Errorf("%d of %d are found by the third name, %d by the second, %v", third, episodes, fresh, err)
	}
	if faults, err := store.Verify(ctx, db); err != nil || len(faults) > 0 {
		t.Error(faults, err)
	}
}

// found is how many movies a search finds.
func found(t *testing.T, db *DB, search string) (n int) {
	t.Helper()
	err := db.View(context.Background(), func(v store.View) error {
		list, err := v.MoviePage(context.Background(), store.MoviePage{Search: title.NewSearch(search), Limit: 500})
		n = len(list)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}
