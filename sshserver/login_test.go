package sshserver

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"youku.example/sshserver/limit"
	"youku.example/store"
	"youku.example/store/names"
	"youku.example/tui"
	"youku.example/tui/words"
)

// TestScreens_LogIn: a guest becomes a user in one session and nowhere else.
func TestScreens_LogIn(t *testing.T) {
	h := newTestServer(t, Config{})
	boss := newKey(t)
	h.user("alice", "correct horse", nil)
	h.vouch("boss", boss)
	h.user("boss", "an admin's password", nil)
	type came struct {
		who store.Actor
		err error
	}
	in := make(chan came, 1)
	name, password := "alice", "correct horse"
	h.server.newScreen = func(s tui.Session) tea.Model {
		return probe{session: s, login: func(s tui.Session) {
			who, err := s.Logins.Login(s.Ctx, name, password)
			in <- came{who, err}
		}}
	}
	c := h.in("guest")
	s, other := open(t, c), open(t, c)
	s.press("i")
	got := <-in
	if got.err != nil || got.who.Name != "alice" || got.who.Role != store.RoleUser || got.who.Stamp == 0 || got.who.Session == "" {
		t.Fatalf("logged in as %+v, %v", got.who, got.err)
	}
	if me, err := h.shop.Account(t.Context(), got.who); err != nil || me.Name != "alice" {
		t.Errorf("the new actor's account: %+v, %v", me, err)
	}
	people := map[string]int{}
	for _, s := range sessionsOf(h) {
		people[s.who().Name]++
	}
	if people["alice"] != 1 || people["guest"] != 1 {
		t.Errorf("present: %v", people)
	}
	s.press("i")
	if got := <-in; !errors.Is(got.err, store.ErrNotAllowed) {
		t.Errorf("a second login in the session: %v", got.err)
	}

	t.Run("NeverAnAdmin", func(t *testing.T) {
		name, password = "boss", "an admin's password"
		s := open(t, h.in("new", keysOf(boss)...))
		s.press("i")
		if got := <-in; got.err != nil || got.who.Role != store.RoleUser || got.who.Key != "" {
			t.Errorf("the admin's password, beside the admin's key, made %+v, %v", got.who, got.err)
		}
	})
	t.Run("LockEndsIt", func(t *testing.T) {
		h.lock("alice")
		if exit, _ := s.ends(t, 5*time.Second); exit != 1 {
			t.Errorf("exit %d", exit)
		}
		other.press("q")
		if exit, _ := other.ends(t, 5*time.Second); exit != 0 {
			t.Errorf("the guest beside it: exit %d", exit)
		}
		name, password = "alice", "correct horse"
		s := open(t, h.in("guest"))
		s.press("i")
		if got := <-in; !errors.Is(got.err, store.ErrLocked) {
			t.Errorf("a locked account's login: %v", got.err)
		}
		for _, s := range sessionsOf(h) {
			if who := s.who(); who.Name == "alice" {
				t.Errorf("a session is %+v", who)
			}
		}
	})
	t.Run("Throttled", func(t *testing.T) {
		name, password = "alice", "battery staple"
		s := open(t, h.in("guest"))
		for i := range 5 {
			s.press("i")
			got := <-in
			if want := store.ErrWrongLogin; i < 4 && !errors.Is(got.err, want) {
				t.Errorf("try %d: %v", i, got.err)
			}
			var no *store.Refusal
			if i == 4 && (!errors.As(got.err, &no) || no.Code != store.ErrThrottled.Code || no.Wait <= 0) {
				t.Errorf("try %d: %v", i, got.err)
			}
		}
	})
}

func TestRegister(t *testing.T) {
	h := newTestServer(t, Config{Language: words.En, Limits: limit.Limits{Registrations: 3}})
	alice, boss := newKey(t), newKey(t)
	h.vouch("boss", boss)
	h.shop.ReserveNames(func(folded string, use func(bool) error) error { return use(folded == names.Fold("boss")) })

	if _, err := runLine(h.in("new", keysOf(alice)...), "register alice"); err != nil {
		t.Fatal(err)
	}
	if a, err := h.actor("alice", keysOf(alice)...); err != nil || a.Role != store.RoleUser {
		t.Errorf("alice is %+v, %v", a, err)
	}
	if _, err := runLine(h.in("new", keysOf(alice)...), "register carol"); exitOf(err) != 1 || !strings.Contains(err.Error(), "alice") {
		t.Errorf("a key that is alice's: %v", err)
	}
	if _, err := runLine(h.in("new", keysOf(newKey(t))...), "register boss"); exitOf(err) != 1 {
		t.Errorf("a vouched name by another key: %v", err)
	}
	if _, err := runLine(h.in("boss", keysOf(boss)...), "register bob"); exitOf(err) != 1 {
		t.Errorf("another name by a vouched key: %v", err)
	}
	if _, err := runLine(h.in("boss", keysOf(boss)...), "register boss"); err != nil {
		t.Fatal(err)
	}
	out, err := runLine(h.in("boss", keysOf(boss)...), "whoami --json")
	var me struct{ Name, Role string }
	if err != nil || json.Unmarshal([]byte(out), &me) != nil || me.Role != "admin" {
		t.Errorf("the vouched key is %q, %v", out, err)
	}
	if _, err := runLine(h.in("new", keysOf(newKey(t))...), "register dave"); err != nil {
		t.Errorf("the third account of a source: %v", err)
	}
	if _, err := runLine(h.in("new", keysOf(newKey(t))...), "register erin"); exitOf(err) != 1 {
		t.Errorf("the fourth account of a source within the hour: %v", err)
	}
}

