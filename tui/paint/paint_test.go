package paint

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
	"unicode"
	"unicode/utf8"

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

// A line whose width terminals do not agree about is painted whole, may not run
// on into the next, and so is the line that takes its place.
func TestMend_Odd(t *testing.T) {
	for _, c := range []struct{ old, line string }{{"aaa 👨‍👩‍👧 bbb", "aaa 👨‍👩‍👧 ccc"}, {"aaa 👨‍👩‍👧 bbb", "aaa xx ccc"}, {"aaa xx", "aaa 👨‍👩‍👧"}} {
		b := brush{w: 20}
		b.mend(3, c.old, c.line)
		out := string(b.done())
		if !strings.HasPrefix(out, ansi.CursorPosition(1, 4)) || !strings.HasSuffix(out, ansi.EraseLineRight) || !strings.Contains(out, c.line) {
			t.Errorf("%q to %q: %q", c.old, c.line, out)
		}
		if odd := strings.Contains(c.line, "👨"); odd != strings.Contains(out, ansi.ResetModeAutoWrap) || odd != strings.Contains(out, ansi.SetModeAutoWrap) {
			t.Errorf("%q: wrapping in %q", c.line, out)
		}
	}
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
		if out := string(s.frame(nil, tea.View{Content: c.frame})); !strings.HasSuffix(out, together+c.want+shown) {
			t.Errorf("%q: %q, want %q", c.frame, out, c.want)
		}
	}
}

// What little has changed costs little, and what hangs between is not painted
// again.
func TestMend_Thrift(t *testing.T) {
	for _, c := range []struct{ name, old, line, want string }{
		{"one letter", "the movie is here", "the novie is here", "\x1b[1;5Hn"},
		{"two, near", "the movie is here", "the novia is here", "\x1b[1;5Hnovia"},
		{"two, far", "the movie is here, or there", "the novie is here, or where", "\x1b[1;5Hn\x1b[1;23Hw"},
		{"the end is gone", "the movie is here", "the movie", "\x1b[1;11H\x1b[K"},
		{"half of a wide one", "电影 is", "电视 is", "\x1b[1;3H视"},
		{"wide for narrow", "ab cd", "影 cd", "\x1b[H影"},
		{"a mark between", "a\U0010EE01b", "x\U0010EE01y", "\x1b[Hx\x1b[1;3Hy"},
		{"style alone", "a b", "a \x1b[1mb\x1b[m", "\x1b[1;3H\x1b[1mb\x1b[m"},
	} {
		b := brush{w: 30, profile: colorprofile.TrueColor}
		b.mend(0, c.old, c.line)
		if out := string(b.done()); out != c.want {
			t.Errorf("%s: %q, want %q", c.name, out, c.want)
		}
	}
}

// terminal counts the writes that reach it, and may be told not to read.
type terminal struct {
	mu     sync.Mutex
	writes []string
	stuck  chan bool
	falls  bool // once
}

func (x *terminal) Write(p []byte) (int, error) {
	if x.falls {
		x.falls = false
		panic("fell over")
	}
	if x.stuck != nil {
		<-x.stuck
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.writes = append(x.writes, string(p))
	return len(p), nil
}

func (x *terminal) all() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return strings.Join(x.writes, "")
}

// rest lets time pass, and everything happen that is due by then.
func rest(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

func started(x *terminal) *Painter {
	p := New(x, func() {})
	p.resize(40, 12)
	p.colour(colorprofile.TrueColor)
	return p
}

// Whoever types sees letters and cursor move at once: a terminal that shows
// frames as a whole never shows one without its cursor.
func TestFrame_Cursor(t *testing.T) {
	s := screen{}
	s.resize(20, 3)
	s.frame(nil, tea.View{Content: "> ", Cursor: tea.NewCursor(2, 0)})
	out := string(s.frame(nil, tea.View{Content: "> a", Cursor: tea.NewCursor(3, 0)}))
	want := together + "\x1b[?25l\x1b[1;3Ha\x1b[1;4H\x1b[?25h" + shown
	if out != want {
		t.Errorf("%q, want %q", out, want)
	}
	if out = string(s.frame(nil, tea.View{Content: "> a", Cursor: tea.NewCursor(2, 0)})); out != "\x1b[1;3H" {
		t.Errorf("the cursor alone: %q", out)
	}
	if out = string(s.frame(nil, tea.View{Content: "> b"})); out != "\x1b[0 q"+together+"\x1b[?25l\x1b[1;3Hb"+shown {
		t.Errorf("without it: %q", out)
	}
}

func TestPainter_Pace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		x := &terminal{}
		p := started(x)
		for i := range 500 { // five seconds
			p.Show(tea.View{Content: fmt.Sprint("frame ", i)})
			time.Sleep(10 * time.Millisecond)
		}
		rest(time.Second)
		if n := len(x.writes); n < 120 || n > 151 {
			t.Errorf("%d frames in five seconds, want thirty a second", n)
		}
		if last := x.writes[len(x.writes)-1]; !strings.Contains(last, "9") {
			t.Errorf("the last is not seen: %q", last)
		}
		n := len(x.writes)
		p.Show(tea.View{Content: "frame 499"})
		rest(time.Hour)
		if len(x.writes) != n {
			t.Errorf("the same again sends %q", x.writes[n:])
		}
		p.Show(tea.View{Content: "frame 500"})
		rest(settling)
		if len(x.writes) != n+1 {
			t.Error("after a rest a frame takes longer than to settle")
		}
	})
}

