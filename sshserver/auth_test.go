package sshserver

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	gossh "golang.org/x/crypto/ssh"

	"youku.example/sshserver/auth"
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
	h := newTestServer(t, Config{})
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
		{"UnknownName", "no-one-here", keysOf(alice), who{}},
		{"Password", "alice", []gossh.AuthMethod{gossh.Password("correct horse")}, who{Name: "alice", Role: "user"}},
		{"WrongPassword", "alice", []gossh.AuthMethod{gossh.Password("battery staple")}, who{}},
		{"EmptyPassword", "alice", []gossh.AuthMethod{gossh.Password("")}, who{}},
		{"EmptyPasswordOfNoOne", "no-one-here", []gossh.AuthMethod{gossh.Password("")}, who{}},
		{"PasswordOfNone", "bob", []gossh.AuthMethod{gossh.Password("")}, who{}},
		{"Prompt", "alice", []gossh.AuthMethod{answer("correct horse", nil)}, who{Name: "alice", Role: "user"}},
		{"PromptWrong", "alice", []gossh.AuthMethod{answer("battery staple", nil)}, who{}},
		{"EmptyAnswer", "alice", []gossh.AuthMethod{answer("", nil)}, who{Name: "alice", Role: "guest"}},
		{"EmptyAnswerOfNoOne", "no-one-here", []gossh.AuthMethod{answer("", nil)}, who{Name: "no-one-here", Role: "guest"}},
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
			h.server.logins.Forgive()
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
	h := newTestServer(t, Config{})
	h.user("alice", "correct horse", newKey(t))
	for _, name := range []string{"alice", "no-one-here", "new", "boss", "管理员", strings.Repeat("x", 5000)} {
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
	h := newTestServer(t, Config{})
	instruction, _ := auth.Instruction(store.DefaultRules())
	for _, name := range []string{"alice", "no-one-here"} {
		var asked []string
		if _, err := h.actor(name, answer("", &asked)); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff([]string{instruction, "Password: "}, asked); d != "" {
			t.Error(d)
		}
	}
	if !strings.Contains(instruction, "press Enter alone to look around or register") {
		t.Errorf("the instruction is %q", instruction)
	}
}
