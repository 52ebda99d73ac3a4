package operator

import (
	"bytes"
	dbsql "database/sql"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"youku.example/keys"
	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/setting"
	"youku.example/store"
	"youku.example/store/sqldb/sqlite"
)

// ended is a library that a kill ended: its folder with a log in which the
// newest rows stand alone, and a backup from before them.
type ended struct {
	t            *testing.T
	data, backup string
	code         string // unused in the backup, and used since
}

func (e *ended) must(err error) {
	e.t.Helper()
	if err != nil {
		e.t.Fatal(err)
	}
}

func (e *ended) ok(exit int, out, errs string) string {
	e.t.Helper()
	if exit != 0 {
		e.t.Fatalf("exit %d: %s%s", exit, out, errs)
	}
	return out
}

const viewerKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPKvGOV1hAPiaFWBz8MLUiNjkUkoUWjhCJCnI/Ma8p6V box"

func endedLibrary(t *testing.T) *ended {
	t.Helper()
	e := &ended{t: t, data: t.TempDir(), backup: filepath.Join(t.TempDir(), "backup.db")}
	running := t.TempDir()
	e.must(os.WriteFile(filepath.Join(running, "admin_keys"), []byte(strings.Replace(viewerKey, "box", "boss", 1)+"\n"), 0o600))
	e.must(os.WriteFile(filepath.Join(running, "host_ed25519"), []byte("the host's key"), 0o600))
	s := setting.Settings{Data: running}
	rows, err := sqlite.Open(t.Context(), s.Database())
	e.must(err)
	shop, err := store.Open(t.Context(), rows, store.DefaultRules())
	e.must(err)
	defer shop.Close()
	line, err := keys.ParseLine(viewerKey)
	e.must(err)
	acc, err := shop.Register(t.Context(), store.Actor{Role: store.RoleGuest, Key: line.Fingerprint, KeyLine: viewerKey}, store.Registration{Name: "alice", WithKey: true})
	e.must(err)
	alice := store.Actor{Account: acc.ID, Name: "alice", Role: store.RoleUser, Key: line.Fingerprint}
	codes, err := shop.MintCodes(t.Context(), local.Operator, 500, 1)
	e.must(err)
	e.code = codes[0].Text
	e.ok(run(t, running, "backup", e.backup))
	_, _, err = shop.Redeem(t.Context(), alice, e.code)
	e.must(err)
	for _, name := range []string{"youku.db", "youku.db-wal", "youku.db-shm"} { // as a kill leaves them
		b, err := os.ReadFile(filepath.Join(running, name))
		e.must(err)
		e.must(os.WriteFile(filepath.Join(e.data, name), b, 0o600))
	}
	return e
}

// balance is what alice has in a database, of which a copy is opened.
func (e *ended) balance(path string) store.Fen {
	e.t.Helper()
	copied := filepath.Join(e.t.TempDir(), "copy.db")
	for _, ending := range []string{"", "-wal"} {
		b, err := os.ReadFile(path + ending)
		if err != nil && ending != "" {
			continue
		}
		e.must(err)
		e.must(os.WriteFile(copied+ending, b, 0o600))
	}
	rows, err := sqlite.Open(e.t.Context(), copied)
	e.must(err)
	shop, err := store.Open(e.t.Context(), rows, store.DefaultRules())
	e.must(err)
	defer shop.Close()
	acc, err := shop.AccountByName(e.t.Context(), "alice")
	e.must(err)
	return acc.Balance
}

// kept are the databases that lie in the folder, by what alice has in them.
func (e *ended) kept() map[store.Fen]int {
	e.t.Helper()
	found, err := filepath.Glob(filepath.Join(e.data, "youku.db*"))
	e.must(err)
	have := map[store.Fen]int{}
	for _, path := range found {
		name := filepath.Base(path)
		if strings.Contains(name, ".aside-") || strings.HasSuffix(name, "-wal") || strings.HasSuffix(name, "-shm") || strings.HasSuffix(name, ".lock") {
			continue
		}
		have[e.balance(path)]++
	}
	return have
}

