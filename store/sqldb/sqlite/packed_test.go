package sqlite

import (
	"path/filepath"
	"testing"

	"youku.example/store"
)

// A list is right also where a text has the signs in it that stand between the fields
// of its rows, and where a column is NULL.
func TestLibraryPage_SignsInTexts(t *testing.T) {
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "youku.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	titles := []string{"plain", "be\x1ftween", "be\x1etween", "\x1d", "也 \x1f\x1e\x1d"}
	tracks := []store.Tracks{{}, {Known: true}, {Known: true, Sound: []string{"zh"}}, {}, {Known: true}}
	err = db.Update(t.Context(), func(tx store.Tx) error {
		for i, title := range titles {
			m := store.Movie{Title: title, SHA256: title, Shelf: store.OnShelf, Free: true, Tracks: tracks[i]}
			if err := tx.AddMovie(t.Context(), &m, store.IndexOf(m)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	err = db.View(t.Context(), func(v store.View) error {
		for n := range len(titles) {
			list, err := v.LibraryPage(t.Context(), store.LibraryPage{Sort: store.ByNew, Reverse: true, Limit: n + 1})
			if err != nil || len(list) != n+1 {
				t.Fatalf("%d rows of %d: %v", len(list), n+1, err)
			}
			for i, row := range list {
				if m := row.Movie; m.Title != titles[i] || m.SHA256 != titles[i] || m.Tracks.Known != tracks[i].Known || len(m.Tracks.Sound) != len(tracks[i].Sound) {
					t.Errorf("%d rows: row %d is %+v", n+1, i, m)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
