package paint

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

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

// sent is what has been written by now.
func (x *terminal) sent() []string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return slices.Clone(x.writes)
}

func (x *terminal) all() string { return strings.Join(x.sent(), "") }

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

func TestPainter_Pace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		x := &terminal{}
		p := started(x)
		for i := range 500 { // five seconds
			p.Show(tea.View{Content: fmt.Sprint("frame ", i)}, true)
			time.Sleep(10 * time.Millisecond)
		}
		rest(time.Second)
		if n := len(x.sent()); n < 120 || n > 150+burst {
			t.Errorf("%d frames in five seconds, want thirty a second", n)
		}
		if last := x.sent()[len(x.sent())-1]; !strings.Contains(last, "9") {
			t.Errorf("the last is not seen: %q", last)
		}
		n := len(x.sent())
		p.Show(tea.View{Content: "frame 499"}, true)
		rest(time.Hour)
		if len(x.sent()) != n {
			t.Errorf("the same again sends %q", x.sent()[n:])
		}
		p.Show(tea.View{Content: "frame 500"}, true)
		rest(settleTime)
		if len(x.sent()) != n+1 {
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
		p.Show(tea.View{Content: "old"}, true)
		rest(time.Second)
		p.resize(40, 12)
		p.Show(tea.View{Content: "frame"}, true)
		rest(time.Second)
		if x.all() != "" {
			t.Errorf("before it: %q", x.all())
		}
		p.colour(colorprofile.ANSI)
		rest(time.Second)
		if all := x.all(); len(x.sent()) != 1 || !strings.Contains(all, "frame") || strings.Contains(all, "old") {
			t.Errorf("%q", x.sent())
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
		p.WriteSequence("question")
		p.resize(40, 12)
		p.colour(colorprofile.ANSI)
		p.Show(tea.View{Content: "old"}, true)
		p.resize(30, 10)
		rest(time.Second)
		if x.all() != "" {
			t.Errorf("on the screen of the shell: %q", x.all())
		}
		p.Show(tea.View{Content: "frame"}, true)
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
	p.WriteSequence("question")
	if _ = p.Close(); x.all() != "" {
		t.Errorf("a program that never began leaves %q", x.all())
	}
}

// A terminal that does not read keeps only the one who closes waiting,
// and memory for one frame.
func TestPainter_Stuck(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		x := &terminal{stuck: make(chan bool)}
		p := started(x)
		for i := range 10_000 {
			p.Show(tea.View{Content: fmt.Sprint("frame ", i)}, true)
			p.WriteSequence("a word of some length")
			time.Sleep(time.Millisecond)
		}
		if len(p.pending) > maxPending {
			t.Errorf("%d bytes wait", len(p.pending))
		}
		closed := make(chan error)
		go func() { closed <- p.Close() }()
		synctest.Wait()
		close(x.stuck)
		if err := <-closed; err != nil || !strings.HasSuffix(x.all(), leaveModes) {
			t.Errorf("closed with %v: %q", err, x.all()[max(0, len(x.all())-99):])
		}
		p.Show(tea.View{Content: "after the end"}, true)
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

// A panic reaches the supervisor of the program, not the server, and the
// terminal is given back all the same.
func TestPainter_Panic(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var under net
		x := &terminal{}
		p := New(x, under.catch)
		p.resize(40, 12)
		p.colour(colorprofile.TrueColor)
		p.Show(tea.View{Content: "frame"}, true)
		rest(time.Second)
		x.falls = true
		p.Show(tea.View{Content: "another"}, true)
		rest(time.Second)
		p.screen.w = -1
		p.Show(tea.View{Content: "a third"}, true)
		rest(time.Second)
		if c := under.caught; len(c) != 2 || c[0] != "fell over" {
			t.Errorf("caught %v", c)
		}
		if err := p.Close(); err != nil || !strings.HasSuffix(x.all(), leaveModes) {
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
		}, true)
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
		if !strings.HasSuffix(off, ansi.SetModeTextCursorEnable+popTitle) || strings.Index(off, popKeyboard) > strings.Index(off, "\x1b[?1049l") {
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

// A screen that opens waits for its answer: no frame stands without it, and none
// comes later than it must.
func TestPainter_Unfinished(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		x := &terminal{}
		p := started(x)
		rest(time.Second)
		for i := range 20 { // keys as fast as a person presses them, each with an answer
			n := len(x.sent())
			p.Show(tea.View{Content: fmt.Sprint("empty ", i)}, false)
			rest(12 * time.Millisecond)
			p.Show(tea.View{Content: fmt.Sprint("answer ", i)}, true)
			rest(settleTime)
			if len(x.sent()) != n+1 || strings.Contains(x.all(), "empty") {
				t.Fatalf("key %d sent %q", i, x.sent()[n:])
			}
			rest(100 * time.Millisecond)
		}
	})
}

// Where the answer takes longer, its screen is shown without it, and what is sent
// to the terminal meanwhile does not wait.
func TestPainter_UnfinishedLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		x := &terminal{}
		p := started(x)
		p.Show(tea.View{Content: "before"}, true)
		rest(time.Second)
		p.Show(tea.View{Content: "empty"}, false)
		rest(unfinishedTime / 2)
		p.WriteSequence("copied")
		p.Show(tea.View{Content: "still empty"}, false)
		rest(settleTime)
		if last := x.sent()[len(x.sent())-1]; last != "copied" {
			t.Errorf("while it waits: %q", last)
		}
		rest(unfinishedTime/2 - settleTime)
		if !strings.Contains(x.all(), "still") {
			t.Errorf("after %v: %q", unfinishedTime, x.sent())
		}
	})
}

// A frame that was about to be shown and becomes one that waits is shown later.
func TestPainter_Unfinishes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		x := &terminal{}
		p := started(x)
		p.Show(tea.View{Content: "whole"}, true)
		p.Show(tea.View{Content: "empty"}, false)
		rest(settleTime)
		if x.all() != "" {
			t.Errorf("at once: %q", x.all())
		}
		rest(unfinishedTime)
		if !strings.Contains(x.all(), "empty") {
			t.Errorf("after %v: %q", unfinishedTime, x.sent())
		}
	})
}
