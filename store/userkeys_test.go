package store

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
)

func line(t testing.TB, key any) string {
	t.Helper()
	k, err := ssh.NewPublicKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(ssh.MarshalAuthorizedKey(k)))
}

func TestParseKey(t *testing.T) {
	pub, _, _ := ed25519.GenerateKey(nil)
	good := line(t, pub)
	modulus, err := rand.Prime(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	weak := &rsa.PublicKey{N: modulus, E: 65537}
	for in, comment := range map[string]string{
		good:                                  "",
		"  " + good + " alice@laptop \n":      "alice@laptop",
		good + " a\x1b]0;b\x07":               "a?]0;b?",
		good + " \u202eevil":                  "?evil",
		good + " " + strings.Repeat("长", 200): strings.Repeat("长", 100),
	} {
		k, err := ParseKey(in)
		if err != nil {
			t.Errorf("%q: %v", in, err)
			continue
		}
		if k.Comment != comment || !strings.HasPrefix(k.Fingerprint, "SHA256:") || k.Line != strings.TrimSpace(good+" "+comment) {
			t.Errorf("%q: %+v", in, k)
		}
	}
	for _, in := range []string{
		"", "#" + good, good + "\n" + good, `no-pty ` + good, good[:40], "ssh-rsa " + good[12:],
		line(t, weak), "-----BEGIN OPENSSH PRIVATE KEY-----",
	} {
		if k, err := ParseKey(in); !errors.Is(err, ErrKeyInvalid) {
			t.Errorf("%q: %+v, %v", in, k, err)
		}
	}
}

func FuzzParseKey(f *testing.F) {
	pub, _, _ := ed25519.GenerateKey(nil)
	f.Add(line(f, pub) + " comment")
	f.Add(`command="x" ssh-ed25519 AAAA`)
	f.Fuzz(func(t *testing.T, s string) {
		k, err := ParseKey(s)
		if err != nil {
			return
		}
		again, err := ParseKey(k.Line)
		if err != nil || again != k {
			t.Errorf("ParseKey(%q) = %+v, read back %+v, %v", s, k, again, err)
		}
	})
}
