package postgres_test

import (
	"slices"
	"testing"

	"youku.example/store"
	"youku.example/store/event"
)

// Events become visible with their transaction, rise, and are removed up to a number.
func TestEvents(t *testing.T) {
	db := opened(t)
	var ids []int64
	must(t, db.Update(t.Context(), func(tx store.Tx) (err error) {
		ids, err = tx.(store.SharedTx).AddEvents(t.Context(), []string{"a", "b", "c"})
		if seen, err := db.Events(t.Context(), 0, nil, 10); err != nil || len(seen) > 0 {
			t.Errorf("seen before their transaction ended: %v, %v", seen, err)
		}
		return err
	}))
	if len(ids) != 3 || !slices.IsSorted(ids) {
		t.Fatalf("numbers: %v", ids)
	}
	is := func(above int64, limit int, want ...event.Row) {
		t.Helper()
		got, err := db.Events(t.Context(), above, nil, limit)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("above %d: %v, %v; want %v", above, got, err, want)
		}
	}
	a, b, c := event.Row{ID: ids[0], Body: "a"}, event.Row{ID: ids[1], Body: "b"}, event.Row{ID: ids[2], Body: "c"}
	is(0, 10, a, b, c)
	is(a.ID, 10, b, c)
	is(0, 2, b, c)
	got, err := db.Events(t.Context(), b.ID, []int64{a.ID - 1, a.ID}, 10)
	if err != nil || !slices.Equal(got, []event.Row{a, c}) {
		t.Errorf("above b, and a: %v, %v", got, err)
	}
	must(t, db.DropEvents(t.Context(), b.ID))
	is(0, 10, c)
	must(t, db.DropEvents(t.Context(), c.ID)) // the newest stays, so that numbers are known to go on from it
	is(0, 10, c)
}

// Many rows are asked for at once, and what is missing is left out.
func TestSharedView(t *testing.T) {
	db := opened(t)
	var users [2]store.User
	must(t, db.Update(t.Context(), func(tx store.Tx) error {
		for i, name := range []string{"alice", "bob"} {
			users[i] = store.User{Account: store.Account{Name: name}, Fold: name}
			if err := tx.AddUser(t.Context(), &users[i]); err != nil {
				return err
			}
		}
		return tx.AddKey(t.Context(), users[1].ID, store.Key{Fingerprint: "SHA256:b"})
	}))
	must(t, db.View(t.Context(), func(v store.View) error {
		shared := v.(store.SharedView)
		list, err := shared.UsersByID(t.Context(), []int64{users[1].ID, users[0].ID, 1 << 40})
		if err != nil || len(list) != 2 {
			t.Errorf("%v, %v", list, err)
		}
		owners, err := shared.KeyOwners(t.Context(), []string{"SHA256:a", "SHA256:b"})
		if err != nil || len(owners) != 1 || owners["SHA256:b"] != users[1].ID {
			t.Errorf("%v, %v", owners, err)
		}
		grants, err := shared.GrantsByID(t.Context(), []int64{1})
		if err != nil || len(grants) != 0 {
			t.Errorf("%v, %v", grants, err)
		}
		return nil
	}))
}
