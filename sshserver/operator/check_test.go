package operator

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"youku.example/media/disk"
	"youku.example/sshserver/intake"
	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/sample"
	"youku.example/sshserver/operator/setting"
	"youku.example/store"
	"youku.example/store/sqldb/move"
	"youku.example/store/sqldb/postgres"
	"youku.example/store/sqldb/sqlite"
	"youku.example/store/sqldb/sqlite/dbfile"
)

// engines are the real ones.
var engines = local.Engines{
	Rows:   func(ctx context.Context, file string) (local.Rows, error) { return sqlite.Open(ctx, file) },
	Reader: func(ctx context.Context, file string) (local.Rows, error) { return sqlite.OpenReader(ctx, file) },
	Writer: func(ctx context.Context, file string) (local.Rows, error) { return sqlite.OpenWriter(ctx, file) },
	OwnLog: dbfile.SetAsideForeignLog, LibraryID: sqlite.LibraryID, InUse: dbfile.InUse,
	Movies: func(_ context.Context, at local.MoviesAt) (local.Movies, error) {
		if at.ReadOnly {
			return disk.OpenReader(at.Place)
		}
		return disk.Open(at.Place)
	},
	Source: func(ctx context.Context, at string, still bool) (local.Source, error) {
		switch {
		case strings.Contains(at, "://"):
			return postgres.OpenReader(ctx, at)
		case still:
			return sqlite.OpenStill(ctx, at)
		}
		return sqlite.OpenReader(ctx, at)
	},
	Target: func(ctx context.Context, at string) (move.Target, error) {
		if strings.Contains(at, "://") {
			return postgres.OpenTarget(ctx, at)
		}
		return sqlite.OpenTarget(ctx, at)
	},
}

// run is one local command as the operator types it.
func run(t *testing.T, data string, args ...string) (exit int, out, err string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	exit = Main(t.Context(), local.Process{
		Engines: engines, Args: args, Environ: []string{"YOUKU_DATA=" + data, "LANG=C"},
		Stdin: strings.NewReader(""), Stdout: &stdout, Stderr: &stderr,
	})
	return exit, stdout.String(), stderr.String()
}

// library makes a library with the demo's movies and closes it again.
func library(t *testing.T) (data string, movies []store.Movie) {
	t.Helper()
	data = t.TempDir()
	s := setting.Settings{Data: data}
	rows, err := sqlite.Open(t.Context(), s.Database())
	if err != nil {
		t.Fatal(err)
	}
	shop, err := store.Open(t.Context(), rows, store.DefaultRules())
	if err != nil {
		t.Fatal(err)
	}
	defer shop.Close()
	files, err := disk.Open(s.Movies())
	if err != nil {
		t.Fatal(err)
	}
	defer files.Close()
	in := intake.New(shop, files, nil)
	if err := in.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	demo := sample.Filler{Shop: shop, Intake: in, Begun: s.DemoBegun(), At: func(string) {}}
	if code, err := demo.Fill(t.Context()); err != nil || code == "" || demo.Done() != nil {
		t.Fatalf("fill the demo: %q, %v", code, err)
	}
	if code, err := demo.Fill(t.Context()); err != nil || code != "" {
		t.Fatalf("a library that has movies was filled again: %q, %v", code, err)
	}
	err = shop.EachMovie(t.Context(), func(m store.Movie) error { movies = append(movies, m); return nil })
	if err != nil || len(movies) < 5 {
		t.Fatalf("%d sample movies, %v", len(movies), err)
	}
	return data, movies
}

// moviePath finds a movie's file wherever the library keeps it.
func moviePath(t *testing.T, data, key string) string {
	t.Helper()
	found := ""
	_ = filepath.WalkDir(data, func(path string, _ os.DirEntry, err error) error {
		if err == nil && filepath.Base(path) == key {
			found = path
		}
		return nil
	})
	if found == "" {
		t.Fatalf("no file %s", key)
	}
	return found
}

