package sshserver

import (
	"bytes"
	"errors"
	"io"
	"net"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"
	"unsafe"

	"github.com/google/go-cmp/cmp"
	gossh "golang.org/x/crypto/ssh"

	"youku.example/store"
)

// answer is a keyboard-interactive client that says the same to every prompt
// and notes what it was asked.
func answer(text string, asked *[]string) gossh.AuthMethod {
	return gossh.KeyboardInteractive(func(_, instruction string, questions []string, _ []bool) ([]string, error) {
		if asked != nil {
			*asked = append(append(*asked, instruction), questions...)
		}
		answers := make([]string, len(questions))
		for i := range answers {
			answers[i] = text
		}
		return answers, nil
	})
}

func TestAuth(t *testing.T) {
	h := newHouse(t, Config{})
	alice, bob, boss, stranger := newKey(t), newKey(t), newKey(t), newKey(t)
	h.user("alice", "correct horse", alice)
	h.user("bob", "", bob)
	h.vouch("boss", boss)

	type who struct{ Name, Role, Key, Vouched string }
	user := func(name string, key gossh.Signer) who { return who{Name: name, Role: "user", Key: fingerprint(key)} }
	for _, c := range []struct {
		name string
		as   string
		with []gossh.AuthMethod
		want who // zero: refused
	}{
		{"OwnKey", "alice", keysOf(alice), user("alice", alice)},
		{"NameFolds", "ALICE", keysOf(alice), user("alice", alice)},
		{"SecondKey", "alice", keysOf(stranger, alice), user("alice", alice)},
		{"OthersKey", "alice", keysOf(bob), who{}},
		{"UnknownKey", "alice", keysOf(stranger), who{}},
		{"UnknownName", "nobody-here", keysOf(alice), who{}},
		{"Password", "alice", []gossh.AuthMethod{gossh.Password("correct horse")}, who{Name: "alice", Role: "user"}},
		{"WrongPassword", "alice", []gossh.AuthMethod{gossh.Password("battery staple")}, who{}},
		{"EmptyPassword", "alice", []gossh.AuthMethod{gossh.Password("")}, who{}},
		{"EmptyPasswordOfNobody", "nobody-here", []gossh.AuthMethod{gossh.Password("")}, who{}},
		{"PasswordOfNone", "bob", []gossh.AuthMethod{gossh.Password("")}, who{}},
		{"Prompt", "alice", []gossh.AuthMethod{answer("correct horse", nil)}, who{Name: "alice", Role: "user"}},
		{"PromptWrong", "alice", []gossh.AuthMethod{answer("battery staple", nil)}, who{}},
		{"EmptyAnswer", "alice", []gossh.AuthMethod{answer("", nil)}, who{Name: "alice", Role: "guest"}},
		{"EmptyAnswerOfNobody", "nobody-here", []gossh.AuthMethod{answer("", nil)}, who{Name: "nobody-here", Role: "guest"}},
		{"UnknownKeyThenPassword", "alice", append(keysOf(stranger), gossh.Password("correct horse")), who{Name: "alice", Role: "user"}},
		{"None", "alice", nil, who{}},
		{"NoneOfGuest", "guest", nil, who{Name: "guest", Role: "guest"}},
		{"NoneOfGUEST", "GUEST", nil, who{Name: "guest", Role: "guest"}},
		{"NoneOfNew", "new", nil, who{}},
		{"NewWithKey", "new", keysOf(stranger), who{Name: "new", Role: "guest", Key: fingerprint(stranger)}},
		{"NewWithSomebodysKey", "new", keysOf(alice), who{Name: "new", Role: "guest", Key: fingerprint(alice)}},
		{"NewWithoutKey", "new", []gossh.AuthMethod{answer("", nil)}, who{Name: "new", Role: "guest"}},
		{"NewWithPassword", "new", []gossh.AuthMethod{gossh.Password("correct horse")}, who{}},
		{"VouchedKey", "boss", keysOf(boss), who{Name: "boss", Role: "guest", Key: fingerprint(boss), Vouched: "boss"}},
		{"VouchedKeyAsNew", "new", keysOf(boss), who{Name: "new", Role: "guest", Key: fingerprint(boss), Vouched: "boss"}},
		{"VouchedKeyAsAnother", "alice", keysOf(boss), who{}},
		{"VouchedNameWithoutKey", "boss", keysOf(stranger), who{}},
		{"VouchedNameAsGuest", "boss", []gossh.AuthMethod{answer("", nil)}, who{Name: "boss", Role: "guest"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, err := h.actor(c.as, c.with...)
			if (err != nil) != (c.want == who{}) {
				t.Fatalf("error: %v", err)
			}
			if d := cmp.Diff(c.want, who{a.Name, string(a.Role), a.Key, a.Vouched}); d != "" && err == nil {
				t.Error(d)
			}
		})
	}

	t.Run("Admin", func(t *testing.T) {
		h.user("boss", "an admin's password", nil)
		h.user("dave", "", boss) // the same key is dave's own
		for _, c := range []struct {
			name string
			as   string
			with []gossh.AuthMethod
			want who
		}{
			{"OwnName", "boss", keysOf(boss), who{Name: "boss", Role: "admin", Key: fingerprint(boss)}},
			{"OwnNameFolds", "Boss", keysOf(boss), who{Name: "boss", Role: "admin", Key: fingerprint(boss)}},
			{"Password", "boss", []gossh.AuthMethod{gossh.Password("an admin's password")}, who{Name: "boss", Role: "user"}},
			{"AnothersName", "dave", keysOf(boss), who{Name: "dave", Role: "user", Key: fingerprint(boss)}},
			{"AsAlice", "alice", keysOf(boss), who{}},
		} {
			t.Run(c.name, func(t *testing.T) {
				a, err := h.actor(c.as, c.with...)
				if (err != nil) != (c.want == who{}) {
					t.Fatalf("error: %v", err)
				}
				if d := cmp.Diff(c.want, who{a.Name, string(a.Role), a.Key, a.Vouched}); d != "" && err == nil {
					t.Error(d)
				}
			})
		}
		h.unvouch(boss)
		if a, err := h.actor("boss", keysOf(boss)...); err == nil {
			t.Errorf("a key no longer vouched for is %v", a)
		}
	})
}

