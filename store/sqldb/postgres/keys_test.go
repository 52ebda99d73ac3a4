package postgres_test

import (
	"fmt"
	"sync"
	"testing"

	"youku.example/store"
)

// Servers that start at once have one host key, and it stays.
func TestHostKeys_AtOnce(t *testing.T) {
	dir, ctx := t.TempDir(), t.Context()
	var kept [8]string
	var all sync.WaitGroup
	for i := range kept {
		db, err := open(dir)
		must(t, err)
		defer db.Close()
		keys, is := store.KeysIn(db.(alone).DB)
		if !is {
			t.Fatal("the keys are not in the rows")
		}
		all.Go(func() {
			private, err := keys.KeepHostKey(ctx, "host_ed25519", fmt.Appendf(nil, "of server %d", i))
			if err != nil {
				t.Error(err)
			}
			kept[i] = string(private)
		})
	}
	all.Wait()
	for _, private := range kept {
		if private == "" || private != kept[0] {
			t.Fatalf("the servers have %q", kept)
		}
	}
	db, err := open(dir)
	must(t, err)
	defer db.Close()
	keys, _ := store.KeysIn(db.(alone).DB)
	private, err := keys.HostKey(ctx, "host_ed25519")
	if err != nil || string(private) != kept[0] {
		t.Errorf("a later server has %q, %v", private, err)
	}
	if private, err := keys.HostKey(ctx, "host_rsa"); private != nil || err != nil {
		t.Errorf("a key that is not there is %q, %v", private, err)
	}
}

// Each record stands alone: by its kind and its key.
func TestRecords(t *testing.T) {
	db, ctx := opened(t), t.Context()
	update := func(fn func(store.SharedTx) error) {
		t.Helper()
		must(t, db.Update(ctx, func(tx store.Tx) error { return fn(tx.(store.SharedTx)) }))
	}
	one := store.Record{Kind: "a", Key: "1", Body: "值 '?'", Until: store.Record{}.Until.AddDate(2025, 0, 0)}
	update(func(tx store.SharedTx) error {
		for _, r := range []store.Record{one, {Kind: "a", Key: "2"}, {Kind: "b", Key: "1", Body: "x"}, {Kind: "b", Key: "1", Body: "y"}} {
			if err := tx.SetRecord(ctx, r); err != nil {
				return err
			}
		}
		return nil
	})
	is := func(want string) {
		t.Helper()
		must(t, db.View(ctx, func(v store.View) error {
			got := ""
			for _, kind := range []string{"a", "b"} {
				list, err := v.(store.SharedView).Records(ctx, kind)
				must(t, err)
				for _, r := range list {
					got += r.Kind + r.Key + r.Body + " "
					if same, err := v.(store.SharedView).Record(ctx, r.Kind, r.Key); err != nil || same != r {
						t.Errorf("%+v alone is %+v, %v", r, same, err)
					}
				}
			}
			if got != want {
				t.Errorf("there are %q, want %q", got, want)
			}
			return nil
		}))
	}
	is("a1值 '?' a2 b1y ")
	update(func(tx store.SharedTx) error { return tx.DropRecords(ctx, "a", one.Until.Add(-1000)) })
	is("a1值 '?' a2 b1y ")
	update(func(tx store.SharedTx) error { return tx.DropRecords(ctx, "a", one.Until) })
	is("a2 b1y ")
	update(func(tx store.SharedTx) error { return tx.DropRecord(ctx, "b", "1") })
	is("a2 ")
}
