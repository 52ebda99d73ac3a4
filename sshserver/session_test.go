package sshserver

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	gossh "golang.org/x/crypto/ssh"

	"youku.example/sshserver/limit"
	"youku.example/tui"
	"youku.example/tui/words"
)

func TestScreens(t *testing.T) {
	h := newTestServer(t, Config{Language: words.En})
	sizes := make(chan tea.WindowSizeMsg, 100)
	h.server.newScreen = func(s tui.Session) tea.Model { return probe{session: s, sizes: sizes} }

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
	for name, key := range map[string]string{"Update": "p", "Command": "P", "Sequence": "s", "View": "v"} {
		t.Run("PanicIn"+name, func(t *testing.T) {
			c := h.in("guest")
			s, other := open(t, c), open(t, c)
			eventually(t, 5*time.Second, "both are drawn", func() bool {
				return strings.Contains(s.shows(), "hello") && strings.Contains(other.shows(), "hello")
			})
			logged := len(h.log.text())
			s.press(key)
			exit, said := s.ends(t, 5*time.Second)
			if exit != 1 || !strings.Contains(said, "wrong inside") || strings.Contains(said, "fell over") {
				t.Errorf("exit %d, %q", exit, said)
			}
			if log := h.log.text()[logged:]; !strings.Contains(log, "fell over") || !strings.Contains(log, "probe_test.go") {
				t.Errorf("the log does not tell what fell over where: %s", log)
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
	h := newTestServer(t, Config{Language: words.En, Limits: limit.Limits{Idle: 800 * time.Millisecond}})
	h.server.newScreen = func(s tui.Session) tea.Model { return probe{session: s} }
	s := open(t, h.in("guest"))
	began := time.Now()
	for time.Since(began) < 1200*time.Millisecond { // a person who presses keys stays
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

func sessionsOf(h *testServer) (list []*channel) {
	for _, c := range h.server.connections.All() {
		list = append(list, c.running()...)
	}
	return list
}

func TestSessions_OfOneConnection(t *testing.T) {
	h := newTestServer(t, Config{Language: words.En})
	h.server.newScreen = func(s tui.Session) tea.Model { return probe{session: s} }
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

func TestSFTP_NotForGuests(t *testing.T) {
	h := newTestServer(t, Config{Language: words.En})
	for name, with := range map[string][]gossh.AuthMethod{
		"guest": nil, "new": keysOf(newKey(t)), "no-one-here": {answer("", nil)},
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

func TestCommand_NoneAsked(t *testing.T) {
	h := newTestServer(t, Config{Language: words.En})
	s, err := h.in("guest").NewSession()
	if err != nil {
		t.Fatal(err)
	}
	var out, said bytes.Buffer
	s.Stdout, s.Stderr = &out, &said
	if err := s.Shell(); err != nil {
		t.Fatal(err)
	}
	if err := s.Wait(); exitOf(err) != 2 || !strings.Contains(out.String()+said.String(), "movies") {
		t.Errorf("%v, %q, %q", err, out.String(), said.String())
	}
}

// TestSCP_ByHand: the line that scp sends is no one's to type.
func TestSCP_ByHand(t *testing.T) {
	c := newTestServer(t, Config{Language: words.En}).in("guest")
	for _, line := range []string{"scp -x", "scp", "scp 'open", "scp movie.mp4 alice@youku.example:/incoming"} {
		if out, err := runLine(c, line); exitOf(err) != 2 || out != "" || !strings.Contains(err.Error(), "on your own machine") {
			t.Errorf("%s: %q, %v", line, out, err)
		}
	}
}

func TestCommand_Terminal(t *testing.T) {
	h := newTestServer(t, Config{})
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
	h := newTestServer(t, Config{})
	h.user("alice", "correct horse", nil)
	_, _ = h.dial("alice", gossh.Password("my secret word"))
	_, _ = h.dial("my secret word", gossh.Password("x"))
	_, _ = h.dial("evil\x1b]0;owned\a", gossh.Password("another secret"))
	if _, err := h.actor("my secret word", answer("", nil)); err != nil { // looks around after all
		t.Fatal(err)
	}
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
