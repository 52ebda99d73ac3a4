package tui

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/ansi/kitty"
	"github.com/charmbracelet/x/vt"

	"youku.example/tui/term/canvas"
	"youku.example/tui/term/paint"
	"youku.example/tui/words"
)

// terminal is one that answers questions, and keeps what reaches it: the bytes
// and, in a virtual terminal, what they make of the cells.
type terminal struct {
	t       *testing.T
	answers map[string]string // to what it knows
	keys    *io.PipeWriter
	program *tea.Program

	mu    sync.Mutex
	came  sync.Cond
	bytes bytes.Buffer
	cells *vt.Emulator
}

func (x *terminal) Write(p []byte) (int, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	for q, a := range x.answers {
		for range bytes.Count(p, []byte(q)) {
			go x.keys.Write([]byte(a))
		}
	}
	x.bytes.Write(p)
	_, _ = x.cells.Write(bytes.ReplaceAll(p, []byte("\n"), []byte("\r\n"))) // as the pty does
	x.came.Broadcast()
	return len(p), nil
}

// await waits until what came is as it should be.
func (x *terminal) await(what string, ok func() bool) {
	x.t.Helper()
	gone := time.AfterFunc(20*time.Second, func() {
		x.mu.Lock()
		defer x.mu.Unlock()
		ok = nil
		x.came.Broadcast()
	})
	defer gone.Stop()
	x.mu.Lock()
	defer x.mu.Unlock()
	for !ok() {
		x.came.Wait()
		if ok == nil {
			x.t.Fatalf("%s: never; on the screen is\n%s", what, x.cells.String())
		}
	}
}

// since is what came after the first so many bytes.
func (x *terminal) since(n int) string { return string(x.bytes.Bytes()[n:]) }

func (x *terminal) mark() int {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.bytes.Len()
}

func (x *terminal) press(keys string) { x.keys.Write([]byte(keys)) }

// atTerminal runs the whole program before a terminal of 120×36.
func atTerminal(t *testing.T, term string, answers map[string]string, scene func(*terminal)) {
	t.Helper()
	h := newTestShop(t, t.TempDir())
	for _, f := range films {
		h.film(f)
	}
	keys, in := io.Pipe()
	x := &terminal{t: t, answers: answers, keys: in, cells: vt.NewEmulator(120, 36)}
	x.came.L = &x.mu
	go io.Copy(io.Discard, x.cells)
	ctx, end := context.WithCancel(t.Context())
	glass := canvas.NewImageLayer(x)
	model := New(Session{
		Shop: h.shop, Logins: testLogins{h.shop, h.boss}, Actor: h.person("alice"), Posters: &fakePosters{}, ImageLayer: glass, Term: term,
		Lang: words.En, Host: "youku.example", Port: 2222, Dark: true, Location: time.UTC, Ctx: ctx,
	})
	painter := paint.New(glass, func() {})
	x.program = painter.Program(model, tea.WithContext(ctx), tea.WithoutSignalHandler(),
		tea.WithEnvironment([]string{"TERM=" + term}), tea.WithColorProfile(colorprofile.ANSI256), tea.WithWindowSize(120, 36))
	events := make(chan uv.Event)
	go func() {
		defer close(events)
		_ = uv.NewTerminalReader(keys, term).StreamEvents(ctx, events)
	}()
	go func() {
		for e := range events {
			x.program.Send(e)
		}
	}()
	over := make(chan struct{})
	go func() {
		defer close(over)
		_, _ = x.program.Run()
		_ = painter.Close()
		_ = glass.Close()
	}()
	defer func() {
		end()
		_ = in.Close()
		<-over
		_ = x.cells.InputPipe().(io.Closer).Close() // Close itself races with Read
	}()
	scene(x)
}

// What a terminal is asked, by xterm's manual.
var (
	askVersion    = ansi.RequestNameVersion
	askAttributes = ansi.RequestPrimaryDeviceAttributes
	askCell       = ansi.WindowOp(16)
	askRegisters  = "\x1b[?1;1;0S"
)