// Nothing is painted before the size and the colours are known: it would be
// painted again at once.
func TestPainter_WaitsForSizeAndColours(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		x := &terminal{}
		p := New(x, func() {})
		p.Show(tea.View{Content: "old"})
		rest(time.Second)
		p.resize(40, 12)
		p.Show(tea.View{Content: "frame"})
		rest(time.Second)
		if x.all() != "" {
			t.Errorf("before it: %q", x.all())
		}
		p.colour(colorprofile.ANSI)
		rest(time.Second)
		if all := x.all(); len(x.writes) != 1 || !strings.Contains(all, "frame") || strings.Contains(all, "old") {
			t.Errorf("%q", x.writes)
		}
	})
}

// There are terminals that print a question, or take one about keys for
// underlining. What they print is on the screen that goes away, and painted
// over, and they neither write nor go on underlined.
func TestPainter_Misread(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		x := &terminal{}
		p := New(x, func() {})
		p.Say("question")
		p.resize(40, 12)
		p.colour(colorprofile.ANSI)
		p.Show(tea.View{Content: "old"})
		p.resize(30, 10)
		rest(time.Second)
		if x.all() != "" {
			t.Errorf("on the screen of the shell: %q", x.all())
		}
		p.Show(tea.View{Content: "frame"})
		rest(time.Second)
		after := 0
		for _, want := range []string{ansi.SetModeAltScreenSaveCursor, ansi.SetModifyOtherKeys2, ansi.ResetStyle, "question", "frame"} {
			i := strings.Index(x.all()[after:], want)
			if i < 0 {
				t.Fatalf("no %q in its place: %q", want, x.all())
			}
			after += i
		}
		_ = p.Close()
		off := x.all()[after:]
		if i := strings.Index(off, ansi.ResetModifyOtherKeys); i < 0 || !strings.Contains(off[i:], ansi.ResetStyle) {
			t.Errorf("the end is %q", off)
		}
	})
	x := &terminal{}
	p := New(x, func() {})
	p.Say("question")
	if _ = p.Close(); x.all() != "" {
		t.Errorf("a program that never began leaves %q", x.all())
	}
}

// A terminal that does not read keeps nobody waiting but the one who closes,
// and memory for one frame.
func TestPainter_Stuck(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		x := &terminal{stuck: make(chan bool)}
		p := started(x)
		for i := range 10_000 {
			p.Show(tea.View{Content: fmt.Sprint("frame ", i)})
			p.Say("a word of some length")
			time.Sleep(time.Millisecond)
		}
		if len(p.said) > mostSaid {
			t.Errorf("%d bytes wait", len(p.said))
		}
		closed := make(chan error)
		go func() { closed <- p.Close() }()
		synctest.Wait()
		close(x.stuck)
		if err := <-closed; err != nil || !strings.HasSuffix(x.all(), leave) {
			t.Errorf("closed with %v: %q", err, x.all()[max(0, len(x.all())-99):])
		}
		p.Show(tea.View{Content: "after the end"})
		rest(time.Second)
		if strings.Contains(x.all(), "after") {
			t.Error("something is written after the end")
		}
	})
}

// net catches what falls.
type net struct{ caught []any }

func (n *net) catch() {
	if p := recover(); p != nil {
		n.caught = append(n.caught, p)
	}
}

// A panic reaches whoever looks after the program, not the server, and the
// terminal is given back all the same.
func TestPainter_Panic(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var under net
		x := &terminal{}
		p := New(x, under.catch)
		p.resize(40, 12)
		p.colour(colorprofile.TrueColor)
		p.Show(tea.View{Content: "frame"})
		rest(time.Second)
		x.falls = true
		p.Show(tea.View{Content: "another"})
		rest(time.Second)
		p.screen.w = -1
		p.Show(tea.View{Content: "a third"})
		rest(time.Second)
		if c := under.caught; len(c) != 2 || c[0] != "fell over" {
			t.Errorf("caught %v", c)
		}
		if err := p.Close(); err != nil || !strings.HasSuffix(x.all(), leave) {
			t.Errorf("closed with %v: %q", err, x.all())
		}
	})
}

