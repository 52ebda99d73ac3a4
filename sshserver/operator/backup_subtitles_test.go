package operator

import (
	"bytes"
	"context"
	dbsql "database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"youku.example/sshserver/intake"
	"youku.example/sshserver/operator/setting"
	"youku.example/store"
	"youku.example/store/sqldb/sqlite"
)

// subtitleFiles are the files of a library's subtitles with their bytes.
func subtitleFiles(t *testing.T, data string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	open(t, data, func(ctx context.Context, shop *store.Shop, _ *intake.Intake) {
		err := shop.EachSubtitle(ctx, func(s store.Subtitle) error {
			p, err := os.ReadFile(subtitleFile(data, s.File))
			files[s.File] = p
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
	if len(files) < 3 {
		t.Fatalf("the demo has %d files of subtitles", len(files))
	}
	return files
}

func subtitleFile(data, key string) string {
	return filepath.Join(data, "media", "subtitles", key[:2], key)
}

// A backup takes the movies' subtitles along, and restoring puts back those that
// are missing or damaged: also where the movies' folder is gone.
func TestRestore_Subtitles(t *testing.T) {
	data, _ := library(t)
	files := subtitleFiles(t, data)
	backup := filepath.Join(t.TempDir(), "backup.db")
	if exit, out, said := run(t, data, "backup", backup); exit != 0 || strings.Contains(out, "not in it") {
		t.Fatalf("exit %d: %s%s", exit, out, said)
	}
	whole := func(data string) {
		t.Helper()
		for key, p := range files {
			got, err := os.ReadFile(subtitleFile(data, key))
			if err != nil || !bytes.Equal(got, p) {
				t.Errorf("%s is not back: %v", key, err)
			}
		}
	}
	damaged := 0
	for key, p := range files {
		var err error
		switch damaged++; damaged {
		case 1:
			err = os.Remove(subtitleFile(data, key))
		case 2:
			p = bytes.Clone(p)
			p[0] ^= 1
			err = os.WriteFile(subtitleFile(data, key), p, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if exit, out, said := run(t, data, "restore", backup); exit != 0 || !strings.Contains(out, "are put back: 2\n") {
		t.Errorf("exit %d: %s%s", exit, out, said)
	}
	whole(data)
	if exit, out, _ := run(t, data, "check"); exit != 0 {
		t.Errorf("check: exit %d: %s", exit, out)
	}
	elsewhere := filepath.Join(t.TempDir(), "new")
	if exit, out, said := run(t, elsewhere, "restore", backup); exit != 0 || !strings.Contains(out, "Subtitles that were missing and are put back") {
		t.Errorf("exit %d: %s%s", exit, out, said)
	}
	whole(elsewhere)
	rows, err := sqlite.Open(t.Context(), setting.Settings{Data: elsewhere}.Database())
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for key, p := range files {
		if kept, err := rows.KeptSmallFile(t.Context(), store.SmallFile{Key: key, Size: int64(len(p))}); err != nil || kept != nil {
			t.Errorf("the database that serves still holds subtitles: %v", err)
		}
	}
}

// What is missing when a backup is made is not in it, and both commands say so.
func TestBackup_MissingSubtitles(t *testing.T) {
	data, _ := library(t)
	for key := range subtitleFiles(t, data) {
		if err := os.Remove(subtitleFile(data, key)); err != nil {
			t.Fatal(err)
		}
		break
	}
	backup := filepath.Join(t.TempDir(), "backup.db")
	if exit, out, said := run(t, data, "backup", backup); exit != 0 || !strings.Contains(out, "missing or damaged: 1;") {
		t.Errorf("backup: exit %d: %s%s", exit, out, said)
	}
	if exit, out, said := run(t, data, "restore", backup); exit != 0 || !strings.Contains(out, "in the backup too: 1;") {
		t.Errorf("restore: exit %d: %s%s", exit, out, said)
	}
	// Without the movies' folder there is nothing to take along, and it is not made.
	if err := os.Rename(filepath.Join(data, "media"), filepath.Join(data, "away")); err != nil {
		t.Fatal(err)
	}
	if exit, out, said := run(t, data, "backup", backup+"2"); exit != 0 || !strings.Contains(out, "missing or damaged:") {
		t.Errorf("without the folder: exit %d: %s%s", exit, out, said)
	}
	if _, err := os.Stat(filepath.Join(data, "media")); err == nil {
		t.Error("a backup made the movies' folder")
	}
}

// A file that calls itself a backup writes nothing but what its rows promise: no
// other bytes, no file that no row names, none out of the folder, none too large.
func TestRestore_HostileSubtitles(t *testing.T) {
	data, _ := library(t)
	files := subtitleFiles(t, data)
	backup := filepath.Join(t.TempDir(), "backup.db")
	if exit, out, said := run(t, data, "backup", backup); exit != 0 {
		t.Fatalf("exit %d: %s%s", exit, out, said)
	}
	spoil(t, backup,
		"UPDATE kept_files SET content = zeroblob(length(content)) WHERE name LIKE 'subtitles/%'",
		"INSERT INTO kept_files (name, mode, content) VALUES ('subtitles/abcdef', 384, x'78'), ('subtitles/../../evil', 384, x'78'), ('../evil', 384, x'78'), ('evil', 384, x'78')",
		"UPDATE kept_files SET content = zeroblob(5000000) WHERE name = 'host_ed25519'",
		"INSERT OR IGNORE INTO kept_files (name, mode, content) VALUES ('host_rsa', 511, zeroblob(5000000))",
	)
	clean := filepath.Join(t.TempDir(), "new")
	exit, out, said := run(t, clean, "restore", backup)
	if exit != 0 || strings.Contains(out, "are put back: 3") || !strings.Contains(out, "in the backup too") {
		t.Errorf("exit %d: %s%s", exit, out, said)
	}
	for key := range files {
		if _, err := os.Stat(subtitleFile(clean, key)); err == nil {
			t.Errorf("%s was written with other bytes", key)
		}
	}
	found := map[string]bool{}
	for _, pattern := range []string{"*", "*/*", "*/*/*"} {
		names, _ := filepath.Glob(filepath.Join(filepath.Dir(clean), pattern))
		for _, name := range names {
			found[filepath.Base(name)] = true
		}
	}
	if found["evil"] || found["abcdef"] || found["host_rsa"] {
		t.Errorf("files that no row promises: %v", found)
	}
	// A key that is a path is refused, and nothing is replaced.
	spoil(t, backup, "UPDATE subtitles SET file = '../../../evil' WHERE id = (SELECT min(id) FROM subtitles)")
	if exit, out, _ := run(t, filepath.Join(t.TempDir(), "other"), "restore", backup); exit != 1 {
		t.Errorf("a key that is a path: exit %d: %s", exit, out)
	}
}

// spoil changes a backup as one may with any SQLite.
func spoil(t *testing.T, file string, statements ...string) {
	t.Helper()
	db, err := dbsql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, s := range statements {
		if _, err := db.ExecContext(t.Context(), s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}
