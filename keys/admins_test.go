package keys

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

func parsed(t *testing.T, text string) Line {
	t.Helper()
	l, err := ParseLine(text)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// opened writes the file and opens it; said is the log.
func opened(t *testing.T, content string) (a *Admins, path string, said *bytes.Buffer) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "admin_keys")
	if content != "" {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	said = &bytes.Buffer{}
	a, err := OpenAdmins(path, slog.New(slog.NewTextHandler(said, nil)))
	if err != nil {
		t.Fatal(err)
	}
	return a, path, said
}

func TestAdmins_Read(t *testing.T) {
	boss, wang, other := aKey(t), aKey(t), aKey(t)
	a, _, said := opened(t, strings.Join([]string{
		"# the admins", "", "nonsense here", boss + " boss", `from="10.0.0.1" ` + other + " sneaky", other, other + " two words",
		boss + " twin", "\t" + wang + " 小王\r",
	}, "\n"))
	if n, ok := a.Name(parsed(t, boss).Key); !ok || n != "boss" {
		t.Errorf("boss's key is %q, %v", n, ok)
	}
	if n, ok := a.Name(parsed(t, wang).Key); !ok || n != "小王" {
		t.Errorf("a line behind the bad ones is %q, %v", n, ok)
	}
	if n, ok := a.Name(parsed(t, other).Key); ok {
		t.Errorf("a key with options counts, as %q", n)
	}
	if n := strings.Count(said.String(), "left out"); n != 5 {
		t.Errorf("%d lines were complained about:\n%s", n, said)
	}
	if !hasName(t, a, "boss") || hasName(t, a, "twin") {
		t.Error("HoldName")
	}
}

func TestAdmins_Add(t *testing.T) {
	boss, wang := parsed(t, aKey(t)+" laptop"), parsed(t, aKey(t))
	a, path, _ := opened(t, "# kept\nnonsense, kept too")
	for _, add := range []struct {
		name string
		line Line
		ok   bool
	}{{"boss", boss, true}, {"boss", boss, true}, {"wang", wang, true}, {"imp", boss, false}, {"", wang, false}, {"a b", wang, false}, {"a\x1b", wang, false}} {
		if err := a.Add(add.name, add.line, always); (err == nil) != add.ok {
			t.Errorf("Add(%q): %v", add.name, err)
		}
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(data), "\n")
	if len(lines) != 5 || lines[0] != "# kept" || lines[1] != "nonsense, kept too" || !strings.HasSuffix(lines[2], " boss") || !strings.HasSuffix(lines[3], " wang") {
		t.Errorf("the file is\n%s", data)
	}
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
	if n, _ := a.Name(boss.Key); n != "boss" {
		t.Errorf("Name after Add: %q", n)
	}
}

func TestAdmins_Remove(t *testing.T) {
	one, two, wang := aKey(t), aKey(t), aKey(t)
	a, path, _ := opened(t, "# kept\n"+one+" boss\n"+wang+" wang\n"+two+" boss\n")
	removed, err := a.Remove("boss")
	if err != nil || len(removed) != 2 {
		t.Fatalf("removed %v, %v", removed, err)
	}
	if data, _ := os.ReadFile(path); string(data) != "# kept\n"+wang+" wang\n" {
		t.Errorf("the file is\n%s", data)
	}
	if removed, err := a.Remove("boss"); err != nil || len(removed) != 0 {
		t.Errorf("the second time removed %v, %v", removed, err)
	}
}

func TestOpenAdmins_Stop(t *testing.T) {
	path := filepath.Join(t.TempDir(), "admin_keys")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenAdmins(path, slog.New(slog.DiscardHandler)); err == nil || !strings.Contains(err.Error(), "chmod 600") {
		t.Errorf("a file that all may write: %v", err)
	}
	if _, err := OpenAdmins(t.TempDir(), slog.New(slog.DiscardHandler)); err == nil {
		t.Error("a folder was taken for the file")
	}
}

// watched runs Watch fast and returns what it reports.
func watched(t *testing.T, a *Admins) <-chan []Line {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	reported := make(chan []Line)
	done := make(chan struct{})
	go func() {
		defer close(done)
		a.Watch(ctx, 2*time.Millisecond, func(removed []Line) {
			select {
			case reported <- removed:
			case <-ctx.Done():
			}
		})
	}()
	t.Cleanup(func() { cancel(); <-done })
	return reported
}

func next(t *testing.T, reported <-chan []Line) []Line {
	t.Helper()
	select {
	case removed := <-reported:
		return removed
	case <-time.After(10 * time.Second):
		t.Fatal("no change was reported")
		return nil
	}
}