// rows gives the lines of the virtual terminal that hold a character.
func (x *terminal) rows(of string) (ys []int) {
	for y, l := range strings.Split(x.cells.String(), "\n") {
		if strings.Contains(l, of) {
			ys = append(ys, y)
		}
	}
	return ys
}

// In kitty the picture is text of placeholders: each cell is one wide and says
// which piece it shows, what stands beside stays in its column, and another
// screen leaves nothing. It is sent once, and taken back at the end.
func TestPoster_Kitty(t *testing.T) {
	answers := map[string]string{
		askVersion: "\x1bP>|kitty(0.35.2)\x1b\\", askAttributes: "\x1b[?62;c",
		canvas.Probe(): fmt.Sprintf("\x1b_Gi=%d;OK\x1b\\", canvas.LastID), askCell: "\x1b[6;18;9t",
	}
	var x *terminal
	var sent string
	atTerminal(t, "xterm-kitty", answers, func(term *terminal) {
		x = term
		hangs := func() bool {
			return strings.Contains(x.since(0), "a=T") && len(x.rows(string(kitty.Placeholder))) > 8
		}
		x.await("the picture", hangs)
		x.mu.Lock()
		ys := x.rows(string(kitty.Placeholder))
		from := -1
		for i, y := range ys {
			xs := 0
			for c := range 120 {
				cell := x.cells.CellAt(c, y)
				if !strings.HasPrefix(cell.Content, string(kitty.Placeholder)) {
					continue
				}
				if from < 0 {
					from = c
				}
				want := string([]rune{kitty.Placeholder, kitty.Diacritic(i), kitty.Diacritic(xs)})
				if cell.Content != want || cell.Width != 1 || c != from+xs {
					t.Fatalf("cell %d,%d is %q, %d wide, want %q", c, y, cell.Content, cell.Width, want)
				}
				xs++
			}
			if line := x.cells.CellAt(from-3, y); line.Content != "│" {
				t.Errorf("row %d: the line beside is %q", y, line.Content)
			}
		}
		if len(ys) != ys[len(ys)-1]-ys[0]+1 {
			t.Errorf("the picture is in rows %v", ys)
		}
		sent = x.since(0)
		x.mu.Unlock()
		before := x.mark()
		x.press("?")
		x.await("the help without it", func() bool { return len(x.rows(string(kitty.Placeholder))) == 0 })
		x.press("?")
		x.await("the picture again", hangs)
		if again := x.since(before); strings.Contains(again, "a=T") {
			t.Error("the picture was sent twice")
		}
	})
	if n := strings.Count(sent, canvas.Probe()); n != 1 {
		t.Errorf("kitty was asked %d times", n)
	}
	all := x.since(0)
	if !strings.Contains(all, canvas.Forget(canvas.FirstID)) {
		t.Error("the picture was not taken back at the end")
	}
}