// TestAuth_SameMethodsForEveryName: what is offered tells nothing of a name.
func TestAuth_SameMethodsForEveryName(t *testing.T) {
	h := newHouse(t, Config{})
	h.user("alice", "correct horse", newKey(t))
	for _, name := range []string{"alice", "nobody-here", "new", "boss", "管理员", strings.Repeat("x", 5000)} {
		var seen []string
		c := h.client(name)
		c.AuthCallback = func(a *gossh.ClientAuthContext) (gossh.AuthMethod, error) {
			seen = slices.Sorted(slices.Values(a.AllowedMethods))
			return nil, nil
		}
		if _, err := gossh.Dial("tcp", h.addr, c); err == nil {
			t.Fatalf("%.20s came in by none", name)
		}
		if d := cmp.Diff([]string{"keyboard-interactive", "password", "publickey"}, seen); d != "" {
			t.Errorf("%.20s is offered %v", name, seen)
		}
	}
}

func TestAuth_OnePrompt(t *testing.T) {
	h := newHouse(t, Config{})
	for _, name := range []string{"alice", "nobody-here"} {
		var asked []string
		if _, err := h.actor(name, answer("", &asked)); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff([]string{instruction, "Password: "}, asked); d != "" {
			t.Error(d)
		}
	}
	if !strings.Contains(instruction, "press Enter alone to look around or register") || !strings.Contains(instruction, "回车") {
		t.Errorf("the instruction is %q", instruction)
	}
}

