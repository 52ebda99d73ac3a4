package sqlite

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"youku.example/store"
)

func openShop(t *testing.T) (*DB, *store.Shop) {
	t.Helper()
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "youku.db"))
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), db, store.DefaultRules())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return db, s
}

// A full disk is said, nothing is half written, and it goes on when there is
// room again.
func TestUpdate_ErrRowsFull(t *testing.T) {
	db, s := openShop(t)
	var pages int
	if err := db.write.QueryRow("PRAGMA page_count").Scan(&pages); err != nil {
		t.Fatal(err)
	}
	if _, err := db.write.Exec("PRAGMA max_page_count = ?", pages); err != nil {
		t.Fatal(err)
	}
	var err error
	for range 200 {
		if _, err = s.Post(t.Context(), store.Operator(), "title", strings.Repeat("长", 4000)); err != nil {
			break
		}
	}
	if !errors.Is(err, store.ErrRowsFull) {
		t.Fatalf("got %v", err)
	}
	if _, err := db.write.Exec("PRAGMA max_page_count = 1000000"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Post(t.Context(), store.Operator(), "title", "x"); err != nil {
		t.Error(err)
	}
	if faults, err := s.Verify(t.Context()); err != nil || len(faults) > 0 {
		t.Error(faults, err)
	}
}

func TestUpdate_ErrBusy(t *testing.T) {
	db, s := openShop(t)
	if _, err := db.write.Exec("PRAGMA busy_timeout = 1"); err != nil {
		t.Fatal(err)
	}
	other, err := pool(dsn(db.path, writePragmas), 1)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	tx, err := other.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Note(t.Context(), store.Operator(), "a", "", ""); !errors.Is(err, store.ErrBusy) {
		t.Errorf("got %v", err)
	}
	alice := store.Actor{Account: 1, Name: "alice", Role: store.RoleUser, Key: "SHA256:x"}
	if err := s.NoteLogin(t.Context(), alice); !errors.Is(err, store.ErrBusy) {
		t.Errorf("got %v", err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err := s.Note(t.Context(), store.Operator(), "a", "", ""); err != nil {
		t.Error(err)
	}
	for range 2 { // the login that was not written is tried again, once
		if err := s.NoteLogin(t.Context(), alice); err != nil {
			t.Error(err)
		}
	}
	if lines, err := s.Audit(t.Context(), store.Operator(), 10); err != nil || len(lines) != 2 || lines[0].Action != "login" {
		t.Errorf("%+v, %v", lines, err)
	}
}

// A disk that takes its time over one write holds up those who write, for as
// long as they care to wait, and no reader.
func TestUpdate_SlowDisk(t *testing.T) {
	db, s := openShop(t)
	entered, release := make(chan struct{}), make(chan struct{})
	slow := make(chan error, 1)
	go func() {
		slow <- db.Update(context.Background(), func(tx store.Tx) error {
			close(entered)
			<-release
			return tx.AddAudit(context.Background(), store.AuditLine{Action: "slow"})
		})
	}()
	<-entered
	for range 20 { // more than there are readers
		if _, err := s.Movies(t.Context(), store.Actor{Role: store.RoleGuest}, store.Query{}); err != nil {
			t.Fatal(err)
		}
	}
	impatient, cancel := context.WithCancel(t.Context())
	hurried := make(chan error, 1)
	go func() { hurried <- s.Note(impatient, store.Operator(), "impatient", "", "") }()
	patient := make(chan error, 1)
	go func() { patient <- s.Note(t.Context(), store.Operator(), "patient", "", "") }()
	cancel()
	if err := <-hurried; !errors.Is(err, context.Canceled) {
		t.Errorf("who gave up: %v", err)
	}
	close(release)
	for who, err := range map[string]error{"the slow one": <-slow, "the patient one": <-patient} {
		if err != nil {
			t.Errorf("%s: %v", who, err)
		}
	}
	lines, err := s.Audit(t.Context(), store.Operator(), 10)
	if err != nil || len(lines) != 2 || lines[0].Action != "patient" || lines[1].Action != "slow" {
		t.Errorf("written: %+v, %v", lines, err)
	}
}

// An update that does not come to an end is undone, and the next one has its turn.
func TestUpdate_Hangs(t *testing.T) {
	db, s := openShop(t)
	db.longest = time.Millisecond
	err := db.Update(t.Context(), func(tx store.Tx) error {
		err := tx.AddAudit(t.Context(), store.AuditLine{Action: "hangs"})
		for err == nil && t.Context().Err() == nil {
			_, err = tx.CountIncoming(t.Context())
		}
		return err
	})
	if err == nil || !strings.Contains(err.Error(), "took more than 1ms") {
		t.Fatalf("%v, want that it took too long", err)
	}
	db.longest = maxUpdate
	if err := s.Note(t.Context(), store.Operator(), "next", "", ""); err != nil {
		t.Fatal(err)
	}
	if lines, err := s.Audit(t.Context(), store.Operator(), 10); err != nil || len(lines) != 1 || lines[0].Action != "next" {
		t.Errorf("%+v, %v", lines, err)
	}
}
