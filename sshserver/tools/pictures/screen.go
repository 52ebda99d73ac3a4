package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/charmbracelet/x/vt"
	"golang.org/x/crypto/ssh"

	"youku.example/sshserver/tools/pictures/svg"
	"youku.example/sshserver/tools/program"
)

// The window that the pictures show: the least width with two panes, and a
// little air.
const (
	columns = 100
	rows    = 26
)

// screen is a session on a pty, and a virtual
// terminal that keeps what it shows.
type screen struct {
	lang    string // zh or en
	session *ssh.Session
	keys    io.Writer
	mu      sync.Mutex // of what follows
	term    *vt.Emulator
	percent int // the terminal's own progress bar, -1 when there is none
}

// sit opens the screens as a name, in the language of a locale.
func (p *person) sit(as, lang string) (*screen, error) {
	c, err := p.dial(as)
	if err != nil {
		return nil, err
	}
	session, err := c.NewSession()
	if err != nil {
		return nil, err
	}
	locale := map[string]string{"zh": "zh_CN.UTF-8", "en": "en_US.UTF-8"}[lang]
	for _, kv := range [][2]string{{"LANG", locale}, {"COLORTERM", "truecolor"}, {"TZ", "UTC"}} {
		if err := session.Setenv(kv[0], kv[1]); err != nil {
			return nil, fmt.Errorf("set %s: %w", kv[0], err)
		}
	}
	if err := session.RequestPty("xterm-256color", rows, columns, ssh.TerminalModes{}); err != nil {
		return nil, err
	}
	s := &screen{lang: lang, session: session, term: vt.NewEmulator(columns, rows), percent: -1}
	s.term.SetDefaultBackgroundColor(svg.Ground)
	s.term.RegisterOscHandler(9, s.progress)
	if s.keys, err = session.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := session.StdoutPipe()
	if err != nil {
		return nil, err
	}
	go s.answer()
	go s.show(out)
	return s, session.Shell()
}

// show writes what the program sends to the terminal.
func (s *screen) show(out io.Reader) {
	buf := make([]byte, 32<<10)
	for {
		n, err := out.Read(buf)
		s.mu.Lock()
		_, _ = s.term.Write(buf[:n])
		s.mu.Unlock()
		if err != nil {
			if w, ok := s.term.InputPipe().(io.Closer); ok {
				w.Close() // answer ends
			}
			return
		}
	}
}

// answer brings what the terminal is asked back to the program.
func (s *screen) answer() {
	buf := make([]byte, 1<<10)
	for {
		n, err := s.term.Read(buf)
		if err != nil {
			return
		}
		_, _ = s.keys.Write(buf[:n])
	}
}

// progress handles OSC 9;4;STATE;PERCENT. The terminal is being written: s.mu is held.
func (s *screen) progress(data []byte) bool {
	parts := bytes.Split(data, []byte(";"))
	if len(parts) < 3 || string(parts[1]) != "4" {
		return false
	}
	s.percent = -1
	if n, err := strconv.Atoi(string(parts[len(parts)-1])); err == nil && len(parts) == 4 {
		s.percent = n
	}
	return true
}

// press types keys.
func (s *screen) press(keys string) error {
	_, err := io.WriteString(s.keys, keys)
	return err
}

// look is what is on the screen at this moment.
func (s *screen) look() (g svg.Grid, percent int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return svg.Read(s.term), s.percent
}

// still is how long a screen must not have changed to be one whole frame, and
// not the first half of one.
const still = 60 * time.Millisecond

// busy is the sign of life that a screen shows while it asks the shop.
var busy = regexp.MustCompile(`[\x{2800}-\x{28FF}]`)

// see waits until the screen shows everything that is wanted, or for ! what is
// not, and nothing is on its way. It gives what it saw.
func (s *screen) see(ctx context.Context, wanted ...string) (svg.Grid, error) {
	return s.seeAt(ctx, -1, wanted...)
}

// seeAt also waits for the terminal's progress bar to reach a percentage.
func (s *screen) seeAt(ctx context.Context, percent int, wanted ...string) (svg.Grid, error) {
	exprs := make([]*regexp.Regexp, len(wanted))
	for i, w := range wanted {
		exprs[i] = regexp.MustCompile(strings.TrimPrefix(w, "!"))
	}
	var before, now svg.Grid
	var since time.Time
	err := program.Await(ctx, fmt.Sprintf("%q at %d %%", wanted, percent), func() (bool, error) {
		var far int
		now, far = s.look()
		if !slices.EqualFunc(before, now, slices.Equal) {
			before, since = now, time.Now()
			return false, nil
		}
		text := now.String()
		if far < percent || busy.MatchString(text) || time.Since(since) < still {
			return false, nil
		}
		for i, e := range exprs {
			if e.MatchString(text) == strings.HasPrefix(wanted[i], "!") {
				return false, nil
			}
		}
		return true, nil
	})
	if err != nil {
		return nil, fmt.Errorf("%s screen: %w; it shows\n%s", s.lang, err, now)
	}
	return now, nil
}
