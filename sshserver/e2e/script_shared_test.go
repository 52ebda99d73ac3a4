package e2e

import (
	"bufio"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"youku.example/store/sqldb/postgres/pgtest"
)

// The same scripts over a library whose rows are in PostgreSQL and whose movies are in a
// bucket. What a script says of a file of SQLite or of the folder of movies stands behind
// [sqlite] and [disk].
func TestScripts_PostgresAndS3(t *testing.T) {
	if _, err := newDatabase(); errors.Is(err, pgtest.ErrNotInstalled) && os.Getenv("YOUKU_TEST_REQUIRE") != "all" {
		t.Skip(err)
	} else if err != nil {
		t.Fatal(err)
	}
	need(t, "versitygw")
	movies, err := startStore(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(movies.stop)
	runScripts(t, func(env *testscript.Env) error {
		name, err := newDatabase()
		if err != nil {
			return err
		}
		if err := setup(env); err != nil {
			return err
		}
		env.Setenv("YOUKU_DATABASE", database.server.URL(name))
		env.Values[rowsKey{}] = func() (string, error) { return database.server.Dump(name, "--inserts") }
		movies.keys(env.Setenv)
		env.Setenv("YOUKU_MEDIA", movies.media(name))
		env.Setenv("BUCKET", filepath.Join(movies.folder, "films", name))
		return nil
	}, map[string]bool{"sqlite": false, "disk": false})
}

// marked are the scripts that say of themselves that they, or some of their lines, are
// about a file of SQLite or the folder of movies, and how many lines say so: that what
// is left out elsewhere does not grow unseen.
var marked = map[string]int{
	"covers.txtar":       8,
	"crash.txtar":        2,
	"faults.txtar":       1, // the whole script
	"full.txtar":         1, // the whole script
	"full_library.txtar": 1, // the whole script
	"import.txtar":       23,
	"missing.txtar":      2,
	"owner.txtar":        1, // the whole script
	"passwd.txtar":       1, // another server may run
	"restore.txtar":      1, // the whole script
	"s3.txtar":           1,
	"slow.txtar":         1, // the whole script
}

func TestScripts_Marked(t *testing.T) {
	scripts, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range scripts {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		n, name := 0, filepath.Base(path)
		for lines := bufio.NewScanner(f); lines.Scan(); {
			line := lines.Text()
			for _, mark := range []string{"[sqlite]", "[disk]", "[!sqlite]", "[!disk]"} {
				if strings.HasPrefix(line, mark) {
					n++
				}
			}
			if strings.Contains(line, "] stop") && !strings.Contains(line, "] stop '") {
				t.Errorf("%s: %s: it says no reason", name, line)
			}
		}
		if n != marked[name] {
			t.Errorf("%s: %d lines are about one kind of library, want %d", name, n, marked[name])
		}
	}
}
