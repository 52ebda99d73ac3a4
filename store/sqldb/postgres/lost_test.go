package postgres_test

import (
	"context"
	"errors"
	"net"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"youku.example/store"
	"youku.example/store/lease"
	"youku.example/store/sqldb/postgres"
)

// A server of which nothing more is heard holds no row for longer than an update may take.
func TestUpdate_Silent(t *testing.T) {
	dir, ctx := t.TempDir(), context.Background()
	var dbs [2]*postgres.DB
	for i := range dbs {
		db, err := open(dir)
		must(t, err)
		defer db.Close()
		dbs[i] = db.(alone).DB.(*postgres.DB)
	}
	rename := func(t store.Tx, file string) error {
		return t.SetCover(ctx, store.EntryID{Series: true, ID: 1}, int64(len(file)))
	}
	must(t, dbs[0].Update(ctx, func(tx store.Tx) error { return tx.AddSeries(ctx, &store.Series{Title: "series"}) }))
	dbs[0].Within(300 * time.Millisecond)
	held, other := make(chan struct{}), make(chan error, 1)
	go func() {
		<-held
		other <- dbs[1].Update(ctx, func(tx store.Tx) error { return rename(tx, "two") })
	}()
	err := dbs[0].Update(ctx, func(tx store.Tx) error {
		if err := rename(tx, "o"); err != nil {
			return err
		}
		close(held)
		must(t, <-other)
		return nil
	})
	if !errors.Is(err, store.ErrRowsAway) {
		t.Errorf("the silent one: %v", err)
	}
	must(t, dbs[0].View(ctx, func(v store.View) error {
		s, err := v.SeriesByID(ctx, 1)
		if s.Cover != 3 {
			t.Errorf("the cover is %d, want the other's", s.Cover)
		}
		return err
	}))
}

// What a pooler says when its server is gone is that it is away.
func TestUpdate_PoolerAlone(t *testing.T) {
	through, stop, err := server.Bounce()
	must(t, err)
	defer stop()
	newDatabase(t, "pooler_alone")
	db, err := postgres.Open(t.Context(), through("pooler_alone"))
	must(t, err)
	defer db.Close()
	err = db.Update(t.Context(), func(tx store.Tx) error {
		var pid int
		if err := db.AskBehind(t.Context(), &pid, `SELECT pid FROM pg_stat_activity
			WHERE datname = current_database() AND state = 'idle in transaction'`); err != nil {
			return err
		}
		must(t, syscall.Kill(pid, syscall.SIGKILL)) // all of its server begins anew
		_, err := tx.CountMovies(t.Context())
		return err
	})
	if !errors.Is(err, store.ErrRowsAway) {
		t.Errorf("%v, want that it is away", err)
	}
	for server.Exec(t.Context(), "postgres", "SELECT 1") != nil && t.Context().Err() == nil {
		time.Sleep(10 * time.Millisecond)
	}
}

// A connection ends by itself when its server's machine is gone.
func TestDial_Silence(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer l.Close()
	c, err := postgres.Dial(t.Context(), l.Addr().String())
	must(t, err)
	defer c.Close()
	raw, err := c.(*net.TCPConn).SyscallConn()
	must(t, err)
	must(t, raw.Control(func(fd uintptr) {
		for option, want := range map[int]int{unix.TCP_USER_TIMEOUT: 20_000, unix.TCP_KEEPIDLE: 5, unix.TCP_KEEPINTVL: 5, unix.TCP_KEEPCNT: 3} {
			if got, err := unix.GetsockoptInt(int(fd), unix.IPPROTO_TCP, option); got != want || err != nil {
				t.Errorf("option %d is %d, want %d (%v)", option, got, want, err)
			}
		}
	}))
}

// A server all of whose updates and views take long is busy, and lives.
func TestBeat_Busy(t *testing.T) {
	db := opened(t)
	var working sync.WaitGroup
	busy, done := make(chan bool), make(chan bool)
	wait := func() error {
		busy <- true
		<-done
		return nil
	}
	for range 16 {
		working.Go(func() { db.Update(context.Background(), func(store.Tx) error { return wait() }) })
		working.Go(func() { db.View(context.Background(), func(store.View) error { return wait() }) })
	}
	for range 16 + 8 { // as many as there is room for
		<-busy
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	_, _, err := db.Beat(ctx, lease.Beat{Lease: lease.Lease{Server: "a"}})
	_, seen := db.Events(ctx, 0, nil, 10)
	asked := db.ViewBeside(ctx, func(v store.View) error {
		_, err := v.(store.SharedView).UsersByID(ctx, []int64{1})
		return err
	})
	go func() {
		for range busy {
		}
	}()
	close(done)
	working.Wait()
	close(busy)
	must(t, errors.Join(err, seen, asked))
}