func TestCheck(t *testing.T) {
	data, movies := library(t)
	t.Run("Sound", func(t *testing.T) {
		if exit, out, err := run(t, data, "check"); exit != 0 {
			t.Fatalf("exit %d: %s%s", exit, out, err)
		}
	})
	t.Run("OtherBytes", func(t *testing.T) {
		file := moviePath(t, data, movies[0].File)
		whole, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		spoilt := bytes.Clone(whole)
		spoilt[len(spoilt)/2] ^= 1
		rewrite(t, file, spoilt)
		if exit, out, _ := run(t, data, "check"); exit != 1 || !strings.Contains(out, "bytes") {
			t.Errorf("exit %d: %s", exit, out)
		}
		if exit, out, _ := run(t, data, "check", "--fast"); exit != 0 {
			t.Errorf("--fast compares sizes only: exit %d: %s", exit, out)
		}
		rewrite(t, file, whole[:len(whole)-1])
		if exit, _, _ := run(t, data, "check", "--fast"); exit != 1 {
			t.Errorf("a file cut short: exit %d", exit)
		}
		rewrite(t, file, whole)
	})
	t.Run("MissingFile", func(t *testing.T) {
		file := moviePath(t, data, movies[1].File)
		if err := os.Rename(file, file+"x"); err != nil {
			t.Fatal(err)
		}
		if exit, out, _ := run(t, data, "check"); exit != 1 || !strings.Contains(out, "missing") {
			t.Errorf("exit %d: %s", exit, out)
		}
		if err := os.Rename(file+"x", file); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("Orphan", func(t *testing.T) {
		key := movies[2].SHA256[:2] + strings.Repeat("0", 62) + movies[2].Ext
		rewrite(t, filepath.Join(filepath.Dir(moviePath(t, data, movies[2].File)), key), []byte("nobody's"))
		if exit, out, _ := run(t, data, "check"); exit != 1 || !strings.Contains(out, "orphan") {
			t.Errorf("exit %d: %s", exit, out)
		}
	})
	t.Run("NoLibrary", func(t *testing.T) {
		exit, _, err := run(t, t.TempDir(), "check")
		if exit != 1 || !strings.Contains(err, "no library") {
			t.Errorf("exit %d: %s", exit, err)
		}
	})
}

func rewrite(t *testing.T, file string, data []byte) {
	t.Helper()
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestBackup(t *testing.T) {
	data, _ := library(t)
	copied := filepath.Join(t.TempDir(), "copy.db")
	if exit, out, err := run(t, data, "backup", copied); exit != 0 {
		t.Fatalf("exit %d: %s%s", exit, out, err)
	}
	if exit, _, _ := run(t, data, "backup", copied); exit != 1 {
		t.Errorf("over a file that is there: exit %d, want 1", exit)
	}
	rows, err := sqlite.OpenReader(t.Context(), copied)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	if n, err := store.OpenReadOnly(rows).Counts(t.Context()); err != nil || n.All < 5 {
		t.Errorf("the backup has %d movies, %v", n.All, err)
	}
}

func TestUsage(t *testing.T) {
	for _, args := range [][]string{
		{}, {"sing"}, {"serve", "now"}, {"serve", "--nope"}, {"admin"}, {"admin", "add", "boss"},
		{"backup"}, {"check", "it"}, {"serve", "--wait", "soon"},
	} {
		if exit, _, err := run(t, t.TempDir(), args...); exit != 2 || err == "" {
			t.Errorf("youku %s: exit %d, %q; want 2 and a sentence", strings.Join(args, " "), exit, err)
		}
	}
	for _, args := range [][]string{{"help"}, {"--help"}, {"serve", "--help"}, {"admin", "-h"}} {
		if exit, out, _ := run(t, t.TempDir(), args...); exit != 0 || !strings.Contains(out, "youku") {
			t.Errorf("youku %s: exit %d, %q; want help", strings.Join(args, " "), exit, out)
		}
	}
}
