package paint

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
)

// pieces are what the lines of the test's frames are made of.
var pieces = []string{
	" ", "  ", "        ", "a", "movie", "电影", "流浪地球", "é", "e\u0301", "…", "─", "▀", "👨‍👩‍👧", "🇨🇳",
	"\x1b[1mbold\x1b[m", "\x1b[38;2;10;200;30mgreen\x1b[m", "\x1b[48;2;90;20;30m  \x1b[m", "\x1b[7m影\x1b[m",
	"\x1b[4;38;5;99mline\x1b[m", "\x1b[48;5;17m片 \x1b[m", "\U0010EE01", "\U0010EEEE\u0305\u030D",
}

// plain are those of which all terminals know how wide they are.
var plain = append(append([]string{}, pieces[:11]...), pieces[14:21]...)

func line(r *rand.Rand, of []string, w int) string {
	var b strings.Builder
	for n := r.IntN(12); n > 0; n-- {
		b.WriteString(of[r.IntN(len(of))])
	}
	return ansi.Truncate(b.String(), w, "")
}

// another is a frame of which some lines are those of the last.
func another(r *rand.Rand, last []string, of []string, w, h int) []string {
	lines := make([]string, h)
	for y := range lines {
		switch {
		case y < len(last) && r.IntN(3) > 0:
			lines[y] = ansi.Truncate(last[y], w, "")
		case y < len(last) && r.IntN(2) > 0: // a little of it
			half := ansi.StringWidth(last[y]) / 2
			lines[y] = ansi.Truncate(ansi.Truncate(last[y], half, "")+line(r, of, 8)+ansi.TruncateLeft(last[y], half+3, ""), w, "")
		default:
			lines[y] = line(r, of, w)
		}
	}
	return lines[:r.IntN(h)+1]
}

// TestFrames holds that after any row of frames, sizes and colours a terminal
// shows what it would show if the last frame had been the only one.
func TestFrames(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 7))
		w, h := 40, 12
		s, term := screen{profile: colorprofile.TrueColor}, vt.NewEmulator(w, h)
		s.resize(w, h)
		var last []string
		for i := range 30 {
			switch r.IntN(12) {
			case 0:
				w, h = 30+r.IntN(30), 6+r.IntN(10)
				term.Resize(w, h)
				s.resize(w, h)
			case 1:
				s.colour([]colorprofile.Profile{colorprofile.TrueColor, colorprofile.ANSI256, colorprofile.Ascii}[r.IntN(3)])
			}
			last = another(r, last, plain, w, h)
			v := tea.View{Content: strings.Join(last, "\n")}
			if r.IntN(3) == 0 {
				v.Cursor = tea.NewCursor(r.IntN(w), r.IntN(h))
			}
			_, _ = term.Write(s.frame(nil, v))

			fresh, other := screen{profile: s.profile}, vt.NewEmulator(w, h)
			fresh.resize(w, h)
			_, _ = other.Write(fresh.frame(nil, v))
			if where := differ(term, other, w, h); where != "" {
				t.Fatalf("seed %d, frame %d: %s\n%s\nwant\n%s", seed, i, where, term.String(), other.String())
			}
			for y, l := range last {
				want := strings.TrimRight(ansi.Strip(l), " ")
				if got := strings.TrimRight(strings.Split(term.String(), "\n")[y], " "); got != want {
					t.Fatalf("seed %d, frame %d, line %d is %q, want %q", seed, i, y, got, want)
				}
			}
			if v.Cursor != nil && term.CursorPosition() != uv.Pos(v.Cursor.X, v.Cursor.Y) {
				t.Fatalf("seed %d, frame %d: the cursor is at %v, want %v", seed, i, term.CursorPosition(), v.Cursor)
			}
			if again := s.frame(nil, v); len(again) != 0 {
				t.Fatalf("seed %d, frame %d: the same again sends %q", seed, i, again)
			}
		}
	}
}

func differ(a, b *vt.Emulator, w, h int) string {
	for y := range h {
		for x := range w {
			if c, o := a.CellAt(x, y), b.CellAt(x, y); !c.Equal(o) {
				return fmt.Sprintf("cell %d,%d is %+v, want %+v", x, y, c, o)
			}
		}
	}
	return ""
}

// In the last column of the last line some terminals go on to the next at once,
// and the screen would move up by one.
func TestFrame_Corner(t *testing.T) {
	s := screen{}
	s.resize(3, 2)
	const off, on = ansi.ResetModeAutoWrap, ansi.SetModeAutoWrap
	for _, c := range []struct{ frame, want string }{
		{"abc\nabc", "\x1b[Habc\x1b[2;1H" + off + "abc" + on},
		{"abd\nabc", "\x1b[1;3Hd"},
		{"abd\nabd", "\x1b[2;1H" + off + "abd" + on},
		{"abd\nab", "\x1b[2;3H\x1b[K"},
	} {
		if out := string(s.frame(nil, tea.View{Content: c.frame})); !strings.HasSuffix(out, beginSync+c.want+endSync) {
			t.Errorf("%q: %q, want %q", c.frame, out, c.want)
		}
	}
}

// A person who types sees letters and cursor move at once: a terminal that shows
// frames as a whole never shows one without its cursor.
func TestFrame_Cursor(t *testing.T) {
	s := screen{}
	s.resize(20, 3)
	s.frame(nil, tea.View{Content: "> ", Cursor: tea.NewCursor(2, 0)})
	out := string(s.frame(nil, tea.View{Content: "> a", Cursor: tea.NewCursor(3, 0)}))
	want := beginSync + "\x1b[?25l\x1b[1;3Ha\x1b[1;4H\x1b[?25h" + endSync
	if out != want {
		t.Errorf("%q, want %q", out, want)
	}
	if out = string(s.frame(nil, tea.View{Content: "> a", Cursor: tea.NewCursor(2, 0)})); out != "\x1b[1;3H" {
		t.Errorf("the cursor alone: %q", out)
	}
	if out = string(s.frame(nil, tea.View{Content: "> b"})); out != "\x1b[0 q"+beginSync+"\x1b[?25l\x1b[1;3Hb"+endSync {
		t.Errorf("without it: %q", out)
	}
}

func BenchmarkFrame(b *testing.B) {
	lines := make([]string, 36)
	for i := range lines {
		lines[i] = strings.Repeat("\x1b[38;2;10;200;30m电影\x1b[m movie ", 11)
	}
	s := screen{}
	s.resize(120, 36)
	s.frame(nil, tea.View{Content: strings.Join(lines, "\n")})
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		for y := range 4 {
			lines[10+y] = fmt.Sprintf("\x1b[38;2;10;200;30m电影\x1b[m %s %d", strings.Repeat("━", i%80), i)
		}
		s.frame(nil, tea.View{Content: strings.Join(lines, "\n")})
	}
}
