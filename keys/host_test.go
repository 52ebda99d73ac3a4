package keys

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golang.org/x/crypto/ssh"
)

func TestHostKeys(t *testing.T) {
	dir := t.TempDir()
	first, err := HostKeys(dir, false)
	if err != nil {
		t.Fatal(err)
	}
	if len(first) != 2 || first[0].PublicKey().Type() != ssh.KeyAlgoED25519 || first[1].PublicKey().Type() != ssh.KeyAlgoRSA {
		t.Fatalf("host keys %v", first)
	}
	for _, name := range []string{"host_ed25519", "host_rsa"} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: mode %v, %v", name, info.Mode(), err)
		}
	}
	again, err := HostKeys(dir, true)
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range first {
		if Fingerprint(s.PublicKey()) != Fingerprint(again[i].PublicKey()) {
			t.Errorf("the second start has another %s", s.PublicKey().Type())
		}
	}
	if len(again) != 3 || again[2].PublicKey().Type() != ssh.KeyAlgoECDSA256 {
		t.Errorf("asked for ECDSA: %v", again)
	}
}

// Whatever is wrong with a key stops the start, says what to do, and leaves
// the file as it is.
func TestHostKeys_Stop(t *testing.T) {
	made := t.TempDir()
	if _, err := HostKeys(made, false); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(filepath.Join(made, "host_ed25519"))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		file string
		data []byte
		mode os.FileMode
		says string
	}{
		"ErrLax":    {"host_ed25519", good, 0o640, "chmod 600"},
		"ErrBroken": {"host_ed25519", good[:100], 0o600, "put it back"},
		"ErrEmpty":  {"host_ed25519", nil, 0o600, "put it back"},
		"ErrKind":   {"host_rsa", good, 0o600, "another kind"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, c.file)
			if err := os.WriteFile(path, c.data, c.mode); err != nil {
				t.Fatal(err)
			}
			_, err := HostKeys(dir, false)
			if err == nil || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), path) {
				t.Errorf("err = %v", err)
			}
			if after, _ := os.ReadFile(path); !bytes.Equal(after, c.data) {
				t.Error("the file was changed")
			}
		})
	}
	t.Run("ErrFolder", func(t *testing.T) {
		dir := t.TempDir()
		if err := os.Mkdir(filepath.Join(dir, "host_rsa"), 0o700); err != nil {
			t.Fatal(err)
		}
		if _, err := HostKeys(dir, false); err == nil || !strings.Contains(err.Error(), "no plain file") {
			t.Errorf("err = %v", err)
		}
	})
}

// Two starts at the same moment agree on the keys.
func TestHostKeys_AtOnce(t *testing.T) {
	dir := t.TempDir()
	prints := make([]string, 4)
	var wg sync.WaitGroup
	for i := range prints {
		wg.Go(func() {
			s, err := ed25519Kind.signer(dir)
			if err != nil {
				t.Error(err)
				return
			}
			prints[i] = Fingerprint(s.PublicKey())
		})
	}
	wg.Wait()
	for _, p := range prints {
		if p != prints[0] {
			t.Errorf("different keys: %v", prints)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
