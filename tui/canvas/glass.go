package canvas

import (
	"bytes"
	"image"
	"io"
	"slices"
	"sync"

	"github.com/charmbracelet/x/ansi"
)

// Marks are characters for private use that stand in a frame where a picture
// of sixels will be. The Glass turns them into blanks and lays the picture over
// them; so whatever makes a program paint a mark, be it a resize or a word that
// covered it and is gone, makes it draw the picture too, and nothing else does.
const (
	firstMark = '\U0010EE00' // f4 8e b8 80
	marks     = 64           // the third byte is the same for all of them
)

var markBytes = []byte("\xf4\x8e\xb8")

// pane is a picture at its place on the screen.
type pane struct {
	mark rune
	at   image.Point
	seq  string
}

// mostPanes is how many pictures are remembered: the one that is seen, and
// those of frames that are still on their way.
const mostPanes = 4

// Glass is the writer between a program and a person's terminal. It lets
// everything through, and adds the pictures that text can't carry.
type Glass struct {
	w io.Writer

	mu    sync.Mutex
	first []word // goes out before the next frame
	panes []pane // the newest first
	made  int
	shown map[int]bool // pictures that the terminal keeps
}

// word is said to a terminal about the pictures that it keeps.
type word struct {
	id  int // of the picture that comes with it; 0: none
	seq string
}

// NewGlass stands before w, which gets a frame in one Write.
func NewGlass(w io.Writer) *Glass { return &Glass{w: w, shown: map[int]bool{}} }

// Send gives the terminal a picture to keep, before the next frame.
func (g *Glass) Send(id int, seq string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.unsay(id)
	g.first = append(g.first, word{id, seq})
}

// Free lets the terminal forget a picture. One that has not gone out yet never
// does: where no frame is taken, pictures would come without end.
func (g *Glass) Free(id int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.unsay(id)
	if g.shown[id] {
		delete(g.shown, id)
		g.first = append(g.first, word{0, Forget(id)})
	}
}

func (g *Glass) unsay(id int) {
	g.first = slices.DeleteFunc(g.first, func(w word) bool { return w.id == id })
}

// Hang puts a picture of sixels at a place of the screen, and gives the mark
// that stands for it there. Another place or picture needs another mark.
func (g *Glass) Hang(seq string, at image.Point) (mark rune) {
	g.mu.Lock()
	defer g.mu.Unlock()
	mark = firstMark + rune(g.made%marks)
	g.made++
	g.panes = slices.Insert(g.panes, 0, pane{mark, at, seq})
	g.panes = g.panes[:min(len(g.panes), mostPanes)]
	return mark
}

// Write is a frame, or a part of one.
func (g *Glass) Write(p []byte) (int, error) {
	g.mu.Lock()
	out := p
	if len(g.first) > 0 || bytes.Contains(p, markBytes) {
		out = g.drawn(p)
	}
	g.mu.Unlock()
	if n, err := g.w.Write(out); err != nil {
		return min(n, len(p)), err
	}
	return len(p), nil
}

// drawn is a frame with what belongs before and on it.
func (g *Glass) drawn(p []byte) []byte {
	var out []byte
	for _, w := range g.first {
		out = append(out, w.seq...)
		if w.id != 0 {
			g.shown[w.id] = true
		}
	}
	g.first = nil
	var seen rune
	for {
		i := bytes.Index(p, markBytes)
		if i < 0 || i+len(markBytes) >= len(p) {
			break
		}
		seen = firstMark + rune(p[i+3]&0x3f)
		out = append(append(out, p[:i]...), ' ')
		p = p[i+4:]
	}
	out = append(out, p...)
	for _, pane := range g.panes {
		if pane.mark == seen {
			out = append(out, ansi.SaveCursor+ansi.CursorPosition(pane.at.X+1, pane.at.Y+1)+pane.seq+ansi.RestoreCursor...)
			break
		}
	}
	return out
}

// Close lets the terminal forget what it keeps. It is the last that is written.
func (g *Glass) Close() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	var out []byte
	for id := range g.shown {
		out = append(out, Forget(id)...)
	}
	clear(g.shown)
	if len(out) == 0 {
		return nil
	}
	_, err := g.w.Write(out)
	return err
}
