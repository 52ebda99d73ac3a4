package operator

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"youku.example/sshserver/intake"
	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/setting"
	"youku.example/store"
	"youku.example/store/sqldb/postgres"
	"youku.example/store/sqldb/postgres/pgtest"
)

// config writes a configuration.
func config(t *testing.T, lines ...string) (file string) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "youku.conf")
	if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// fullLibrary makes a library with movies, covers, keys, and two uploads, one of which
// was cut off.
func fullLibrary(t *testing.T) (data string) {
	t.Helper()
	data, _ = library(t)
	covers(t, data)
	open(t, data, func(ctx context.Context, shop *store.Shop, in *intake.Intake) {
		for _, name := range []string{"whole.mp4", "half.mp4"} {
			row, err := shop.AdoptIncoming(ctx, local.Operator, name, "up"+strings.TrimSuffix(name, ".mp4"), 40_000)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(data, "media", "incoming", row.File), bytes.Repeat([]byte("abcd"), 10_000), 0o600); err != nil {
				t.Fatal(err)
			}
			if name == "half.mp4" {
				row.State, row.Done = store.Partial, 40_000
				if err := shop.SaveIncoming(ctx, row); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
	rewriteAt(t, filepath.Join(data, "admin_keys"), viewerKey+"\n")
	return data
}

// filesIn are the files of a folder by their paths.
func filesIn(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		p, err := os.ReadFile(path)
		files[strings.TrimPrefix(path, dir)] = string(p)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// places are where a library may go: the lines of a configuration, and the folder of its
// movies.
func places(t *testing.T) map[string]func(t *testing.T) (lines []string, data string) {
	server, err := pgtest.Start()
	if errors.Is(err, pgtest.ErrNotInstalled) && os.Getenv("YOUKU_TEST_REQUIRE") != "all" {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Stop(); os.Unsetenv(pgtest.Folder) })
	n := 0
	return map[string]func(t *testing.T) ([]string, string){
		"SQLite": func(t *testing.T) ([]string, string) {
			data := filepath.Join(t.TempDir(), "to")
			return []string{"data = " + data}, data
		},
		"Postgres": func(t *testing.T) ([]string, string) {
			n++
			name := fmt.Sprintf("migrate%d", n)
			if err := server.Exec(t.Context(), "postgres", "CREATE DATABASE "+name); err != nil {
				t.Fatal(err)
			}
			data := filepath.Join(t.TempDir(), "to")
			return []string{"data = " + data, "database = " + server.URL(name)}, data
		},
	}
}

// onServers are the engines for a database of either kind.
func onServers() local.Engines {
	both := engines
	both.Rows, both.Reader, both.Writer = either(engines.Rows, postgres.Open), either(engines.Reader, postgres.OpenReader), either(engines.Writer, postgres.OpenWriter)
	return both
}

// either opens a file, or a database on a server.
func either(file func(context.Context, string) (local.Rows, error), server func(context.Context, string) (*postgres.DB, error)) func(context.Context, string) (local.Rows, error) {
	return func(ctx context.Context, at string) (local.Rows, error) {
		if strings.Contains(at, "://") {
			return server(ctx, at)
		}
		return file(ctx, at)
	}
}

// checkedAt runs check over a configuration.
func checkedAt(t *testing.T, file string) {
	t.Helper()
	var both bytes.Buffer
	exit := Main(t.Context(), local.Process{Engines: onServers(), Args: []string{"check", "--config", file}, Environ: []string{"LANG=C"},
		Stdin: strings.NewReader(""), Stdout: &both, Stderr: &both})
	if exit != 0 {
		t.Errorf("check: exit %d: %s", exit, both.String())
	}
}

// A move that is killed at any step is gone on with by the same line; nothing of the
// source changes, and all of it is at the target in the end.
func TestMigrate_Killed(t *testing.T) {
	data := fullLibrary(t)
	from := config(t, "data = "+data)
	before := filesIn(t, data)
	for name, place := range places(t) {
		t.Run(name, func(t *testing.T) {
			lines, at := place(t)
			to := config(t, lines...)
			kills := 0
			for step := 3; ; step += 4 {
				killed, _ := killedAt(t, step, "", "migrate", "--from", from, "--to", to)
				if !killed {
					break
				}
				if kills++; kills > 100 {
					t.Fatal("it comes to no end")
				}
			}
			if kills < 3 {
				t.Errorf("it was killed %d times", kills)
			}
			if after := filesIn(t, data); !maps.Equal(before, after) {
				t.Errorf("the source changed: %v, was %v", slices.Sorted(maps.Keys(after)), slices.Sorted(maps.Keys(before)))
			}
			moved := filesIn(t, filepath.Join(at, "media"))
			for path, p := range filesIn(t, filepath.Join(data, "media")) {
				if !strings.HasPrefix(path, "/posters/") && moved[path] != p {
					t.Errorf("%s is not at the target", path)
				}
				delete(moved, path)
			}
			if len(moved) > 0 {
				t.Errorf("left at the target: %v", slices.Sorted(maps.Keys(moved)))
			}
			if name == "SQLite" {
				if p, err := os.ReadFile(filepath.Join(at, "admin_keys")); err != nil || string(p) != viewerKey+"\n" {
					t.Errorf("the admins' keys are %q, %v", p, err)
				}
			}
			checkedAt(t, to)
			if exit, _, said := typed("C", "migrate", "--from", from, "--to", to); exit != 1 || !strings.Contains(said, "already") {
				t.Errorf("again: exit %d: %s", exit, said)
			}
		})
	}
}

// The files go first while a server runs; then it stops, and the rest goes: also what
// came and went meanwhile.
func TestMigrate_FilesFirst(t *testing.T) {
	data := fullLibrary(t)
	from := config(t, "data = "+data)
	to := filepath.Join(t.TempDir(), "to")
	line := []string{"migrate", "--from", from, "--to", config(t, "data = "+to)}
	unlock, err := local.LockData(setting.Settings{Data: data}.Lock())
	if err != nil {
		t.Fatal(err)
	}
	if exit, _, said := typed("C", line...); exit != 1 || !strings.Contains(said, "a server uses the source: stop it first") {
		t.Errorf("served: exit %d: %s", exit, said)
	}
	if exit, _, said := typed("zh_CN.UTF-8", line...); exit != 1 || !strings.Contains(said, "请先停掉它") {
		t.Errorf("served: exit %d: %s", exit, said)
	}
	exit, out, said := typed("C", append(line, "--files")...)
	if exit != 0 || !strings.Contains(out, "Next stop the server") {
		t.Fatalf("exit %d: %s%s", exit, out, said)
	}
	copied := filesIn(t, filepath.Join(to, "media"))
	unlock()
	gone := ""
	open(t, data, func(ctx context.Context, shop *store.Shop, in *intake.Intake) {
		if err := shop.Delete(ctx, local.Operator, 4); err != nil {
			t.Fatal(err)
		}
		m, err := shop.BeginPurge(ctx, local.Operator, 4)
		if err != nil {
			t.Fatal(err)
		}
		if err := shop.EndPurge(ctx, 4); err != nil {
			t.Fatal(err)
		}
		gone = m.File
		if err := os.Remove(moviePath(t, data, m.File)); err != nil {
			t.Fatal(err)
		}
	})
	exit, out, said = typed("C", append(line, "--json")...)
	var r struct {
		Finished, Resumed, Anew bool
		Rows                    int64
		Tables                  []struct{ Name, SHA256 string }
	}
	if err := json.Unmarshal([]byte(out), &r); exit != 0 || err != nil || !r.Finished || !r.Resumed || r.Rows == 0 || len(r.Tables) == 0 {
		t.Fatalf("exit %d: %s%s: %v", exit, out, said, err)
	}
	moved := filesIn(t, filepath.Join(to, "media"))
	for path := range copied {
		if _, is := moved[path]; is == strings.Contains(path, gone) {
			t.Errorf("%s is there: %v", path, is)
		}
	}
	checked(t, to, "nothing")
}

// Each reason why a library can't be moved is one sentence, and nothing is left of it
// that would keep the next call, or a server, from the target.
func TestMigrate_Refuses(t *testing.T) {
	data := fullLibrary(t)
	from := config(t, "data = "+data)
	other, _ := library(t)
	full := filepath.Join(t.TempDir(), "full")
	rewriteAt(t, filepath.Join(full, "media", "movies", "ab", "abcd.mp4"), "x")
	keyed := filepath.Join(t.TempDir(), "keyed")
	rewriteAt(t, filepath.Join(keyed, "admin_keys"), "another")
	foreign := filepath.Join(t.TempDir(), "foreign")
	rewriteAt(t, filepath.Join(foreign, "youku.db"), "no database")
	for name, c := range map[string]struct {
		to     string
		en, zh string
	}{
		"Same":    {data, "the same library", "同一个片库"},
		"Library": {other, "is not empty", "不是空的"},
		"Movies":  {full, "the place of movies", "影片目录"},
		"Keys":    {keyed, "other keys already", "另外的密钥"},
		"Foreign": {foreign, "no database at all", "不是数据库"},
	} {
		t.Run(name, func(t *testing.T) {
			line := []string{"migrate", "--from", from, "--to", config(t, "data = "+c.to)}
			for locale, want := range map[string]string{"C": c.en, "zh_CN.UTF-8": c.zh} {
				if exit, out, said := typed(locale, line...); exit != 1 || !strings.Contains(said, want) || strings.Count(said, "youku migrate:") != 1 {
					t.Errorf("exit %d: %s%s", exit, out, said)
				}
			}
		})
	}
	t.Run("Served", func(t *testing.T) { // what was refused can be served
		if err := os.RemoveAll(filepath.Join(full, "media")); err != nil {
			t.Fatal(err)
		}
		checked(t, full, "nothing")
	})
	t.Run("Usage", func(t *testing.T) {
		for _, args := range [][]string{{"migrate"}, {"migrate", "--from", from}, {"migrate", "--from", from, "--to", from, "x"},
			{"migrate", "--from", from, "--to", from, "--data", data}} {
			if exit, _, said := typed("C", args...); exit != 2 || !strings.Contains(said, "youku migrate --from A.conf --to B.conf") {
				t.Errorf("%v: exit %d: %s", args, exit, said)
			}
		}
	})
}

func rewriteAt(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// What the source lacks or has damaged is named, and stops the move unless one goes on
// without it.
func TestMigrate_Missing(t *testing.T) {
	data, movies := library(t)
	if err := os.Remove(moviePath(t, data, movies[0].File)); err != nil {
		t.Fatal(err)
	}
	p, err := os.ReadFile(moviePath(t, data, movies[1].File))
	if err != nil {
		t.Fatal(err)
	}
	p[len(p)/2] ^= 1
	rewrite(t, moviePath(t, data, movies[1].File), p)
	to := filepath.Join(t.TempDir(), "to")
	line := []string{"migrate", "--from", config(t, "data = "+data), "--to", config(t, "data = "+to)}
	exit, _, said := typed("C", line...)
	if exit != 1 || !strings.Contains(said, "missing in the source: movie 1") || !strings.Contains(said, "damaged in the source: movie 2") || !strings.Contains(said, "2 files of the source") {
		t.Errorf("exit %d: %s", exit, said)
	}
	exit, out, said := typed("C", append(line, "--leave-missing")...)
	if exit != 0 || !strings.Contains(out, "not moved: 2") {
		t.Errorf("exit %d: %s%s", exit, out, said)
	}
	if exit, out, _ := run(t, to, "check"); exit != 1 || strings.Count(out, "\n") != 2 || strings.Count(out, "its file is missing") != 2 {
		t.Errorf("check: exit %d: %s", exit, out)
	}
}

// Movies that both configurations have in one place stay there.
func TestMigrate_SharedMovies(t *testing.T) {
	data := fullLibrary(t)
	before := filesIn(t, filepath.Join(data, "media"))
	to := filepath.Join(t.TempDir(), "to")
	line := []string{"migrate", "--from", config(t, "data = "+data), "--to", config(t, "data = "+to, "media = "+filepath.Join(data, "media"))}
	if exit, out, said := typed("C", line...); exit != 0 || !strings.Contains(out, "stay where they are") {
		t.Fatalf("exit %d: %s%s", exit, out, said)
	}
	if after := filesIn(t, filepath.Join(data, "media")); !maps.Equal(before, after) {
		t.Error("the files of movies changed")
	}
	checkedAt(t, line[4])
}

// smallDisk is a library whose disk has little room.
type smallDisk struct{ local.Movies }

func (smallDisk) Space(context.Context) (free, total uint64, err error) { return 1 << 20, 1 << 30, nil }

// A target whose disk is too small is refused before anything is copied.
func TestMigrate_NoSpace(t *testing.T) {
	data, _ := library(t)
	to := filepath.Join(t.TempDir(), "to")
	small := engines
	small.Movies = func(ctx context.Context, at local.MoviesAt) (local.Movies, error) {
		m, err := engines.Movies(ctx, at)
		if err == nil && !at.ReadOnly {
			m = smallDisk{m}
		}
		return m, err
	}
	var said bytes.Buffer
	exit := Main(t.Context(), local.Process{
		Engines: small, Args: []string{"migrate", "--from", config(t, "data = "+data), "--to", config(t, "data = "+to)},
		Environ: []string{"LANG=C"}, Stdin: strings.NewReader(""), Stdout: &said, Stderr: &said,
	})
	if exit != 1 || !strings.Contains(said.String(), "too little room") {
		t.Errorf("exit %d: %s", exit, said.String())
	}
	if moved := filesIn(t, filepath.Join(to, "media")); len(moved) > 0 {
		t.Errorf("copied: %v", slices.Sorted(maps.Keys(moved)))
	}
}
