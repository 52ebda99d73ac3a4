package postgres_test

import (
	"bytes"
	"errors"
	"io"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"youku.example/store"
	"youku.example/store/sqldb/postgres"
)

// cutter stands between a server and its database, and cuts the connection over which
// the next COMMIT comes: before it went on, or before its answer comes back.
type cutter struct {
	before, after atomic.Bool // the next COMMIT
	last          atomic.Bool // with that cut all others end, and none is let through any more
	shut          atomic.Bool
	all           sync.Map // connections
	cuts          atomic.Int32
}

// between returns where the database is through the cutter.
func (c *cutter) between(t *testing.T, url string) string {
	t.Helper()
	_, folder, _ := strings.Cut(url, "host=")
	folder, _, _ = strings.Cut(folder, "&")
	own := t.TempDir()
	l, err := net.Listen("unix", filepath.Join(own, ".s.PGSQL.5432"))
	must(t, err)
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			server, err := net.Dial("unix", filepath.Join(folder, ".s.PGSQL.5432"))
			if err != nil || c.shut.Load() {
				client.Close()
				continue
			}
			go c.carry(client, server)
		}
	}()
	return strings.Replace(url, folder, own, 1)
}

func (c *cutter) carry(client, server net.Conn) {
	defer client.Close()
	defer server.Close()
	c.all.Store(client, nil)
	defer c.all.Delete(client)
	var deaf atomic.Bool
	answered := make(chan struct{})
	go func() {
		defer close(answered)
		p := make([]byte, 1<<16)
		for {
			n, err := server.Read(p)
			if err != nil || deaf.Load() {
				return
			}
			if _, err := client.Write(p[:n]); err != nil {
				return
			}
		}
	}()
	p := make([]byte, 1<<16)
	for {
		n, err := client.Read(p)
		if err != nil {
			return
		}
		if bytes.Contains(p[:n], []byte("COMMIT\x00")) {
			if c.before.Swap(false) {
				c.cuts.Add(1)
				return
			}
			if c.after.Swap(false) {
				c.cuts.Add(1)
				deaf.Store(true)
				_, _ = io.Copy(server, bytes.NewReader(p[:n]))
				<-answered
				if c.last.Load() {
					c.shut.Store(true)
					c.all.Range(func(other, _ any) bool {
						if other != client { // who waits for the answer hears of it when all are gone
							other.(net.Conn).Close()
						}
						return true
					})
				}
				return
			}
		}
		if _, err := server.Write(p[:n]); err != nil {
			return
		}
	}
}

// An update whose confirmation is lost is asked about: what was done is done, what was
// not is not, and where that is not known, it is said.
func TestUpdate_AnswerLost(t *testing.T) {
	newDatabase(t, "answer_lost")
	var c cutter
	db, err := postgres.Open(t.Context(), c.between(t, server.URL("answer_lost")))
	must(t, err)
	defer db.Close()
	runs := 0
	add := func(name string) error {
		return db.Update(t.Context(), func(tx store.Tx) error {
			runs++
			return tx.AddUser(t.Context(), &store.User{Account: store.Account{Name: name}, Fold: name})
		})
	}
	there := func(want ...string) {
		t.Helper()
		var got string
		must(t, db.AskBehind(t.Context(), &got, "SELECT coalesce(string_agg(name, ' ' ORDER BY id), '') FROM users"))
		if got != strings.Join(want, " ") {
			t.Errorf("there are %q, want %q", got, want)
		}
	}
	must(t, add("alice"))
	c.after.Store(true)
	if err := add("bob"); err != nil {
		t.Errorf("what was done is %v", err)
	}
	there("alice", "bob")
	c.before.Store(true)
	if err := add("carol"); !errors.Is(err, store.ErrRowsAway) {
		t.Errorf("what was not done is %v, want that the database was away", err)
	}
	there("alice", "bob")
	if runs != 3 || c.cuts.Load() != 2 {
		t.Errorf("%d runs and %d cuts", runs, c.cuts.Load())
	}

	db.SettleWithin(300 * time.Millisecond)
	c.after.Store(true)
	c.last.Store(true)
	if err := add("dave"); !errors.Is(err, store.ErrRowsUnknown) || errors.Is(err, store.ErrRowsAway) {
		t.Errorf("what is not known is %v", err)
	}
	c.shut.Store(false)
	there("alice", "bob", "dave")
}
