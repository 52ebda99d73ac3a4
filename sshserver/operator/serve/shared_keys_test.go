package serve

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"youku.example/keys"
	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/setting"
	"youku.example/store/sqldb/postgres"
	"youku.example/store/sqldb/postgres/pgtest"
)

// onPostgres starts a server of databases with some in it, and returns what opens a
// library over one of them, in a data folder.
func onPostgres(t *testing.T, databases ...string) func(database, data string) *openedLibrary {
	t.Helper()
	server, err := pgtest.Start()
	if errors.Is(err, pgtest.ErrNotInstalled) && os.Getenv("YOUKU_TEST_REQUIRE") != "all" {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Stop(); os.Unsetenv(pgtest.Folder) })
	for _, d := range databases {
		if err := server.Exec(t.Context(), "postgres", "CREATE DATABASE "+d); err != nil {
			t.Fatal(err)
		}
	}
	on := engines
	on.Rows = func(ctx context.Context, at string) (local.Rows, error) { return postgres.Open(ctx, at) }
	return func(database, data string) *openedLibrary {
		t.Helper()
		s, err := setting.Read(map[string]string{"data": data, "database": server.URL(database), "ffmpeg": "no", "account_connections": "2"}, nil, "")
		if err != nil {
			t.Fatal(err)
		}
		c := &local.Call{Process: local.Process{Engines: on, Stdout: io.Discard, Stderr: io.Discard}, Lang: "en", Settings: s}
		lib, err := openLibrary(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(lib.close)
		return lib
	}
}

func hostKeysOf(lib *openedLibrary) (all []byte) {
	for _, k := range lib.hostKeys {
		all = append(all, k.PublicKey().Marshal()...)
	}
	return all
}

// Servers over one database have the same host keys, and need no files for that. Where
// a data folder has keys of before, the first server takes those.
func TestSharedKeys(t *testing.T) {
	serve := onPostgres(t, "fresh", "moved")
	here := t.TempDir()
	one, two := serve("fresh", here), serve("fresh", t.TempDir())
	if len(one.hostKeys) != 2 || !bytes.Equal(hostKeysOf(one), hostKeysOf(two)) {
		t.Error("two servers have different host keys")
	}
	if files, _ := filepath.Glob(filepath.Join(here, "host_*")); len(files) != 0 {
		t.Errorf("there are the files %q", files)
	}

	data := t.TempDir()
	before, err := keys.HostKeys(data, false)
	if err != nil {
		t.Fatal(err)
	}
	line := bytes.TrimSpace([]byte("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA boss"))
	if err := os.WriteFile(filepath.Join(data, "admin_keys"), append(line, '\n'), 0o600); err != nil {
		t.Fatal(err)
	}
	moved := serve("moved", data)
	if !bytes.Equal(hostKeysOf(moved), hostKeysOf(&openedLibrary{hostKeys: before})) {
		t.Error("the host keys of the folder were not taken")
	}
	boss, err := keys.ParseLine(string(line))
	if err != nil {
		t.Fatal(err)
	}
	for _, lib := range []*openedLibrary{moved, serve("moved", t.TempDir())} {
		if name, err := lib.admins.AdminOf(t.Context(), boss.Key); err != nil || name != "boss" {
			t.Errorf("the admin of the folder is %q, %v", name, err)
		}
		if !bytes.Equal(hostKeysOf(lib), hostKeysOf(moved)) {
			t.Error("a later server has other host keys")
		}
	}
	if name, err := one.admins.AdminOf(t.Context(), boss.Key); err != nil || name != "" {
		t.Errorf("in another library the key is %q's, %v", name, err)
	}
}
