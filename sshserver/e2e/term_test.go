package e2e

import (
	"io"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
	"github.com/rogpeppe/go-internal/testscript"
)

// screen is a person before a terminal: OpenSSH on a real pty, and a virtual
// terminal that keeps what is on its glass.
type screen struct {
	cmd *exec.Cmd
	tty interface {
		Write([]byte) (int, error)
		Close() error
	}
	mu    sync.Mutex // of glass: what is written and what is seen
	glass *vt.Emulator
	gone  chan struct{}
	once  sync.Once
}

// wordScreen: screen LABEL WIDTHxHEIGHT LANG [-key WHO] NAME opens the library's
// TUI as NAME (with NAME's key, or WHO's) in a terminal of that size and locale.
func wordScreen(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 4 {
		ts.Fatalf("usage: screen LABEL WIDTHxHEIGHT LANG [-key WHO] NAME")
	}
	m := regexp.MustCompile(`^(\d+)x(\d+)$`).FindStringSubmatch(args[1])
	if m == nil {
		ts.Fatalf("screen: %q is no size", args[1])
	}
	w, h := number(m[1]), number(m[2])
	cmd := exec.Command("ssh", append(sshArgs(ts, args[3:]), "-t")...)
	cmd.Dir = ts.MkAbs(".")
	cmd.Env = append(scriptEnv(ts), "LANG="+args[2], "TERM=xterm-256color", "COLORTERM=truecolor")
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: uint16(w), Rows: uint16(h)})
	ts.Check(err)
	s := &screen{cmd: cmd, tty: tty, glass: vt.NewEmulator(w, h), gone: make(chan struct{})}
	go func() { // what the program writes reaches the glass
		buf := make([]byte, 32<<10)
		for {
			n, err := tty.Read(buf)
			s.mu.Lock()
			_, _ = s.glass.Write(buf[:n])
			s.mu.Unlock()
			if err != nil {
				break
			}
		}
		_ = cmd.Wait()
		close(s.gone)
	}()
	go func() { // what the terminal answers reaches the program
		buf := make([]byte, 1<<10)
		for {
			n, err := s.glass.Read(buf)
			if err != nil {
				return
			}
			_, _ = tty.Write(buf[:n])
		}
	}()
	r := runningOf(ts)
	if r.screens == nil {
		r.screens = map[string]*screen{}
	}
	r.screens[args[0]] = s
}

// keyBytes are the keys by their names; =TEXT types a text.
var keyBytes = map[string]string{
	"Enter": "\r", "Esc": "\x1b", "Tab": "\t", "ShiftTab": "\x1b[Z", "Space": " ", "Backspace": "\x7f",
	"Up": "\x1b[A", "Down": "\x1b[B", "Right": "\x1b[C", "Left": "\x1b[D", "CtrlC": "\x03", "CtrlS": "\x13",
}

// wordKeys: keys LABEL KEY... presses keys, one after the other, as a person
// does: a pause after Esc, so that it is not read as the start of a sequence.
func wordKeys(ts *testscript.TestScript, neg bool, args []string) {
	s := screenOf(ts, args)
	for _, key := range args[1:] {
		data, named := keyBytes[key]
		switch {
		case named:
		case strings.HasPrefix(key, "="):
			data = key[1:]
		case len(key) == 1:
			data = key
		default:
			ts.Fatalf("keys: no key %q", key)
		}
		if _, err := s.tty.Write([]byte(data)); err != nil {
			ts.Fatalf("keys: %v", err)
		}
		time.Sleep(pauseAfter(key))
	}
}

// pauseAfter is how long a hand takes to the next key. Two Esc in one packet
// would be read as one key with Alt, so there it is longer.
func pauseAfter(key string) time.Duration {
	if key == "Esc" {
		return 250 * time.Millisecond
	}
	return 40 * time.Millisecond
}

// wordSee: see LABEL REGEXP... waits until each is on the glass; with !, until
// none is.
func wordSee(ts *testscript.TestScript, neg bool, args []string) {
	s := screenOf(ts, args)
	for _, want := range args[1:] {
		expr := regexp.MustCompile("(?m)" + want)
		if !awaits(func() bool { return expr.MatchString(s.text()) != neg }) {
			ts.Fatalf("see: %q (not: %v); the screen shows\n%s", want, neg, s.text())
		}
	}
}

// wordLeave: leave LABEL waits for the session to have ended by itself.
func wordLeave(ts *testscript.TestScript, neg bool, args []string) {
	s := screenOf(ts, args)
	if !awaits(func() bool { return hasEnded(s.gone) }) {
		ts.Fatalf("leave: the session goes on:\n%s", s.text())
	}
	s.close()
}

func (s *screen) text() string {
	s.mu.Lock()
	lines := strings.Split(s.glass.String(), "\n")
	s.mu.Unlock()
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

func (s *screen) close() {
	s.once.Do(func() {
		_ = s.cmd.Process.Kill()
		<-s.gone // nothing is written to the glass any more
		if answers, ok := s.glass.InputPipe().(io.Closer); ok {
			answers.Close() // ends the goroutine that carries them; glass.Close races with it
		}
		s.tty.Close()
	})
}

func screenOf(ts *testscript.TestScript, args []string) *screen {
	if len(args) == 0 {
		ts.Fatalf("which screen?")
	}
	s := runningOf(ts).screens[args[0]]
	if s == nil {
		ts.Fatalf("no screen %q is open", args[0])
	}
	return s
}

func number(digits string) int {
	n := 0
	for _, d := range digits {
		n = n*10 + int(d-'0')
	}
	return n
}
