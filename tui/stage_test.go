package tui

import (
	"context"
	"encoding/base64"
	"fmt"
	"image/color"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"youku.example/tui/screen"
	"youku.example/tui/ui/uitest"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"youku.example/store"
	"youku.example/tui/ui"
	"youku.example/tui/ui/theme"
	"youku.example/tui/words"
)

// stage is a program with a shop behind it and no terminal before it. It runs
// under synctest: time passes only by rest, and settle waits until everything
// that was asked is answered.
type stage struct {
	*testShop
	model    *root
	msgs     chan tea.Msg
	end      context.CancelFunc
	ctx      context.Context
	clip     string // what was copied last
	lastLine string // of that, a single line
	quit     bool
	heard    int               // answers of the shop
	told     int               // messages of all kinds
	runs     []*store.Transfer // open ones
}

// play runs a test on a stage, at a fixed time, with a shop with all films.
func play(t *testing.T, act func(*testShop) store.Actor, scene func(*stage)) {
	t.Helper()
	dir := t.TempDir()
	stockShop(t, dir)
	inBubbleOf(t, func(t *testing.T) {
		h := restoreTestShop(t, dir)
		s := newStage(h, Session{Actor: act(h)})
		defer s.close()
		scene(s)
	})
}

// inBubbleOf runs a test by a clock that stands at nine in the morning until
// the test rests.
func inBubbleOf(t *testing.T, test func(*testing.T)) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(6*365*24*time.Hour + 33*time.Hour)
		test(t)
	})
}

func guest(*testShop) store.Actor { return store.Actor{Role: store.RoleGuest, Session: "guest/1"} }

func alice(h *testShop) store.Actor { return h.person("alice") }

func newStage(h *testShop, with Session) *stage {
	s := &stage{testShop: h, msgs: make(chan tea.Msg, 1000)}
	s.ctx, s.end = context.WithCancel(context.Background())
	with.Ctx, with.Host, with.Port, with.Dark = s.ctx, "youku.example", 2222, true
	if with.Shop == nil {
		with.Shop = h.shop
	}
	with.Location = time.UTC
	with.OnCopy = func(line string) { s.lastLine = line }
	with.Logins = testLogins{h.shop, with.Actor}
	if with.Lang == "" {
		with.Lang = words.En
	}
	s.model = New(with).(*root)
	s.run(s.model.Init())
	s.send(tea.BackgroundColorMsg{Color: color.Black})
	s.size(80, 24)
	return s
}

func (s *stage) close() {
	for _, tr := range s.runs {
		tr.Close()
	}
	s.end()
	s.model.unsubscribe()
	time.Sleep(time.Minute) // what still ticks comes to its end
}

// run starts a command as the program would.
func (s *stage) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	go func() {
		msg := cmd()
		select {
		case s.msgs <- msg:
		case <-s.ctx.Done():
		}
	}()
}

// settle hears everything that comes without time passing.
func (s *stage) settle() {
	for {
		synctest.Wait()
		select {
		case msg := <-s.msgs:
			s.hear(msg)
		default:
			return
		}
	}
}

func (s *stage) hear(msg tea.Msg) {
	s.told++
	switch msg := msg.(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			s.run(c)
		}
	case tea.QuitMsg:
		s.quit = true
	case tea.RawMsg:
		if text, ok := strings.CutPrefix(fmt.Sprint(msg.Msg), "\x1b]52;c;"); ok {
			plain, err := base64.StdEncoding.DecodeString(strings.TrimSuffix(text, "\a"))
			if err != nil {
				s.t.Fatalf("copied %q: %v", text, err)
			}
			s.clip = string(plain)
		}
	default:
		if fmt.Sprintf("%T", msg) == "screen.answerMsg" {
			s.heard++
		}
		_, cmd := s.model.Update(msg)
		s.steady()
		s.run(cmd)
	}
}

// steady draws, and fails where drawing once more shows something else: no part
// of a frame may depend on what the one before drew.
func (s *stage) steady() {
	s.t.Helper()
	first := s.model.View().Content
	if again := s.model.View().Content; again != first {
		s.t.Errorf("drawn once more, the screen changes:\n%s", cmp.Diff(ansi.Strip(first), ansi.Strip(again)))
	}
}

func (s *stage) send(msg tea.Msg) {
	s.hear(msg)
	s.settle()
}

func (s *stage) size(w, h int) { s.send(tea.WindowSizeMsg{Width: w, Height: h}) }

// press presses keys by their names.
func (s *stage) press(names ...string) {
	for _, n := range names {
		s.send(uitest.Press(n))
	}
}

// write types letters, one key each.
func (s *stage) write(text string) {
	for _, r := range text {
		s.send(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

func (s *stage) paste(text string) { s.send(tea.PasteMsg{Content: text}) }

// rest lets time pass, in steps so that ticks come as they would.
func (s *stage) rest(d time.Duration) {
	for end := time.Now().Add(d); time.Now().Before(end); {
		time.Sleep(min(screen.Frame, time.Until(end)))
		s.settle()
	}
}

// screen is what is seen, without colours.
func (s *stage) screen() string { return ansi.Strip(s.model.View().Content) }

// sees fails unless all the texts are on the screen.
func (s *stage) sees(texts ...string) {
	s.t.Helper()
	for _, text := range texts {
		if !strings.Contains(s.screen(), text) {
			s.t.Fatalf("%q is not seen on:\n%s", text, s.screen())
		}
	}
}

// misses fails if one of the texts is on the screen.
func (s *stage) misses(texts ...string) {
	s.t.Helper()
	for _, text := range texts {
		if strings.Contains(s.screen(), text) {
			s.t.Fatalf("%q is still seen on:\n%s", text, s.screen())
		}
	}
}

// testRoot is a program in a theme, without a screen.
func testRoot(s Session, t theme.Theme) *root {
	h := newRoot(s)
	h.Styles = t
	return h
}

// kind is the type of the seen screen, without its package.
func (s *stage) kind() string {
	_, name, _ := strings.Cut(fmt.Sprintf("%T", s.model.Top()), ".")
	return name
}

// far is how far the seen screen has come, in words.
func (s *stage) far() string { return s.model.Top().(ui.Progressor).Far() }

// rows are the movies that the library shows first.
func (s *stage) rows() []store.Listing {
	all, err := s.shop.Movies(s.testShop.ctx, s.model.Actor, store.Query{Priced: store.AnyPrice, Sort: store.ByNew, Limit: 50})
	s.must(err)
	return all
}
