package sshserver

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"unsafe"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/store"
)

// TestAuth_OfferedIsNotProven: a key that was offered, and would have opened
// the account, leaves no trace in a session that another proof opened.
func TestAuth_OfferedIsNotProven(t *testing.T) {
	h := newTestServer(t, Config{})
	alice, boss, mine := newKey(t), newKey(t), newKey(t)
	h.user("alice", "", alice)
	h.vouch("boss", boss)
	h.user("boss", "", nil)

	t.Run("ThenGuest", func(t *testing.T) {
		for name, key := range map[string]gossh.Signer{"alice": alice, "boss": boss} {
			a, err := h.actor(name, gossh.PublicKeys(unsigned{key}), answer("", nil))
			if err != nil {
				t.Fatal(err)
			}
			if a.Account != 0 || a.Role != store.RoleGuest || a.Key != "" || a.Vouched != "" {
				t.Errorf("a key of %s that was only offered made %+v", name, a)
			}
		}
	})
	t.Run("ThenPassword", func(t *testing.T) {
		h.user("carol", "correct horse", nil)
		as := newFlip("boss2", "carol")
		h.vouch("boss2", boss)
		a, err := h.actorAs(as, gossh.PublicKeys(unsigned{boss}), gossh.Password("correct horse"))
		if err != nil {
			t.Fatal(err)
		}
		if a.Name != "carol" || a.Role != store.RoleUser || a.Key != "" || a.Vouched != "" {
			t.Errorf("carol's password after an admin's key was offered made %+v", a)
		}
	})
	t.Run("ThenSignedByAnother", func(t *testing.T) {
		if a, err := h.actor("alice", gossh.PublicKeys(borrowed{alice, mine}), answer("", nil)); err == nil {
			t.Errorf("a false signature made %+v", a)
		}
	})
}

// TestAuth_NameChange: who changes the name in mid-authentication is who the
// last proof makes of the last name.
func TestAuth_NameChange(t *testing.T) {
	h := newTestServer(t, Config{})
	alice := newKey(t)
	h.user("alice", "", alice)
	h.user("carol", "correct horse", nil)

	t.Run("KeyOfTheFirst", func(t *testing.T) {
		// The offer is made as alice; the signature, valid, as carol.
		as := newFlip("alice", "carol")
		signer := flipping{alice, as}
		if a, err := h.actorAs(as, gossh.PublicKeys(signer)); err == nil {
			t.Errorf("alice's key opened carol: %+v", a)
		}
	})
	t.Run("EmptyAnswerAsTheSecond", func(t *testing.T) {
		as := newFlip("alice", "carol")
		a, err := h.actorAs(as, gossh.PublicKeys(unsigned{alice}), answer("", nil))
		if err != nil {
			t.Fatal(err)
		}
		if a.Account != 0 || a.Name != "carol" || a.Key != "" {
			t.Errorf("a guest who was offered as alice is %+v", a)
		}
	})
	t.Run("NoneAsTheSecond", func(t *testing.T) {
		as := newFlip("alice", "guest")
		a, err := h.actorAs(as, gossh.PublicKeys(unsigned{alice}), gossh.Password(""), answer("", nil))
		if err != nil {
			t.Fatal(err)
		}
		if a.Account != 0 || a.Role != store.RoleGuest || a.Key != "" {
			t.Errorf("guest is %+v", a)
		}
	})
}

// unsigned offers a key that it cannot sign with.
type unsigned struct{ gossh.Signer }

func (unsigned) Sign(io.Reader, []byte) (*gossh.Signature, error) {
	return nil, errors.New("the private half is elsewhere")
}

// borrowed shows one key and signs with another.
type borrowed struct{ shown, signs gossh.Signer }

func (b borrowed) PublicKey() gossh.PublicKey { return b.shown.PublicKey() }

func (b borrowed) Sign(r io.Reader, data []byte) (*gossh.Signature, error) {
	return b.signs.Sign(r, data)
}

// flip is a user name whose letters change in mid-authentication, which
// x/crypto's client has no other way for.
type flip struct {
	letters []byte
	later   string
}

func newFlip(first, later string) *flip { return &flip{[]byte(first), later} }

func (f *flip) name() string { return unsafe.String(&f.letters[0], len(f.letters)) }

func (f *flip) now() { copy(f.letters, f.later) }

// flipping signs for the later name what was to be signed for the first.
type flipping struct {
	gossh.Signer
	as *flip
}

func (f flipping) Sign(r io.Reader, data []byte) (*gossh.Signature, error) {
	first := strings.Clone(f.as.name())
	f.as.now()
	return f.Signer.Sign(r, bytes.Replace(data, []byte(first), []byte(f.as.later), 1))
}
