package operator

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/setting"
	"youku.example/store"
	"youku.example/store/sqldb/sqlite"
)

// A backup in the folder that restoring clears stays where it is.
func TestRestore_FromItsOwnFolder(t *testing.T) {
	e := endedLibrary(t)
	inside := filepath.Join(e.data, ".restore", "youku.db")
	e.must(os.MkdirAll(filepath.Dir(inside), 0o700))
	whole, err := os.ReadFile(e.backup)
	e.must(err)
	e.must(os.WriteFile(inside, whole, 0o600))
	if exit, _, said := run(t, e.data, "restore", inside); exit != 1 || !strings.Contains(said, "another place") {
		t.Errorf("exit %d: %s", exit, said)
	}
	if still, err := os.ReadFile(inside); err != nil || !bytes.Equal(still, whole) {
		t.Errorf("the backup is gone or another: %v", err)
	}
}

// A movie that is just being published is no stray: its upload is known.
func TestRestore_WhilePublishing(t *testing.T) {
	data, _ := library(t)
	sum := strings.Repeat("cd", 32)
	s := setting.Settings{Data: data}
	kept := filepath.Join(s.Movies(), "movies", sum[:2], sum+".mp4")
	if err := errors.Join(os.MkdirAll(filepath.Dir(kept), 0o700), os.WriteFile(kept, []byte("half"), 0o600)); err != nil {
		t.Fatal(err)
	}
	rows, err := sqlite.Open(t.Context(), s.Database())
	if err != nil {
		t.Fatal(err)
	}
	backup := filepath.Join(t.TempDir(), "backup.db")
	err = rows.Update(t.Context(), func(tx store.Tx) error {
		return tx.AddIncoming(t.Context(), &store.Incoming{
			Name: "half.mp4", File: "half", State: store.Publishing, SHA256: sum, Ext: ".mp4", KeptAs: sum + ".mp4", By: local.Operator.Name,
		})
	})
	if err := errors.Join(err, rows.Backup(t.Context(), backup, nil, nil), rows.Close()); err != nil {
		t.Fatal(err)
	}
	if exit, out, said := run(t, data, "restore", backup); exit != 0 || strings.Contains(out, sum) {
		t.Errorf("exit %d: %s%s", exit, out, said)
	}
}
