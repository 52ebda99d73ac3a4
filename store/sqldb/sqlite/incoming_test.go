package sqlite

import (
	"slices"
	"strings"
	"testing"

	"youku.example/store"
	"youku.example/store/sqldb"
)

// Uploads are found by many prefixes without a walk over all of them, each once.
func TestIncomingBegin(t *testing.T) {
	db, _ := openShop(t)
	err := db.Update(t.Context(), func(tx store.Tx) error {
		for _, name := range []string{"a/b.mkv", "a/b.zh.srt", "a/bc.mkv", "a/poster.jpg", "b.mkv"} {
			in := store.Incoming{Name: name, File: name, State: store.Arrived}
			if err := tx.AddIncoming(t.Context(), &in); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	err = db.View(t.Context(), func(v store.View) error {
		list, err := v.IncomingBegin(t.Context(), "a/poster.", "a/b", "a/b.", "none")
		for _, in := range list {
			got = append(got, in.Name)
		}
		return err
	})
	if err != nil || !slices.Equal(got, []string{"a/b.mkv", "a/b.zh.srt", "a/bc.mkv", "a/poster.jpg"}) {
		t.Errorf("%q, %v", got, err)
	}
	args := slices.Repeat([]any{"x"}, 2*13)
	plan, err := db.read.QueryContext(t.Context(), "EXPLAIN QUERY PLAN SELECT * FROM incoming AS i WHERE "+sqldb.BeginCondition(len(args)/2)+" ORDER BY i.name", args...)
	if err != nil {
		t.Fatal(err)
	}
	defer plan.Close()
	for plan.Next() {
		var id, parent, unused int
		var says string
		if err := plan.Scan(&id, &parent, &unused, &says); err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(says, "SCAN i") || strings.HasPrefix(says, "SCAN j") {
			t.Errorf("all uploads are walked over: %s", says)
		}
	}
}
