package sqlite

import (
	"path/filepath"
	"slices"
	"testing"

	"youku.example/store"
	"youku.example/store/title"
)

// A movie is found by each of its tags, whatever signs are in them, and by its year, as
// long as it is on the shelf with them.
func TestLibraryPage_ByTag(t *testing.T) {
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "youku.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	tags := []string{"剧情", `C:\new`, `\`, `a\\nb`, `"`, `","`, "a b", "%", `\u005c`}
	m := store.Movie{Title: "城南旧事", SHA256: "1", Shelf: store.OnShelf, Free: true, Tags: tags, Year: 1983}
	update := func(fn func(tx store.Tx) error) {
		t.Helper()
		if err := db.Update(t.Context(), fn); err != nil {
			t.Fatal(err)
		}
	}
	found := func(p store.LibraryPage) (ids []int64) {
		t.Helper()
		p.Sort, p.Limit = store.ByNew, 10
		err := db.View(t.Context(), func(v store.View) error {
			list, err := v.LibraryPage(t.Context(), p)
			for _, row := range list {
				ids = append(ids, row.Movie.ID)
			}
			n, again := v.CountLibraryPage(t.Context(), p, 100)
			if again != nil || n.N != len(ids) {
				t.Errorf("%d found, but %d counted: %v", len(ids), n.N, again)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return ids
	}
	has := func(step string, want ...string) {
		t.Helper()
		for _, tag := range append(tags, "other", "n") {
			if got := len(found(store.LibraryPage{Tag: title.Folded(tag)})) > 0; got != slices.Contains(want, tag) {
				t.Errorf("%s: found by %q: %v", step, tag, got)
			}
		}
		if got := len(found(store.LibraryPage{Year: 1983})) > 0; got != (len(want) > 0) {
			t.Errorf("%s: found by its year: %v", step, got)
		}
	}
	update(func(tx store.Tx) error {
		for _, tag := range append(tags, "other", "n") {
			if _, err := tx.TagName(t.Context(), title.Folded(tag), tag); err != nil {
				return err
			}
		}
		return tx.AddMovie(t.Context(), &m, store.IndexOf(m))
	})
	has("published", tags...)
	update(func(tx store.Tx) error {
		return tx.SetShelf(t.Context(), m.ID, store.Deleted, false)
	})
	has("deleted")
	update(func(tx store.Tx) error { return tx.SetShelf(t.Context(), m.ID, store.OnShelf, false) })
	has("restored", tags...)
	m.Tags = []string{"other"}
	update(func(tx store.Tx) error { return tx.SetMovie(t.Context(), m, store.IndexOf(m)) })
	has("edited", "other")
	if err := db.Reindex(t.Context()); err != nil {
		t.Fatal(err)
	}
	has("made anew", "other")
}
