package keys

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
)

// aKey is a fresh public key in authorized_keys form, without a comment.
func aKey(t testing.TB) string {
	t.Helper()
	pub, _, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return lineOf(t, pub)
}

func lineOf(t testing.TB, pub any) string {
	t.Helper()
	key, err := ssh.NewPublicKey(pub)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(ssh.MarshalAuthorizedKey(key)))
}

func TestParseLine(t *testing.T) {
	key := aKey(t)
	weak, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		text    string
		err     error
		comment string
	}{
		"OK":           {key + " boss\r\n", nil, "boss"},
		"NoComment":    {key, nil, ""},
		"Spaces":       {"\t " + key + "   my \t laptop ", nil, "my laptop"},
		"Han":          {key + " 小王", nil, "小王"},
		"ErrOptions":   {`from="10.0.0.1",restrict ` + key + " boss", ErrOptions, ""},
		"ErrTwo":       {key + " a\n" + key + " b", ErrLine, ""},
		"ErrEmpty":     {"", ErrLine, ""},
		"ErrRemark":    {"# " + key, ErrLine, ""},
		"ErrPrivate":   {"-----BEGIN OPENSSH PRIVATE KEY-----", ErrLine, ""},
		"ErrCut":       {key[:40], ErrLine, ""},
		"ErrNUL":       {key + " bo\x00ss", ErrLine, ""},
		"ErrEscape":    {key + " bo\x1b[2Jss", ErrComment, ""},
		"ErrOverride":  {key + " bo\u202ess", ErrComment, ""},
		"ErrNoUTF8":    {key + " bo\xffss", ErrComment, ""},
		"ErrLong":      {key + " " + strings.Repeat("x", maxLine), ErrLine, ""},
		"ErrWeak":      {lineOf(t, &weak.PublicKey) + " boss", ErrWeak, ""},
		"ErrWrongType": {"ssh-rsa " + strings.Fields(key)[1], ErrLine, ""},
	} {
		t.Run(name, func(t *testing.T) {
			l, err := ParseLine(c.text)
			if !errors.Is(err, c.err) {
				t.Fatalf("err = %v, want %v", err, c.err)
			}
			if err != nil {
				return
			}
			if l.Comment != c.comment || l.Fingerprint != Fingerprint(l.Key) {
				t.Errorf("line %+v", l)
			}
			if want := strings.TrimSpace(key + " " + c.comment); l.Text != want {
				t.Errorf("text %q, want %q", l.Text, want)
			}
		})
	}
}

func TestParseLine_Certificate(t *testing.T) {
	pub, private, _ := ed25519.GenerateKey(rand.Reader)
	key, _ := ssh.NewPublicKey(pub)
	signer, _ := ssh.NewSignerFromKey(private)
	cert := &ssh.Certificate{Key: key, CertType: ssh.UserCert, ValidBefore: ssh.CertTimeInfinity}
	if err := cert.SignCert(rand.Reader, signer); err != nil {
		t.Fatal(err)
	}
	if _, err := ParseLine(string(ssh.MarshalAuthorizedKey(cert))); !errors.Is(err, ErrWeak) {
		t.Errorf("err = %v", err)
	}
}

func FuzzParseLine(f *testing.F) {
	key := aKey(f)
	f.Add(key + " boss")
	f.Add(`command="x y" ` + key)
	f.Add("ssh-rsa AAAA")
	f.Fuzz(func(t *testing.T, text string) {
		l, err := ParseLine(text)
		if err != nil {
			return
		}
		if strings.ContainsFunc(l.Text, hidden) {
			t.Errorf("%q lets %q through", text, l.Text)
		}
		again, err := ParseLine(l.Text)
		if err != nil || again.Text != l.Text || again.Fingerprint != l.Fingerprint {
			t.Errorf("%q becomes %q, then %q, %v", text, l.Text, again.Text, err)
		}
	})
}