// Sixels are laid over cells that stay blank, drawn anew when those were
// painted over, and not otherwise.
func TestPoster_Sixel(t *testing.T) {
	answers := map[string]string{
		askVersion: "\x1bP>|foot(1.16.2)\x1b\\", askAttributes: "\x1b[?62;4;22c",
		askCell: "\x1b[6;18;9t", askRegisters: "\x1b[?1;0;256S",
	}
	atTerminal(t, "foot", answers, func(x *terminal) {
		const begin = "\x1bP0;1q"
		drawn := func(from int) func() bool {
			return func() bool {
				s := x.since(from)
				i := strings.LastIndex(s, begin)
				return i >= 0 && strings.Contains(s[i:], "\x1b\\\x1b8")
			}
		}
		x.await("the picture", drawn(0))
		x.mu.Lock()
		all := x.since(0)
		if strings.Contains(all, "\xf4\x8e") {
			t.Error("a mark reached the terminal")
		}
		i := strings.LastIndex(all, begin)
		j := strings.LastIndex(all[:i], "\x1b7\x1b[")
		var at image.Point
		if _, err := fmt.Sscanf(all[j:i], "\x1b7\x1b[%d;%dH", &at.Y, &at.X); err != nil {
			t.Fatalf("it is drawn at %q: %v", all[j:i], err)
		}
		for y := at.Y - 1; y < at.Y+5; y++ {
			if c := x.cells.CellAt(at.X-4, y); c.Content != "│" {
				t.Errorf("row %d: beside the picture is %q", y, c.Content)
			}
			for c := at.X - 1; c < 110; c++ {
				if cell := x.cells.CellAt(c, y); cell.Content != " " && cell.Content != "" {
					t.Fatalf("cell %d,%d under the picture is %q", c, y, cell.Content)
				}
			}
		}
		x.mu.Unlock()
		x.press("?")
		x.await("the help", func() bool { return len(x.rows("Ctrl+")) > 0 || len(x.rows("F1")) > 0 })
		n := x.mark()
		x.press("?")
		x.await("the picture again", drawn(n))
		for _, key := range []string{"\x1b[B", "\x1b[A"} {
			n = x.mark()
			x.press(key)
			x.await("the picture of another movie", drawn(n))
		}
		n = x.mark()
		x.program.Send(tea.WindowSizeMsg{Width: 118, Height: 36})
		x.await("the picture in a smaller window", drawn(n))
	})
}

// Terminals that say nothing, or are nothing of the kind, get half blocks, and
// are asked nothing that they could print.
func TestPoster_PlainTerminals(t *testing.T) {
	for _, c := range []struct {
		name, term string
		answers    map[string]string
	}{
		{"silent", "xterm-256color", nil},
		{"tmux", "tmux-256color", map[string]string{askAttributes: "\x1b[?1;2;4c", askCell: "\x1b[6;18;9t"}},
		{"tmux in disguise", "xterm-256color", map[string]string{askVersion: "\x1bP>|tmux 3.5a\x1b\\", askAttributes: "\x1b[?1;2;4c", askCell: "\x1b[6;18;9t"}},
		{"without sixels", "xterm-256color", map[string]string{askVersion: "\x1bP>|VTE(7600)\x1b\\", askAttributes: "\x1b[?65;1;9c"}},
		{"of no size", "xterm-256color", map[string]string{askVersion: "\x1bP>|XTerm(390)\x1b\\", askAttributes: "\x1b[?64;4c"}},
		{"with few colours", "xterm-256color", map[string]string{askAttributes: "\x1b[?64;4c", askCell: "\x1b[6;18;9t", askRegisters: "\x1b[?1;0;4S"}},
		{"that lies about kitty", "xterm-256color", map[string]string{askVersion: "\x1bP>|kitty(0.1)\x1b\\", canvas.Probe(): fmt.Sprintf("\x1b_Gi=%d;EINVAL:no\x1b\\", canvas.LastID)}},
	} {
		t.Run(c.name, func(t *testing.T) {
			atTerminal(t, c.term, c.answers, func(x *terminal) {
				grey := "48;5;188" // the frame's, among 256 colours
				if name := c.answers[askVersion]; strings.Contains(name, "tmux") || strings.Contains(name, "VTE") || strings.Contains(name, "kitty") {
					grey = "48;2;21" // by their names they have them all
				}
				x.await("half blocks of the frame", func() bool { return strings.Contains(x.since(0), grey) && len(x.rows("▀▀▀▀")) > 8 })
				x.mu.Lock()
				defer x.mu.Unlock()
				all := x.since(0)
				if strings.Contains(all, "\x1b_G") != strings.Contains(c.name, "kitty") || strings.Contains(all, "\x1bP0;1q") {
					t.Errorf("graphics were sent, or asked for: %q", all[:min(len(all), 300)])
				}
				if n := strings.Count(all, askAttributes); n > 1 {
					t.Errorf("it was asked %d times", n)
				}
			})
		})
	}
}