func TestRestore(t *testing.T) {
	e := endedLibrary(t)
	s := setting.Settings{Data: e.data}
	e.must(os.MkdirAll(filepath.Join(s.Movies(), "movies", "ab"), 0o700))
	e.must(os.WriteFile(filepath.Join(s.Movies(), "movies", "ab", "abcdef.mp4"), []byte("x"), 0o600))
	for range 2 { // twice is as good as once
		out := e.ok(run(t, e.data, "restore", e.backup))
		for _, want := range []string{"codes used since can be used again", "youku.db.before-", "movies: abcdef.mp4"} {
			if !strings.Contains(out, want) {
				t.Errorf("it does not say %q: %s", want, out)
			}
		}
		if got := e.balance(s.Database()); got != 0 {
			t.Errorf("alice has %v, want what the backup says", got)
		}
		for _, name := range []string{"admin_keys", "host_ed25519"} {
			info, err := os.Stat(filepath.Join(e.data, name))
			if err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("%s was not put back: %v", name, err)
			}
		}
		if _, err := os.Stat(filepath.Join(e.data, ".restore")); err == nil {
			t.Error("the folder of the copy is left")
		}
	}
	if have := e.kept(); have[500] != 1 || have[0] != 2 {
		t.Errorf("kept by balance: %v", have)
	}
	e.must(os.RemoveAll(s.Movies()))
	e.ok(run(t, e.data, "check"))
}

// What is in the folder stays, also where the backup has another.
func TestRestore_KeepsFiles(t *testing.T) {
	e := endedLibrary(t)
	mine := filepath.Join(e.data, "host_ed25519")
	e.must(os.WriteFile(mine, []byte("another key"), 0o600))
	e.ok(run(t, e.data, "restore", e.backup))
	if b, err := os.ReadFile(mine); err != nil || string(b) != "another key" {
		t.Errorf("the host key is %q, %v", b, err)
	}
	b, err := os.ReadFile(filepath.Join(e.data, "youku.db"))
	e.must(err)
	if bytes.Contains(b, []byte("the host's key")) {
		t.Error("the host key is in the database that serves")
	}
}

func TestRestore_EmptyFolder(t *testing.T) {
	e := endedLibrary(t)
	e.data = filepath.Join(t.TempDir(), "new")
	if out := e.ok(run(t, e.data, "restore", e.backup)); !strings.Contains(out, "is new") || strings.Contains(out, "before-") {
		t.Error(out)
	}
	e.ok(run(t, e.data, "check"))
}

func TestRestore_Refuses(t *testing.T) {
	e := endedLibrary(t)
	other := endedLibrary(t)
	damaged := filepath.Join(t.TempDir(), "damaged.db")
	b, err := os.ReadFile(e.backup)
	e.must(err)
	for i := 8192; i < len(b); i += 3000 {
		b[i] ^= 0x55
	}
	e.must(os.WriteFile(damaged, b, 0o600))
	short := filepath.Join(t.TempDir(), "short.db")
	e.must(os.WriteFile(short, b[:9000], 0o600))
	text := filepath.Join(t.TempDir(), "text")
	e.must(os.WriteFile(text, []byte("no database"), 0o600))
	before, err := os.ReadDir(e.data)
	e.must(err)
	for name, c := range map[string]struct{ file, want string }{
		"Another":   {other.backup, "another library"},
		"Damaged":   {damaged, "take another"},
		"Short":     {short, "is damaged"},
		"Text":      {text, "no database at all"},
		"Missing":   {filepath.Join(e.data, "none"), "there is no such file"},
		"ItsOwn":    {setting.Settings{Data: e.data}.Database(), "the library's database itself"},
		"Directory": {e.data, "it is no file"},
	} {
		t.Run(name, func(t *testing.T) {
			exit, out, errs := run(t, e.data, "restore", c.file)
			if exit != 1 || !strings.Contains(errs, c.want) {
				t.Errorf("exit %d: %s%s; want %q", exit, out, errs, c.want)
			}
			if got := e.balance(filepath.Join(e.data, "youku.db")); got != 500 {
				t.Errorf("alice has %v now", got)
			}
		})
	}
	after, err := os.ReadDir(e.data)
	e.must(err)
	if len(after) > len(before)+3 { // lock, the lock of the database, media
		t.Errorf("left behind: %v", after)
	}
	t.Run("Served", func(t *testing.T) {
		unlock, err := local.LockData(setting.Settings{Data: e.data}.Lock())
		e.must(err)
		defer unlock()
		if exit, _, errs := run(t, e.data, "restore", e.backup); exit != 1 || !strings.Contains(errs, "stop it first") {
			t.Errorf("exit %d: %s", exit, errs)
		}
	})
}

// A damaged database is what one restores over.
func TestRestore_OverDamaged(t *testing.T) {
	e := endedLibrary(t)
	path := setting.Settings{Data: e.data}.Database()
	e.must(os.WriteFile(path, []byte("it was a database once"), 0o600))
	out := e.ok(run(t, e.data, "restore", e.backup))
	if !strings.Contains(out, "before-") || e.balance(path) != 0 {
		t.Error(out)
	}
}

