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
// of sixels will be. The ImageLayer turns them into blanks and lays the picture over
// them; so whatever makes a program paint a mark, be it a resize or a word that
// covered it and is gone, makes it draw the picture too, and nothing else does.
const (
	firstMark = '\U0010EE00' // f4 8e b8 80
	marks     = 64           // the third byte is the same for all of them
)

var markBytes = []byte("\xf4\x8e\xb8")

// placedImage is a picture at its place on the screen.
type placedImage struct {
	mark rune
	at   image.Point
	seq  string
}

// mostImages is how many pictures are remembered: the one that is seen, and
// those of frames that are still on their way.
const mostImages = 4

// ImageLayer is the writer between a program and a person's terminal. It lets
// everything through, and adds the pictures that text can't carry.
type ImageLayer struct {
	w io.Writer

	mu      sync.Mutex
	pending []message     // goes out before the next frame
	images  []placedImage // the newest first
	placed  int
	kept    map[int]bool // pictures that the terminal keeps
}

// message is a sequence for a terminal about the pictures that it keeps.
type message struct {
	id  int // of the picture that comes with it; 0: none
	seq string
}

// NewImageLayer stands before w, which gets a frame in one Write.
func NewImageLayer(w io.Writer) *ImageLayer { return &ImageLayer{w: w, kept: map[int]bool{}} }

// Send gives the terminal a picture to keep, before the next frame.
func (l *ImageLayer) Send(id int, seq string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.unsend(id)
	l.pending = append(l.pending, message{id, seq})
}

// Free lets the terminal forget a picture. One that has not gone out yet never
// does: where no frame is taken, pictures would come without end.
func (l *ImageLayer) Free(id int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.unsend(id)
	if l.kept[id] {
		delete(l.kept, id)
		l.pending = append(l.pending, message{0, Forget(id)})
	}
}

func (l *ImageLayer) unsend(id int) {
	l.pending = slices.DeleteFunc(l.pending, func(w message) bool { return w.id == id })
}

// PlaceImage puts a picture of sixels at a place of the screen, and gives the mark
// that stands for it there. Another place or picture needs another mark.
func (l *ImageLayer) PlaceImage(seq string, at image.Point) (mark rune) {
	l.mu.Lock()
	defer l.mu.Unlock()
	mark = firstMark + rune(l.placed%marks)
	l.placed++
	l.images = slices.Insert(l.images, 0, placedImage{mark, at, seq})
	l.images = l.images[:min(len(l.images), mostImages)]
	return mark
}

// Write is a frame, or a part of one.
func (l *ImageLayer) Write(p []byte) (int, error) {
	l.mu.Lock()
	out := p
	if len(l.pending) > 0 || bytes.Contains(p, markBytes) {
		out = l.compose(p)
	}
	l.mu.Unlock()
	if n, err := l.w.Write(out); err != nil {
		return min(n, len(p)), err
	}
	return len(p), nil
}

// compose returns a frame with what belongs before and on it.
func (l *ImageLayer) compose(p []byte) []byte {
	var out []byte
	for _, w := range l.pending {
		out = append(out, w.seq...)
		if w.id != 0 {
			l.kept[w.id] = true
		}
	}
	l.pending = nil
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
	for _, pane := range l.images {
		if pane.mark == seen {
			out = append(out, ansi.SaveCursor+ansi.CursorPosition(pane.at.X+1, pane.at.Y+1)+pane.seq+ansi.RestoreCursor...)
			break
		}
	}
	return out
}

// Close lets the terminal forget what it keeps. It is the last that is written.
func (l *ImageLayer) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	var out []byte
	for id := range l.kept {
		out = append(out, Forget(id)...)
	}
	clear(l.kept)
	if len(out) == 0 {
		return nil
	}
	_, err := l.w.Write(out)
	return err
}
