package postgres_test

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"youku.example/store"
	"youku.example/store/lease"
)

func TestLeases(t *testing.T) {
	db, ctx := opened(t), t.Context()
	beat := func(b lease.Beat) []lease.Lease {
		t.Helper()
		before := time.Now()
		r, list, err := db.Beat(ctx, b)
		must(t, err)
		if r.Now.Before(before.Add(-time.Second)) || r.Now.After(time.Now().Add(time.Second)) {
			t.Errorf("the clock was read as %v", r.Now)
		}
		slices.SortFunc(list, func(a, b lease.Lease) int { return cmp.Compare(a.Server, b.Server) })
		return list
	}
	row := func(id, body string) lease.Row {
		return lease.Row{Kind: "session", ID: id, Account: 7, Body: body}
	}
	runs := func(want ...string) {
		t.Helper()
		list, err := db.Running(ctx)
		must(t, err)
		var got []string
		for _, r := range list {
			got = append(got, fmt.Sprint(r.Server, " ", r.Kind, " ", r.ID, " ", r.Account, " ", r.Body))
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("there run %q, want %q", got, want)
		}
	}
	a := lease.Lease{Server: "a", Version: 1, Expected: -90 * time.Minute}
	if got := beat(lease.Beat{Lease: a, Whole: true, Put: []lease.Row{row("1", "x"), row("2", "y")}}); len(got) != 1 || got[0].Beats != 1 || got[0].Expected != a.Expected {
		t.Errorf("the first beat: %+v", got)
	}
	beat(lease.Beat{Lease: lease.Lease{Server: "b"}, Whole: true, Put: []lease.Row{row("1", "of b")}})
	a.Version = 2
	got := beat(lease.Beat{Lease: a, Put: []lease.Row{row("2", "z"), row("3", "new")}, Drop: []lease.Row{row("1", "")}})
	if len(got) != 2 || got[0].Beats != 2 || got[0].Version != 2 || got[1].Beats != 1 {
		t.Errorf("the third beat: %+v", got)
	}
	runs("a session 2 7 z", "a session 3 7 new", "b session 1 7 of b")
	beat(lease.Beat{Lease: a, Whole: true, Put: []lease.Row{row("4", "all")}})
	runs("a session 4 7 all", "b session 1 7 of b")

	must(t, db.DropServer(ctx, lease.Lease{Server: "a", Beats: 2})) // it has beaten since
	runs("a session 4 7 all", "b session 1 7 of b")
	must(t, db.DropServer(ctx, lease.Lease{Server: "a", Beats: 3}))
	runs("b session 1 7 of b")
	if got := beat(lease.Beat{Lease: a}); got[0].Beats != 1 {
		t.Errorf("a lease that was dropped begins anew: %+v", got)
	}
}

// What a server has claimed is its own as long as its lease is there.
func TestClaim(t *testing.T) {
	db, ctx := opened(t), t.Context()
	_, leases, err := db.Beat(ctx, lease.Beat{Lease: lease.Lease{Server: "a"}})
	must(t, err)
	_, _, err = db.Beat(ctx, lease.Beat{Lease: lease.Lease{Server: "b"}})
	must(t, err)
	claim := func(server, key string, takeAway, want bool) {
		t.Helper()
		if is, err := db.Claim(ctx, server, "upload", key, takeAway); is != want || err != nil {
			t.Errorf("%s claims %s: %v, %v, want %v", server, key, is, err, want)
		}
	}
	claim("a", "1", false, true)
	claim("a", "1", false, true)
	claim("b", "1", false, false)
	claim("b", "2", false, true)
	must(t, db.Unclaim(ctx, "b", "upload", "1"))
	claim("b", "1", false, false)
	claim("b", "1", true, true)
	claim("a", "1", false, false)
	must(t, db.Unclaim(ctx, "b", "upload", "1"))
	claim("a", "1", false, true)
	must(t, db.DropServer(ctx, leases[0]))
	claim("b", "1", false, true)
	claim("c", "3", false, true) // whose lease is not there
	claim("b", "3", false, true)
}

// One server takes a step out, however many see it.
func TestSetOffset(t *testing.T) {
	db, ctx := opened(t), t.Context()
	r, _, err := db.Beat(ctx, lease.Beat{Lease: lease.Lease{Server: "a"}})
	must(t, err)
	for i, want := range []bool{true, false} {
		set, err := db.SetOffset(ctx, r.Epoch, time.Duration(i+1)*-time.Hour)
		must(t, err)
		if set != want {
			t.Errorf("call %d: set %t", i+1, set)
		}
	}
	now, _, err := db.Beat(ctx, lease.Beat{Lease: lease.Lease{Server: "a"}})
	must(t, err)
	if now.Offset != -time.Hour || now.Epoch == r.Epoch {
		t.Errorf("the offset is %v in epoch %d, was set in %d", now.Offset, now.Epoch, r.Epoch)
	}
}

// Two shops over one database hear of each other and know who is where.
func TestTwoServers(t *testing.T) {
	dir, ctx := t.TempDir(), t.Context()
	var shops [2]*store.Shop
	for i := range shops {
		db, err := open(dir)
		must(t, err)
		shops[i], err = store.Open(ctx, db.(alone).DB, store.DefaultRules())
		must(t, err)
		defer shops[i].Close()
	}
	register := func(name string) store.Actor {
		account, err := shops[0].Register(ctx, store.Actor{Role: store.RoleGuest}, store.Registration{Name: name, Password: "correct horse"})
		must(t, err)
		return store.Actor{Account: account.ID, Name: name, Role: store.RoleUser, Stamp: account.Stamp, Session: name + "/1"}
	}
	alice, boss := register("alice"), register("boss")
	boss.Role = store.RoleAdmin
	ended := make(chan error, 1)
	defer shops[1].Enter(alice, store.Visit{Protocol: store.ProtocolTUI}, func(cause error) { ended <- cause })()

	deadline := time.Now().Add(time.Minute)
	for { // a beat tells of it
		visits, err := shops[0].Visits(ctx, boss)
		must(t, err)
		if len(visits) == 1 && visits[0].ID == "alice/1" {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("the other server has %+v", visits)
		}
		time.Sleep(50 * time.Millisecond)
	}
	must(t, shops[0].Lock(ctx, boss, "alice"))
	select {
	case cause := <-ended:
		if !errors.Is(cause, store.ErrLocked) {
			t.Errorf("ended for %v", cause)
		}
	case <-time.After(time.Minute):
		t.Error("a session on the other server goes on")
	}
}
