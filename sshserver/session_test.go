package sshserver

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	gossh "golang.org/x/crypto/ssh"

	"youku.example/store"
	"youku.example/tui"
	"youku.example/tui/words"
)

// runLine runs one command and answers its stdout, or its stderr in the error.
func runLine(c *gossh.Client, line string) (string, error) {
	s, err := c.NewSession()
	if err != nil {
		return "", err
	}
	defer s.Close()
	var out, said bytes.Buffer
	s.Stdout, s.Stderr = &out, &said
	if err := s.Run(line); err != nil {
		return out.String(), &failedRun{err, said.String()}
	}
	return out.String(), nil
}

type failedRun struct {
	error
	said string
}

func (f *failedRun) Error() string { return f.error.Error() + ": " + f.said }
func (f *failedRun) Unwrap() error { return f.error }

// exitOf is the exit status in an error of runLine.
func exitOf(err error) int {
	var exit *gossh.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.ExitStatus()
	}
	return -1
}

// probe is a screen that shows one word of itself and does what it is told.
type probe struct {
	session tui.Session
	sizes   chan tea.WindowSizeMsg
	login   func(tui.Session)
}

func (p probe) Init() tea.Cmd { return nil }
func (p probe) Update(m tea.Msg) (tea.Model, tea.Cmd) {
	switch m := m.(type) {
	case tea.WindowSizeMsg:
		if p.sizes != nil {
			p.sizes <- m
		}
	case tea.KeyPressMsg:
		switch m.String() {
		case "q":
			return p, tea.Quit
		case "p":
			panic("a screen fell over")
		case "P":
			return p, func() tea.Msg { panic("a question to the shop fell over") }
		case "i":
			return p, func() tea.Msg { p.login(p.session); return nil }
		}
	}
	return p, nil
}
func (p probe) View() tea.View { return tea.NewView("hello " + string(p.session.Lang)) }

// screen is a client's terminal: what it shows, and how it ends.
type screen struct {
	*gossh.Session
	keys io.Writer
	mu   sync.Mutex
	seen bytes.Buffer
	said bytes.Buffer
	end  chan error
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.seen.Write(p)
}

func (s *screen) shows() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.seen.String()
}

func open(t *testing.T, c *gossh.Client, env ...string) *screen {
	t.Helper()
	gs, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	s := &screen{Session: gs, end: make(chan error, 1)}
	gs.Stdout, gs.Stderr = s, &s.said
	s.keys, _ = gs.StdinPipe()
	for i := 0; i+1 < len(env); i += 2 {
		_ = gs.Setenv(env[i], env[i+1])
	}
	if err := gs.RequestPty("xterm-256color", 24, 80, nil); err != nil {
		t.Fatal(err)
	}
	if err := gs.Shell(); err != nil {
		t.Fatal(err)
	}
	go func() { s.end <- gs.Wait() }()
	return s
}

func (s *screen) press(keys string) { _, _ = io.WriteString(s.keys, keys) }

// ends waits for the session's end and answers its exit status and last words.
func (s *screen) ends(t *testing.T, within time.Duration) (int, string) {
	t.Helper()
	select {
	case err := <-s.end:
		return exitOf(err), s.said.String()
	case <-time.After(within):
		t.Fatalf("the session did not end within %v; it shows %q", within, s.shows())
		return 0, ""
	}
}

func TestScreens(t *testing.T) {
	h := newHouse(t, Config{Language: words.En})
	sizes := make(chan tea.WindowSizeMsg, 100)
	h.server.screens = func(s tui.Session) tea.Model { return probe{session: s, sizes: sizes} }

	t.Run("QuitIsZero", func(t *testing.T) {
		s := open(t, h.in("guest"), "LANG", "zh_CN.UTF-8")
		eventually(t, 5*time.Second, "the screen is drawn", func() bool { return strings.Contains(s.shows(), "hello zh") })
		s.press("q")
		if exit, said := s.ends(t, 5*time.Second); exit != 0 || said != "" {
			t.Errorf("exit %d, %q", exit, said)
		}
	})
	t.Run("Resize", func(t *testing.T) {
		s := open(t, h.in("guest"))
		for len(sizes) > 0 {
			<-sizes
		}
		_ = s.WindowChange(40, 132)
		for m := range sizes {
			if m.Width == 132 && m.Height == 40 {
				break
			}
		}
		s.press("q")
		s.ends(t, 5*time.Second)
	})
	for name, key := range map[string]string{"Update": "p", "Command": "P"} {
		t.Run("PanicIn"+name, func(t *testing.T) {
			c := h.in("guest")
			s, other := open(t, c), open(t, c)
			eventually(t, 5*time.Second, "both are drawn", func() bool {
				return strings.Contains(s.shows(), "hello") && strings.Contains(other.shows(), "hello")
			})
			s.press(key)
			exit, said := s.ends(t, 5*time.Second)
			if exit != 1 || !strings.Contains(said, "wrong inside") || strings.Contains(said, "fell over") {
				t.Errorf("exit %d, %q", exit, said)
			}
			other.press("q")
			if exit, _ := other.ends(t, 5*time.Second); exit != 0 {
				t.Errorf("the other session of the connection: exit %d", exit)
			}
		})
	}
	t.Run("EndOfInput", func(t *testing.T) {
		s := open(t, h.in("guest"))
		eventually(t, 5*time.Second, "the screen is drawn", func() bool { return strings.Contains(s.shows(), "hello") })
		_ = s.keys.(io.Closer).Close()
		s.ends(t, 5*time.Second)
	})
}

