package operator

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"youku.example/media/disk"
	"youku.example/sshserver/intake"
	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/sample"
	"youku.example/sshserver/operator/setting"
	"youku.example/store"
	"youku.example/store/sqldb/postgres"
	"youku.example/store/sqldb/postgres/pgtest"
)

// The operator's commands work on a database that is on a server, and say in a
// sentence what they can't do there.
func TestPostgres(t *testing.T) {
	server, err := pgtest.Start()
	if errors.Is(err, pgtest.ErrNotInstalled) && os.Getenv("YOUKU_TEST_REQUIRE") != "all" {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer server.Stop()
	defer os.Unsetenv(pgtest.Folder)
	if err := server.Exec(t.Context(), "postgres", "CREATE DATABASE operator", "CREATE DATABASE songs"); err != nil {
		t.Fatal(err)
	}
	if err := server.Exec(t.Context(), "songs", "CREATE TABLE songs (id int)"); err != nil {
		t.Fatal(err)
	}
	data := t.TempDir()
	command := func(database string, args ...string) (exit int, out string) {
		var both bytes.Buffer
		on := engines
		on.Rows = func(ctx context.Context, at string) (local.Rows, error) { return postgres.Open(ctx, at) }
		on.Reader = func(ctx context.Context, at string) (local.Rows, error) { return postgres.OpenReader(ctx, at) }
		on.Writer = func(ctx context.Context, at string) (local.Rows, error) { return postgres.OpenWriter(ctx, at) }
		exit = Main(t.Context(), local.Process{
			Engines: on, Args: args, Environ: []string{"YOUKU_DATA=" + data, "YOUKU_DATABASE=" + server.URL(database), "LANG=C"},
			Stdin: strings.NewReader(""), Stdout: &both, Stderr: &both,
		})
		return exit, both.String()
	}
	key := filepath.Join(t.TempDir(), "key.pub")
	public, err := ssh.NewPublicKey(ed25519.PublicKey(make([]byte, ed25519.PublicKeySize)))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(key, ssh.MarshalAuthorizedKey(public), 0o600); err != nil {
		t.Fatal(err)
	}
	is := func(database string, want int, says string, args ...string) {
		t.Helper()
		if exit, out := command(database, args...); exit != want || !strings.Contains(out, says) {
			t.Errorf("youku %v ends with %d, want %d, and says %q, want %q in it", args, exit, want, out, says)
		}
	}
	is("operator", 0, "vouched", "admin", "add", "boss", "--key", key) // and makes the schema
	is("operator", 1, "as boss", "admin", "add", "imp", "--key", key)
	is("operator", 0, "boss", "admin", "list")
	fillDemo(t, server.URL("operator"), setting.Settings{Data: data})
	is("operator", 0, "sound", "check")
	is("operator", 0, "Keys removed: 1", "admin", "remove", "boss")
	is("operator", 1, "no key", "admin", "remove", "boss")
	is("operator", 0, "no admins", "admin", "list")
	is("operator", 1, "pg_dump", "backup", filepath.Join(t.TempDir(), "b"))
	is("operator", 1, "pg_restore", "restore", key)
	is("songs", 1, "another program", "check")
	is("nothere", 1, "no database of that name", "check")
}

func fillDemo(t *testing.T, url string, s setting.Settings) {
	t.Helper()
	rows, err := postgres.Open(t.Context(), url)
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
}