// A source that registers names which others have hears of so many an hour, by
// the command and on the screens alike, and may still make accounts afterwards
// only when that hour is over; what tells nothing costs nothing.
func TestRegister_NamesAreNotListed(t *testing.T) {
	h := newTestServer(t, Config{Language: words.En, Limits: limit.Limits{Names: 3}})
	alice, boss := newKey(t), newKey(t)
	h.vouch("boss", boss)
	h.shop.ReserveNames(func(folded string, use func(bool) error) error { return use(folded == "boss") })
	register := func(name string) error {
		t.Helper()
		_, err := runLine(h.in("new", keysOf(newKey(t))...), "register "+name)
		return err
	}
	if _, err := runLine(h.in("new", keysOf(alice)...), "register alice"); err != nil {
		t.Fatal(err)
	}
	for range 5 {
		if err := register("a"); exitOf(err) != 1 || strings.Contains(err.Error(), "again in") {
			t.Errorf("a name that no account can have: %v", err)
		}
	}
	for _, name := range []string{"alice", "boss", "ALICE"} {
		if err := register(name); exitOf(err) != 1 || !strings.Contains(strings.ToLower(err.Error()), strings.ToLower(name)) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, name := range []string{"alice", "boss", "bob"} {
		if err := register(name); exitOf(err) != 1 || strings.Contains(err.Error(), name) {
			t.Errorf("%s, when the hour's answers are used up: %v", name, err)
		}
	}
	if _, err := runLine(h.in("boss", keysOf(boss)...), "register boss"); err != nil {
		t.Errorf("a vouched key is held up by what others of its source tried: %v", err)
	}
}

// Where one registers by an invitation, a source without one hears nothing of names,
// and guesses so many an hour; a vouched key needs none.
func TestRegister_Invitations(t *testing.T) {
	h := newTestServer(t, Config{Language: words.En, Limits: limit.Limits{Names: 3}})
	boss := newKey(t)
	h.vouch("boss", boss)
	h.user("alice", "correct horse", nil)
	rules := h.shop.Rules()
	rules.Registration = store.AdmitInvited
	if err := h.shop.SetRules(t.Context(), rules); err != nil {
		t.Fatal(err)
	}
	register := func(line string) string {
		t.Helper()
		_, err := runLine(h.in("new", keysOf(newKey(t))...), "register "+line)
		if exitOf(err) != 1 {
			t.Fatalf("%s: %v", line, err)
		}
		return strings.ReplaceAll(err.Error(), strings.Fields(line)[0], "NAME")
	}
	for range 5 {
		if a, b := register("alice"), register("bob"); a != b || !strings.Contains(a, "invitation") {
			t.Errorf("without an invitation: %q and %q", a, b)
		}
	}
	const wrong = " --invite 0000-0000-0000-0000-0000"
	for _, name := range []string{"alice", "bob", "root"} {
		if got := register(name + wrong); !strings.Contains(got, "wrong, used or void") {
			t.Errorf("%s with no invitation of ours: %q", name, got)
		}
	}
	if got := register("bob" + wrong); !strings.Contains(got, "Too many tries") {
		t.Errorf("a fourth guess within the hour: %q", got)
	}
	if _, err := runLine(h.in("boss", keysOf(boss)...), "register boss"); err != nil {
		t.Errorf("a vouched key: %v", err)
	}
}

// TestScreens_RegisterVouched: the first login with a vouched key makes the
// admin's account on the screen, and goes on as that admin.
func TestScreens_RegisterVouched(t *testing.T) {
	h := newTestServer(t, Config{})
	boss, late := newKey(t), newKey(t)
	h.vouch("boss", boss)
	h.vouch("late", late)
	type came struct {
		who store.Actor
		err error
	}
	in := make(chan came, 1)
	h.server.newScreen = func(s tui.Session) tea.Model {
		return probe{session: s, login: func(s tui.Session) {
			who, err := s.Logins.Register(s.Ctx, store.Registration{Name: s.Vouched, WithKey: true, Language: "zh"})
			in <- came{who, err}
		}}
	}
	s := open(t, h.in("boss", keysOf(boss)...))
	s.press("i")
	got := <-in
	if got.err != nil || got.who.Role != store.RoleAdmin || got.who.Name != "boss" || got.who.Key != fingerprint(boss) || got.who.Vouched != "" {
		t.Fatalf("%+v, %v", got.who, got.err)
	}
	if _, err := h.shop.Visits(t.Context(), got.who); err != nil {
		t.Errorf("the new admin asks who is here: %v", err)
	}
	t.Run("NotWhenTakenBack", func(t *testing.T) {
		s := open(t, h.in("late", keysOf(late)...))
		eventually(t, 5*time.Second, "the screen is drawn", func() bool { return strings.Contains(s.shows(), "hello") })
		h.unvouch(late)
		s.press("i")
		if got := <-in; !errors.Is(got.err, store.ErrRevoked) {
			t.Errorf("a key no longer vouched for made %+v, %v", got.who, got.err)
		}
	})
}