func TestScreens_Idle(t *testing.T) {
	h := newHouse(t, Config{Language: words.En, Limits: Limits{Idle: 400 * time.Millisecond}})
	h.server.screens = func(s tui.Session) tea.Model { return probe{session: s} }
	s := open(t, h.in("guest"))
	began := time.Now()
	for time.Since(began) < 700*time.Millisecond { // a person who presses keys stays
		s.press("x")
		time.Sleep(50 * time.Millisecond)
	}
	select {
	case err := <-s.end:
		t.Fatalf("ended though keys were pressed: %v", err)
	default:
	}
	if exit, said := s.ends(t, 5*time.Second); exit != 1 || !strings.Contains(said, "Nothing happened") {
		t.Errorf("exit %d, %q", exit, said)
	}
}

// TestScreens_LogIn: a guest becomes a user in one session and nowhere else.
func TestScreens_LogIn(t *testing.T) {
	h := newHouse(t, Config{})
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
	h.server.screens = func(s tui.Session) tea.Model {
		return probe{session: s, login: func(s tui.Session) {
			who, err := s.Door.Login(s.Ctx, name, password)
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

func sessionsOf(h *house) (list []*session) {
	for _, c := range h.server.lobby.here() {
		list = append(list, c.running()...)
	}
	return list
}

// lock locks an account as an admin does.
func (h *house) lock(name string) {
	h.t.Helper()
	if err := h.shop.Lock(context.Background(), store.House(), name); err != nil {
		h.t.Fatal(err)
	}
}

func TestSessions_OfOneConnection(t *testing.T) {
	h := newHouse(t, Config{Language: words.En})
	h.server.screens = func(s tui.Session) tea.Model { return probe{session: s} }
	c := h.in("guest")
	zh := open(t, c, "LANG", "zh_CN.UTF-8")
	eventually(t, 5*time.Second, "the first is drawn", func() bool { return strings.Contains(zh.shows(), "hello zh") })
	en := open(t, c, "LANG", "en_US.UTF-8")
	eventually(t, 5*time.Second, "the second is drawn", func() bool { return strings.Contains(en.shows(), "hello en") })
	if out, err := runLine(c, "whoami --json"); err != nil || strings.Contains(out, "\r") {
		t.Errorf("a command beside a terminal: %q, %v", out, err)
	}
	eventually(t, 5*time.Second, "the command is over", func() bool { return len(sessionsOf(h)) == 2 })
	list := sessionsOf(h)
	if list[0].id == list[1].id || list[0].ctx == list[1].ctx {
		t.Fatal("two sessions share something")
	}
	en.press("q")
	en.ends(t, 5*time.Second)
	zh.press("\x1b[A") // still answers
	zh.press("q")
	if exit, _ := zh.ends(t, 5*time.Second); exit != 0 {
		t.Errorf("exit %d", exit)
	}
}

func TestLock_EndsSessions(t *testing.T) {
	h := newHouse(t, Config{Language: words.En})
	h.server.screens = func(s tui.Session) tea.Model { return probe{session: s} }
	key := newKey(t)
	h.user("alice", "correct horse", key)
	c := h.in("alice", keysOf(key)...)
	s := open(t, c)
	waiting, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	waiting.Stderr = &said
	stdin, _ := waiting.StdinPipe()
	defer stdin.Close()
	if err := waiting.Start("passwd --password-stdin"); err != nil {
		t.Fatal(err)
	}
	eventually(t, 5*time.Second, "both are present", func() bool { return h.shop.visits() == 2 })

	h.lock("alice")
	exit, words := s.ends(t, 5*time.Second)
	if exit != 1 || !strings.Contains(words, "locked") {
		t.Errorf("the screen: exit %d, %q", exit, words)
	}
	if err := waiting.Wait(); exitOf(err) != 1 || !strings.Contains(said.String(), "locked") {
		t.Errorf("the command: %v, %q", err, said.String())
	}

	t.Run("ComesBack", func(t *testing.T) {
		for name, with := range map[string]gossh.AuthMethod{"key": gossh.PublicKeys(key), "password": gossh.Password("correct horse")} {
			_, err := runLine(h.in("alice", with), "whoami")
			if exitOf(err) != 1 || !strings.Contains(err.Error(), "locked") {
				t.Errorf("by %s: %v", name, err)
			}
		}
	})
	t.Run("NoSubsystemEither", func(t *testing.T) {
		s := request(t, h.in("alice", keysOf(key)...), "sftp")
		if exit := <-s.exit; exit != 1 || !strings.Contains(s.said.String(), "locked") {
			t.Errorf("exit %d, %q", exit, s.said.String())
		}
	})
}

// subsystem is one that runs, and what it said.
type subsystem struct {
	gossh.Channel
	out, said bytes.Buffer
	exit      chan int // -1: none was told
}

// request starts a subsystem; x/crypto's Session starts none whose end it
// hears.
func request(t *testing.T, c *gossh.Client, name string) *subsystem {
	t.Helper()
	ch, reqs, err := c.OpenChannel("session", nil)
	if err != nil {
		t.Fatal(err)
	}
	if ok, err := ch.SendRequest("subsystem", true, gossh.Marshal(struct{ V string }{name})); !ok || err != nil {
		t.Fatalf("subsystem %s: %v, %v", name, ok, err)
	}
	s := &subsystem{Channel: ch, exit: make(chan int, 1)}
	var copied sync.WaitGroup
	copied.Go(func() { _, _ = io.Copy(&s.out, ch) })
	copied.Go(func() { _, _ = io.Copy(&s.said, ch.Stderr()) })
	go func() {
		exit := -1
		for r := range reqs {
			if r.Type == "exit-status" && len(r.Payload) == 4 {
				exit = int(r.Payload[3])
			}
		}
		copied.Wait()
		s.exit <- exit
	}()
	return s
}

func TestSFTP_NotForGuests(t *testing.T) {
	h := newHouse(t, Config{Language: words.En})
	for name, with := range map[string][]gossh.AuthMethod{
		"guest": nil, "new": keysOf(newKey(t)), "nobody-here": {answer("", nil)},
	} {
		s := request(t, h.in(name, with...), "sftp")
		if exit := <-s.exit; exit != 1 || !strings.Contains(s.said.String(), "Guests") {
			t.Errorf("%s: exit %d, %q", name, exit, s.said.String())
		}
		if _, err := runLine(h.in(name, with...), "scp -f /downloads/x"); exitOf(err) != 1 {
			t.Errorf("%s, scp: %v", name, err)
		}
	}
	c := h.in("guest")
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.RequestSubsystem("netconf"); err == nil {
		t.Error("a subsystem that is none was accepted")
	}
}

// TestRevoked: what no longer opens an account ends what it opened.
func TestRevoked(t *testing.T) {
	h := newHouse(t, Config{Language: words.En})
	h.server.screens = func(s tui.Session) tea.Model { return probe{session: s} }
	first, second, boss := newKey(t), newKey(t), newKey(t)
	h.user("alice", "correct horse", first)
	h.vouch("boss", boss)
	h.user("boss", "", boss)
	actor := func(name string, with ...gossh.AuthMethod) store.Actor {
		a, err := h.actor(name, with...)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	me := actor("alice", keysOf(first)...)
	if _, err := h.shop.AddKey(t.Context(), me, keyLine(second)); err != nil {
		t.Fatal(err)
	}
	t.Run("Key", func(t *testing.T) {
		gone, stays := open(t, h.in("alice", keysOf(second)...)), open(t, h.in("alice", keysOf(first)...))
		eventually(t, 5*time.Second, "both are present", func() bool { return h.shop.visits() == 2 })
		if err := h.shop.RemoveKey(t.Context(), me, fingerprint(second)); err != nil {
			t.Fatal(err)
		}
		if exit, said := gone.ends(t, 5*time.Second); exit != 1 || said == "" {
			t.Errorf("exit %d, %q", exit, said)
		}
		if _, err := h.dial("alice", keysOf(second)...); err == nil {
			t.Error("the removed key came in")
		}
		stays.press("q")
		if exit, _ := stays.ends(t, 5*time.Second); exit != 0 {
			t.Errorf("the session of the other key: exit %d", exit)
		}
	})
	t.Run("Password", func(t *testing.T) {
		gone := open(t, h.in("alice", gossh.Password("correct horse")))
		eventually(t, 5*time.Second, "it is present", func() bool { return h.shop.visits() == 1 })
		if _, err := h.shop.ChangePassword(t.Context(), me, "battery staple"); err != nil {
			t.Fatal(err)
		}
		if exit, said := gone.ends(t, 5*time.Second); exit != 1 || said == "" {
			t.Errorf("exit %d, %q", exit, said)
		}
	})
	t.Run("AdminKey", func(t *testing.T) {
		gone := open(t, h.in("boss", keysOf(boss)...))
		eventually(t, 5*time.Second, "it is present", func() bool { return h.shop.visits() == 1 })
		h.unvouch(boss)
		h.shop.EndKey(fingerprint(boss))
		if exit, _ := gone.ends(t, 5*time.Second); exit != 1 {
			t.Errorf("exit %d", exit)
		}
		if a := actor("boss", keysOf(boss)...); a.Role != store.RoleUser {
			t.Errorf("afterwards the key, which is the account's own, is %+v", a)
		}
	})
}

func TestRegister(t *testing.T) {
	h := newHouse(t, Config{Language: words.En, Limits: Limits{Registrations: 3}})
	alice, boss := newKey(t), newKey(t)
	h.vouch("boss", boss)
	h.shop.ReserveNames(func(folded string) bool { return folded == store.FoldName("boss") })

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

// TestScreens_RegisterVouched: the first login with a vouched key makes the
// admin's account on the screen, and goes on as that admin.
func TestScreens_RegisterVouched(t *testing.T) {
	h := newHouse(t, Config{})
	boss, late := newKey(t), newKey(t)
	h.vouch("boss", boss)
	h.vouch("late", late)
	type came struct {
		who store.Actor
		err error
	}
	in := make(chan came, 1)
	h.server.screens = func(s tui.Session) tea.Model {
		return probe{session: s, login: func(s tui.Session) {
			who, err := s.Door.Register(s.Ctx, store.Registration{Name: s.Vouched, WithKey: true, Language: "zh"})
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

func TestCommand_NoneAsked(t *testing.T) {
	h := newHouse(t, Config{Language: words.En})
	s, err := h.in("guest").NewSession()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	s.Stdout, s.Stderr = &out, &out
	if err := s.Shell(); err != nil {
		t.Fatal(err)
	}
	if err := s.Wait(); exitOf(err) != 2 || !strings.Contains(out.String(), "movies") {
		t.Errorf("%v, %q", err, out.String())
	}
}

func TestCommand_Terminal(t *testing.T) {
	h := newHouse(t, Config{})
	s, err := h.in("guest").NewSession()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.RequestPty("xterm", 24, 80, nil); err != nil {
		t.Fatal(err)
	}
	out, err := s.Output("whoami --json")
	if err != nil || !bytes.Contains(out, []byte("\r\n")) {
		t.Errorf("a command in a terminal: %q, %v", out, err)
	}
}

func TestPickLanguage(t *testing.T) {
	for _, c := range []struct {
		chosen string
		env    []string
		want   words.Lang
	}{
		{"", nil, words.En},
		{"", []string{"LANG=zh_CN.UTF-8"}, words.Zh},
		{"", []string{"LANG=en_US.UTF-8", "LC_ALL=zh_TW.UTF-8"}, words.Zh},
		{"", []string{"LANG=zh_CN.UTF-8", "LC_MESSAGES=en_GB.UTF-8"}, words.En},
		{"", []string{"LANG=fr_FR.UTF-8"}, words.En},
		{"zh", []string{"LANG=en_US.UTF-8"}, words.Zh},
		{"klingon", []string{"LANG=zh_CN"}, words.Zh},
	} {
		if got := pickLanguage(c.chosen, c.env, words.En); got != c.want {
			t.Errorf("chosen %q, %q: %q, want %q", c.chosen, c.env, got, c.want)
		}
	}
}

// TestLog: the log tells who came and holds no secret and no control byte.
func TestLog(t *testing.T) {
	h := newHouse(t, Config{})
	h.user("alice", "correct horse", nil)
	_, _ = h.dial("alice", gossh.Password("my secret word"))
	_, _ = h.dial("my secret word", gossh.Password("x"))
	_, _ = h.dial("evil\x1b]0;owned\a", gossh.Password("another secret"))
	c := h.client("alice", gossh.Password("correct horse"))
	c.ClientVersion = "SSH-2.0-evil\u202e\u009b31m"
	if _, err := h.actorOf(c); err != nil {
		t.Fatal(err)
	}
	log := h.log.text()
	for _, bad := range []string{"secret", "correct horse", "\x1b", "\u202e", "\u009b"} {
		if strings.Contains(log, bad) {
			t.Errorf("the log holds %q:\n%s", bad, log)
		}
	}
	if !strings.Contains(log, "alice") {
		t.Errorf("the log does not tell of alice:\n%s", log)
	}
}
