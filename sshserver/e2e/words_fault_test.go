package e2e

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"

	"github.com/rogpeppe/go-internal/testscript"
	_ "modernc.org/sqlite"
)

// wordDisk: disk DIR MIB puts a disk of its own, of that many MiB, under DIR.
// It takes the rights of root: scripts ask [mount] before.
func wordDisk(ts *testscript.TestScript, neg bool, args []string) {
	dir := ts.MkAbs(args[0])
	ts.Check(mount(dir, args[1]))
	r := runningOf(ts)
	r.disks = append(r.disks, dir)
}

func mount(dir, mib string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	out, err := exec.Command("mount", "-t", "tmpfs", "-o", "mode=700,size="+mib+"m", "tmpfs", dir).CombinedOutput()
	if err != nil {
		return fmt.Errorf("mount %s: %w: %s", dir, err, strings.TrimSpace(string(out)))
	}
	return nil
}

func unmount(dir string) { _ = exec.Command("umount", "-l", dir).Run() }

// canMount reports whether this machine lets us put a disk under a folder.
func canMount() error {
	dir, err := os.MkdirTemp("", "youku-mount")
	if err != nil {
		return err
	}
	defer os.Remove(dir)
	if err := mount(dir, "1"); err != nil {
		return err
	}
	return exec.Command("umount", dir).Run()
}

// wordFill: fill DIR writes DIR/filler until the disk has no room left.
func wordFill(ts *testscript.TestScript, neg bool, args []string) {
	f, err := os.OpenFile(ts.MkAbs(args[0]+"/filler"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	ts.Check(err)
	defer f.Close()
	for size := 1 << 20; size > 0; {
		_, err := f.Write(make([]byte, size))
		switch {
		case errors.Is(err, syscall.ENOSPC):
			size /= 16
		case err != nil:
			ts.Fatalf("fill: %v", err)
		}
	}
}

// wordSQL: sql FILE STATEMENT... runs statements in a SQLite file, behind the
// program's back; FILE is made if there is none.
func wordSQL(ts *testscript.TestScript, neg bool, args []string) {
	db, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	defer db.Close()
	for _, s := range args[1:] {
		_, err := db.Exec(s)
		ts.Check(err)
	}
}

// wordHold: hold FILE takes a SQLite file for itself alone, as another program
// does; release gives it back.
func wordHold(ts *testscript.TestScript, neg bool, args []string) {
	db, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	conn, err := db.Conn(context.Background())
	ts.Check(err)
	_, err = conn.ExecContext(context.Background(), "BEGIN EXCLUSIVE")
	ts.Check(err)
	runningOf(ts).held = func() { conn.Close(); db.Close() }
}

func wordRelease(ts *testscript.TestScript, neg bool, args []string) {
	r := runningOf(ts)
	r.held()
	r.held = nil
}

// wordOld: old VERSION FILE makes a database as the program of that schema
// left it.
func wordOld(ts *testscript.TestScript, neg bool, args []string) {
	dump, err := os.ReadFile(fmt.Sprintf("../../store/sqldb/sqlite/testdata/released/%s.sql", args[0]))
	ts.Check(err)
	wordSQL(ts, false, []string{args[1], "BEGIN;\n" + string(dump) + "COMMIT;"})
}

// wordStart: start WANT runs the program until it listens, or until it says in
// one sentence why it does not; WANT is "starts" or a part of that sentence.
// Its words are in the file said.
func wordStart(ts *testscript.TestScript, neg bool, args []string) {
	ts.Check(os.WriteFile(ts.MkAbs("server.log"), nil, 0o600))
	if args[0] == "starts" {
		wordServe(ts, false, nil)
		wordShutdown(ts, false, nil)
		return
	}
	wordServe(ts, true, nil)
	first, said, _ := strings.Cut(strings.TrimSpace(ts.ReadFile("server.log")), "\n")
	if !strings.Contains(first, `msg="youku starts" version=`) {
		ts.Fatalf("start: the log begins without the version: %s", first)
	}
	if n := strconv.Itoa(strings.Count(said, "\n") + 1); n != "1" || !strings.HasPrefix(said, "youku serve: ") {
		ts.Fatalf("start: not one sentence but %s lines:\n%s", n, said)
	}
	if !strings.Contains(said, args[0]) {
		ts.Fatalf("start: it says %q, not %q", said, args[0])
	}
}
