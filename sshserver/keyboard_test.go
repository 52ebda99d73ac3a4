package sshserver

import (
	"bytes"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"youku.example/tui"
	"youku.example/tui/words"
)

func inBubble(t *testing.T, f func(*testing.T)) { synctest.Test(t, f) }

func TestTyping(t *testing.T) {
	still := time.Now()
	for _, c := range []struct{ name, sent, want string }{
		{"Letters", "hello 你好 🎬", "hello 你好 🎬"},
		{"Keys", "\x1b[A\x1b[1;5C\x1bOP\x1b", "\x1b[A\x1b[1;5C\x1bOP\x1b"},
		{"Paste", "\x1b[200~你好\x1b[201~x", "\x1b[200~你好\x1b[201~x"},
		{"EightBitControls", "a\x9d\x90\x9bb", "ab"},
		{"Answers", "\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?62;c", "\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?62;c"},
		{"LongPaste", "\x1b[200~" + strings.Repeat("x", longestPaste), "\x1b[200~" + strings.Repeat("x", longestPaste)},
		{"LongerPaste", "\x1b[200~" + strings.Repeat("x", longestPaste+1), "flood"},
		{"PasteOfSequences", "\x1b[200~" + strings.Repeat("\x1b[A", longestPaste/3+1), "flood"},
		{"EndlessOSC", "\x1b]52;c;" + strings.Repeat("x", longestSequence), "flood"},
		{"EndlessDCS", "\x1bP" + strings.Repeat("x", longestSequence+1), "flood"},
		{"EndlessCSI", "\x1b[" + strings.Repeat("1;", longestSequence), "flood"},
		{"ManyOSC", strings.Repeat("\x1b]52;c;eA==\a", longestSequence), strings.Repeat("\x1b]52;c;eA==\a", longestSequence)},
	} {
		for reading, from := range map[string]io.Reader{"AtOnce": strings.NewReader(c.sent), "ByteByByte": iotest.OneByteReader(strings.NewReader(c.sent))} {
			got, err := io.ReadAll(&typing{from: from, now: func() time.Time { return still }, last: still})
			switch {
			case c.want == "flood" && err != errFlooded:
				t.Errorf("%s, %s: %d bytes, %v", c.name, reading, len(got), err)
			case c.want != "flood" && (err != nil || string(got) != c.want):
				t.Errorf("%s, %s: %.40q, %v", c.name, reading, got, err)
			}
		}
	}
	t.Run("AltBracketIsNoSequence", func(t *testing.T) {
		now := still
		k := &typing{now: func() time.Time { return now }, last: now}
		k.from = strings.NewReader("\x1b]")
		_, _ = io.ReadAll(k)
		now = now.Add(2 * forgetSequence)
		k.from = bytes.NewReader(bytes.Repeat([]byte("x"), 2*longestSequence))
		if _, err := io.ReadAll(k); err != nil {
			t.Errorf("what a person types after Alt+]: %v", err)
		}
	})
}

// TestScreens_KeysBehindQuit: what a client sends behind its q leaves nothing
// behind.
func TestScreens_KeysBehindQuit(t *testing.T) {
	h := newHouse(t, Config{Language: words.En})
	h.server.screens = func(s tui.Session) tea.Model { return probe{session: s} }
	c := h.in("guest")
	before := runtime.NumGoroutine()
	for range 20 {
		s := open(t, c)
		eventually(t, 5*time.Second, "the screen is drawn", func() bool { return strings.Contains(s.shows(), "hello") })
		s.press("q" + strings.Repeat("x", 1000))
		if exit, _ := s.ends(t, 5*time.Second); exit != 0 {
			t.Errorf("exit %d", exit)
		}
	}
	eventually(t, 5*time.Second, "nothing runs on", func() bool { return runtime.NumGoroutine() < before+10 })
}

// TestScreens_Flood: a paste without end costs its session and nothing else.
func TestScreens_Flood(t *testing.T) {
	h := newHouse(t, Config{Language: words.En})
	h.server.screens = func(s tui.Session) tea.Model { return probe{session: s} }
	for _, begin := range []string{"\x1b[200~", "\x1b]", "\x1bP", "\x1b["} {
		s := open(t, h.in("guest"))
		eventually(t, 5*time.Second, "the screen is drawn", func() bool { return strings.Contains(s.shows(), "hello") })
		go s.press(begin + strings.Repeat("1", 4<<20))
		if exit, said := s.ends(t, 10*time.Second); exit != 1 || !strings.Contains(said, "Too much") {
			t.Errorf("%q: exit %d, %q", begin, exit, said)
		}
	}
}

func TestPace(t *testing.T) {
	inBubble(t, func(t *testing.T) {
		p, began := newPace(), time.Now()
		for range rekeysAtOnce {
			p.wait()
		}
		if time.Since(began) != 0 {
			t.Errorf("the first %d wait %v", rekeysAtOnce, time.Since(began))
		}
		for range 10 {
			p.wait()
		}
		if d := time.Since(began); d != 10*rekeyEvery {
			t.Errorf("10 more take %v, want %v", d, 10*rekeyEvery)
		}
		time.Sleep(time.Hour)
		began = time.Now()
		for range rekeysAtOnce + 1 {
			p.wait()
		}
		if d := time.Since(began); d != rekeyEvery {
			t.Errorf("after an hour %d take %v, want %v", rekeysAtOnce+1, d, rekeyEvery)
		}
	})
}