// Whatever was switched on is off at the end.
func TestPainter_Close(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		x := &terminal{}
		p := started(x)
		c := tea.NewCursor(3, 1)
		c.Shape = tea.CursorBar
		p.Show(tea.View{
			Content: "frame\nline", Cursor: c, MouseMode: tea.MouseModeCellMotion, WindowTitle: "Youku",
			ProgressBar: tea.NewProgressBar(tea.ProgressBarDefault, 40),
		})
		rest(time.Second)
		for _, on := range []string{ansi.SetWindowTitle("Youku"), ansi.SetProgressBar(40), "\x1b[?1002h", "\x1b[5 q", "\x1b[2;4H\x1b[?25h"} {
			if !strings.Contains(x.all(), on) {
				t.Errorf("%q is missing in %q", on, x.all())
			}
		}
		n := len(x.all())
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
		off := x.all()[n:]
		for _, want := range []string{ansi.SetWindowTitle(""), ansi.ResetProgressBar, "\x1b[?1002l", "\x1b[0 q", "\x1b[?2004l", "\x1b[?2027l", popKeyboard, "\x1b[?1049l"} {
			if !strings.Contains(off, want) {
				t.Errorf("%q is missing at the end: %q", want, off)
			}
		}
		if !strings.HasSuffix(off, ansi.SetModeTextCursorEnable) || strings.Index(off, popKeyboard) > strings.Index(off, "\x1b[?1049l") {
			t.Errorf("the end is %q", off)
		}
		if err := p.Close(); err != nil || x.all()[n:] != off {
			t.Error("a second close does something")
		}
	})
	if x := (&terminal{}); New(x, func() {}).Close() != nil || x.all() != "" {
		t.Error("a program that never began leaves something")
	}
}

// FuzzMend holds that mending any line into any other leaves what the other
// alone shows, or paints it whole.
func FuzzMend(f *testing.F) {
	f.Add("the movie is here", "the \x1b[1mnovie\x1b[m")
	for i := range pieces {
		f.Add(pieces[i]+"x"+pieces[(i+1)%len(pieces)], pieces[(i+3)%len(pieces)]+" x")
	}
	f.Fuzz(func(t *testing.T, old, line string) {
		const w = 20
		if !clean(old) || !clean(line) {
			return // every text on a screen is
		}
		was, is := rowOf(old, w), rowOf(line, w)
		b := brush{w: w, profile: colorprofile.TrueColor}
		b.mend(0, old, line)
		out := b.done()
		if was.odd || is.odd {
			whole := brush{w: w, profile: colorprofile.TrueColor}
			whole.fill(0, line)
			if !bytes.Equal(out, whole.done()) {
				t.Fatalf("%q to %q is %q", old, line, out)
			}
			return
		}
		got := make([]*uv.Cell, w)
		copy(got, was.cells)
		replay(t, got, out)
		for x := range got {
			if (got[x] == nil) != (is.cells[x] == nil) || got[x] != nil && !got[x].Equal(is.cells[x]) {
				t.Fatalf("%q to %q by %q: column %d is %+v, want %+v", old, line, out, x, got[x], is.cells[x])
			}
		}
	})
}

var sgr = regexp.MustCompile(`\x1b\[[0-9;:]*m`)

// clean tells whether a line is letters and styles alone.
func clean(line string) bool {
	return utf8.ValidString(line) && !strings.ContainsFunc(sgr.ReplaceAllString(line, ""), unicode.IsControl)
}

// replay is the least of a terminal: one line, a cursor, a pen.
func replay(t *testing.T, cells []*uv.Cell, out []byte) {
	t.Helper()
	p := ansi.GetParser()
	defer ansi.PutParser(p)
	var state byte
	var style uv.Style
	var link uv.Link
	x := 0
	for s := string(out); s != ""; {
		seq, width, n, next := ansi.DecodeSequence(s, state, p)
		state, s = next, s[n:]
		switch {
		case width > 0:
			cells[x] = &uv.Cell{Content: seq, Width: width, Style: style, Link: link}
			for i := 1; i < width; i++ {
				cells[x+i] = nil
			}
			x += width
		case seq[0] >= 0xc0: // a mark on the letter before it
			last := x - 1
			for cells[last] == nil {
				last--
			}
			c := *cells[last]
			c.Content += seq
			cells[last] = &c
		case ansi.HasCsiPrefix(seq) && p.Command() == 'm':
			uv.ReadStyle(p.Params(), &style)
		case ansi.HasCsiPrefix(seq) && p.Command() == 'H':
			col, _ := p.Param(1, 1)
			x = max(col, 1) - 1
		case ansi.HasCsiPrefix(seq) && p.Command() == 'K':
			for i := x; i < len(cells); i++ {
				cells[i] = &blank
			}
		case ansi.HasOscPrefix(seq):
			uv.ReadLink(p.Data(), &link)
		default:
			t.Fatalf("%q in %q", seq, out)
		}
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