// A restore that is killed between any two of its steps leaves the database
// that was there or the restored one, with the other one kept; and done again,
// it ends well.
func TestRestore_Killed(t *testing.T) {
	for n := 1; ; n++ {
		e := endedLibrary(t)
		path := setting.Settings{Data: e.data}.Database()
		killed, _ := killedAt(t, n, "", "restore", e.backup, "--data", e.data)
		if !killed && n < 8 {
			t.Fatalf("a restore has only %d steps", n-1)
		}
		if have := e.kept(); have[500] != 1 && have[500] != 2 { // two names of one file
			t.Errorf("killed at step %d: kept by balance: %v", n, have)
		}
		e.ok(run(t, e.data, "backup", filepath.Join(t.TempDir(), "again.db"))) // an opening in between
		if have := e.kept(); have[500] == 0 {
			t.Errorf("opened after a kill at step %d: kept by balance: %v", n, have)
		}
		e.ok(run(t, e.data, "restore", e.backup))
		if got := e.balance(path); got != 0 {
			t.Errorf("killed at step %d and done again: alice has %v", n, got)
		}
		if have := e.kept(); have[500] == 0 {
			t.Errorf("killed at step %d and done again: kept by balance: %v", n, have)
		}
		if _, err := os.Stat(path + "-wal"); err == nil {
			t.Errorf("killed at step %d and done again: there is a log", n)
		}
		if !killed {
			return
		}
	}
}

// Whatever is opened after a copy was put over the database, by whatever
// command, is the copy; the log that lies there is named and kept.
func TestForeignLog_IsSaid(t *testing.T) {
	key := filepath.Join(t.TempDir(), "boss.pub")
	if err := os.WriteFile(key, []byte(another), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, args := range map[string][]string{
		"check":  {"check"},
		"backup": {"backup", filepath.Join(t.TempDir(), "again.db")},
		"admin":  {"admin", "add", "boss", "--key", key},
	} {
		t.Run(name, func(t *testing.T) {
			e := endedLibrary(t)
			path := setting.Settings{Data: e.data}.Database()
			e.must(exec.Command("cp", e.backup, path).Run()) // in place: the same inode
			exit, out, errs := run(t, e.data, args...)
			if exit != 0 || strings.Count(errs, "is not this database's") != 1 || !strings.Contains(errs, "youku.db-wal.aside-") {
				t.Errorf("exit %d: %s%s", exit, out, errs)
			}
			if got := e.balance(path); got != 0 {
				t.Errorf("alice has %v, want what the copy says", got)
			}
			if exit, _, errs := run(t, e.data, args...); strings.Contains(errs, "is not this") {
				t.Errorf("it is said again: exit %d: %s", exit, errs)
			}
		})
	}
	t.Run("Own", func(t *testing.T) {
		e := endedLibrary(t)
		if exit, _, errs := run(t, e.data, "check"); exit != 0 || errs != "" {
			t.Errorf("exit %d: %s", exit, errs)
		}
		if got := e.balance(setting.Settings{Data: e.data}.Database()); got != 500 {
			t.Errorf("alice has %v, and the report says ¥5", got)
		}
	})
}

// A backup of an older version is brought forward, and becomes the library's
// own; so is a database of an older version what it is restored over.
func TestRestore_Older(t *testing.T) {
	older := filepath.Join(t.TempDir(), "older.db")
	sql, err := os.ReadFile("../../store/sqldb/sqlite/testdata/released/00001.sql")
	if err != nil {
		t.Fatal(err)
	}
	lay := func(path string) {
		t.Helper()
		db, err := dbsql.Open("sqlite", path)
		if err == nil {
			_, err = db.Exec("BEGIN;\n" + string(sql) + "COMMIT;\n")
		}
		if err != nil || db.Close() != nil {
			t.Fatal(err)
		}
	}
	lay(older)
	e := endedLibrary(t)
	before, err := sqlite.LibraryID(t.Context(), setting.Settings{Data: e.data}.Database())
	e.must(err)
	for range 2 {
		e.ok(run(t, e.data, "restore", older))
		after, err := sqlite.LibraryID(t.Context(), setting.Settings{Data: e.data}.Database())
		if err != nil || after != before || before == "" {
			t.Errorf("the library is %q, and was %q: %v", after, before, err)
		}
	}
	e.data = t.TempDir()
	lay(setting.Settings{Data: e.data}.Database())
	e.ok(run(t, e.data, "restore", e.backup))
	if got := e.balance(setting.Settings{Data: e.data}.Database()); got != 0 {
		t.Errorf("alice has %v", got)
	}
}