func TestAdmins_Watch(t *testing.T) {
	one, two := aKey(t), aKey(t)
	a, path, _ := opened(t, one+" boss\n")
	reported := watched(t, a)
	write := func(s string) {
		t.Helper()
		if err := writeWhole(path, []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(one + " boss\n" + two + " wang\n")
	if removed := next(t, reported); len(removed) != 0 {
		t.Errorf("adding a line removed %v", removed)
	}
	if n, _ := a.Name(parsed(t, two).Key); n != "wang" {
		t.Errorf("the new key is %q", n)
	}
	write(two + " lili\n")
	if removed := next(t, reported); len(removed) != 2 {
		t.Errorf("a line gone and one renamed: removed %v", removed)
	}
	// Written in place, in the same moment, with the same length.
	if err := os.WriteFile(path, []byte(one+" lili\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for removed := next(t, reported); ; removed = next(t, reported) { // the file may be seen half written
		if n, _ := a.Name(parsed(t, one).Key); n == "lili" {
			_ = removed
			break
		}
	}
	// This process's own change is reported too.
	if _, err := a.Remove("lili"); err != nil {
		t.Fatal(err)
	}
	removed := next(t, reported)
	for len(removed) == 0 { // the other half of the file before
		removed = next(t, reported)
	}
	if len(removed) != 1 {
		t.Errorf("removed %v", removed)
	}
	if err := a.Add("boss", parsed(t, one), always); err != nil {
		t.Fatal(err)
	}
	next(t, reported)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if removed := next(t, reported); len(removed) != 1 || len(a.List()) != 0 {
		t.Errorf("the file is gone: removed %v, left %v", removed, a.List())
	}
}

// A file that becomes unreadable keeps the admins, and once it is mended it
// counts again.
func TestAdmins_Watch_Lax(t *testing.T) {
	one, two := aKey(t), aKey(t)
	a, path, _ := opened(t, one+" boss\n")
	reported := watched(t, a)
	if err := os.Chmod(path, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(one+" boss\n"+two+" imp\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	select {
	case removed := <-reported:
		t.Errorf("reported %v of a file that all may write", removed)
	case <-time.After(30 * time.Millisecond):
	}
	if _, ok := a.Name(parsed(t, two).Key); ok {
		t.Error("a line that any user may have written counts")
	}
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	next(t, reported)
	if _, ok := a.Name(parsed(t, two).Key); !ok {
		t.Error("the mended file does not count")
	}
}

// Several processes write the same file; no line is lost.
func TestAdmins_AtOnce(t *testing.T) {
	if os.Getenv("KEYS_TEST_ADD") != "" {
		a, err := OpenAdmins(os.Getenv("KEYS_TEST_ADD"), slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		for i := range 10 {
			if err := a.Add(fmt.Sprintf("p%d-%d", os.Getpid(), i), parsed(t, aKey(t)), always); err != nil {
				t.Fatal(err)
			}
		}
		return
	}
	a, path, _ := opened(t, "")
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			cmd := exec.Command(os.Args[0], "-test.run=^TestAdmins_AtOnce$")
			cmd.Env = append(os.Environ(), "KEYS_TEST_ADD="+path)
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
	for i := range 10 {
		if err := a.Add(fmt.Sprintf("here-%d", i), parsed(t, aKey(t)), always); err != nil {
			t.Error(err)
		}
	}
	wg.Wait()
	if err := a.reload(); err != nil || len(a.List()) != 40 {
		t.Errorf("%d of 40 lines, %v", len(a.List()), err)
	}
}

func always() error { return nil }

func hasName(t *testing.T, a *Admins, name string) (kept bool) {
	t.Helper()
	if err := a.HoldName(strings.ToLower, name, func(k bool) error { kept = k; return nil }); err != nil {
		t.Fatal(err)
	}
	return kept
}

// A name is kept from the moment another process has written it, and between a
// look at the names and what is done about it no process writes.
func TestAdmins_HoldName(t *testing.T) {
	path := filepath.Join(t.TempDir(), "admin_keys")
	serving, err := OpenAdmins(path, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	operator, err := OpenAdmins(path, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	held := func() error {
		f, err := os.Open(path + ".lock")
		if err != nil {
			return err
		}
		defer f.Close()
		if syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil {
			return errors.New("another process could change the file now")
		}
		return nil
	}
	if err := serving.HoldName(strings.ToLower, "boss", func(kept bool) error {
		return errors.Join(held(), map[bool]error{true: errors.New("kept already")}[kept])
	}); err != nil {
		t.Error(err)
	}
	if err := operator.Add("Boss", parsed(t, aKey(t)), held); err != nil {
		t.Fatal(err)
	}
	if !hasName(t, serving, "boss") {
		t.Error("the name is not kept yet")
	}
	taken := errors.New("taken")
	if err := operator.Add("Other", parsed(t, aKey(t)), func() error { return taken }); !errors.Is(err, taken) || hasName(t, serving, "other") {
		t.Errorf("a name that is taken: %v", err)
	}
}