// TestAuth_OfferedIsNotProven: a key that was offered, and would have opened
// the account, leaves no trace in a session that another proof opened.
func TestAuth_OfferedIsNotProven(t *testing.T) {
	h := newHouse(t, Config{})
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
	h := newHouse(t, Config{})
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
func (f *flip) now()         { copy(f.letters, f.later) }

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

func TestAuth_ManyKeysThenPassword(t *testing.T) {
	h := newHouse(t, Config{})
	h.user("alice", "correct horse", nil)
	var many []gossh.Signer
	for range 8 {
		many = append(many, newKey(t))
	}
	a, err := h.actor("alice", append(keysOf(many...), gossh.Password("correct horse"))...)
	if err != nil || a.Account == 0 {
		t.Fatalf("8 keys, then the password: %+v, %v", a, err)
	}
}

func TestAuth_WrongPasswordsEnd(t *testing.T) {
	h := newHouse(t, Config{Limits: Limits{Passwords: 3}})
	h.user("alice", "correct horse", nil)
	tried := 0
	_, err := h.dial("alice", gossh.RetryableAuthMethod(gossh.PasswordCallback(func() (string, error) {
		tried++
		return "battery staple", nil
	}), 50))
	if err == nil || tried > 4 {
		t.Errorf("%d passwords on one connection: %v", tried, err)
	}
}

func TestAuth_Ban(t *testing.T) {
	h := newHouse(t, Config{})
	alice := newKey(t)
	h.user("alice", "correct horse", alice)
	for range 4 {
		if _, err := h.dial("alice", gossh.Password("battery staple")); err == nil {
			t.Fatal("a wrong password came in")
		}
	}
	var banner string
	c := h.client("alice", gossh.Password("correct horse"))
	c.BannerCallback = func(m string) error { banner = m; return nil }
	if _, err := gossh.Dial("tcp", h.addr, c); err == nil {
		t.Error("a banned source came in by password")
	}
	if strings.TrimSpace(banner) == "" {
		t.Error("nothing tells why")
	}
	if _, err := h.actor("alice", keysOf(alice)...); err != nil {
		t.Errorf("a ban keeps a key out: %v", err)
	}
	b := bans{h.server.throttle}
	if list := b.List(); len(list) != 1 || !b.Lift(netip.MustParseAddr("127.0.0.1")) {
		t.Errorf("bans: %v", list)
	}
	if _, err := h.actor("alice", gossh.Password("correct horse")); err != nil {
		t.Errorf("after the ban was lifted: %v", err)
	}
}

func TestAuth_UnknownNamesCostTheSame(t *testing.T) {
	h := newHouse(t, Config{})
	h.user("alice", "correct horse", nil)
	best := map[string]time.Duration{"alice": time.Hour, "nobody-here": time.Hour}
	for range 5 {
		for name := range best {
			h.server.throttle.forgive()
			c := h.client(name, gossh.Password("battery staple"))
			at := time.Now()
			_, _ = gossh.Dial("tcp", h.addr, c)
			best[name] = min(best[name], time.Since(at))
		}
	}
	known, unknown := best["alice"], best["nobody-here"]
	if ratio := float64(known) / float64(unknown); ratio < 0.4 || ratio > 2.5 {
		t.Errorf("a wrong password takes %v for a known name and %v for an unknown one", known, unknown)
	}
}

// forgive forgets everything.
func (t *throttle) forgive() {
	t.mu.Lock()
	defer t.mu.Unlock()
	clear(t.sources)
	clear(t.names)
}

func TestGrace(t *testing.T) {
	h := newHouse(t, Config{Limits: Limits{Grace: 300 * time.Millisecond}})
	for _, c := range []struct {
		name string
		open func(net.Conn)
	}{
		{"Silent", func(net.Conn) {}},
		{"VersionOnly", func(c net.Conn) { _, _ = c.Write([]byte("SSH-2.0-x\r\n")) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			nc, err := net.Dial("tcp", h.addr)
			if err != nil {
				t.Fatal(err)
			}
			defer nc.Close()
			c.open(nc)
			_ = nc.SetReadDeadline(time.Now().Add(5 * time.Second))
			for p := make([]byte, 4096); err == nil; {
				_, err = nc.Read(p)
			}
			if timeout := net.Error(nil); errors.As(err, &timeout) && timeout.Timeout() {
				t.Error("open long after the grace")
			}
		})
	}
	t.Run("StuckAtThePrompt", func(t *testing.T) {
		stuck := gossh.KeyboardInteractive(func(string, string, []string, []bool) ([]string, error) {
			time.Sleep(1500 * time.Millisecond)
			return []string{""}, nil
		})
		if _, err := h.dial("alice", stuck); err == nil {
			t.Error("came in long after the grace")
		}
	})
}
