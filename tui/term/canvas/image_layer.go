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
// of sixels will be. The ImageLayer turns them into blanks and draws the picture
// over them. So the picture is drawn exactly when a mark is painted: at a resize,
// or when a text that covered it is gone.
const (
	firstMark = '\U0010EE00' // f4 8e b8 80
	markCount = 64           // the third byte is the same for all of them
)

var markBytes = []byte("\xf4\x8e\xb8")

// placedImage is a picture at its place on the screen.
type placedImage struct {
	mark rune
	at   image.Point
	seq  string
}

// maxImages is how many pictures are remembered: the one that is seen, and
// those of frames that are still on their way.
const maxImages = 4

// ImageLayer is the writer between a program and a person's terminal. It passes
// everything on, and adds the pictures that text can't carry.
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

// NewImageLayer returns a layer that writes to w, each frame in one Write.
func NewImageLayer(w io.Writer) *ImageLayer { return &ImageLayer{w: w, kept: map[int]bool{}} }

// Send gives the terminal a picture to keep, before the next frame.
func (l *ImageLayer) Send(id int, seq string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.dropPending(id)
	l.pending = append(l.pending, message{id, seq})
}

// Free deletes a picture from the terminal. One that was not sent yet is never
// sent: where no frame is taken, pictures would pile up.
func (l *ImageLayer) Free(id int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.dropPending(id)
	if l.kept[id] {
		delete(l.kept, id)
		l.pending = append(l.pending, message{0, Forget(id)})
	}
}

func (l *ImageLayer) dropPending(id int) {
	l.pending = slices.DeleteFunc(l.pending, func(w message) bool { return w.id == id })
}

// PlaceImage puts a picture of sixels at a place of the screen, and returns the
// mark that stands for it there. Another place or picture needs another mark.
func (l *ImageLayer) PlaceImage(seq string, at image.Point) (mark rune) {
	l.mu.Lock()
	defer l.mu.Unlock()
	mark = firstMark + rune(l.placed%markCount)
	l.placed++
	l.images = slices.Insert(l.images, 0, placedImage{mark, at, seq})
	l.images = l.images[:min(len(l.images), maxImages)]
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
	for _, img := range l.images {
		if img.mark == seen {
			out = append(out, ansi.SaveCursor+ansi.CursorPosition(img.at.X+1, img.at.Y+1)+img.seq+ansi.RestoreCursor...)
			break
		}
	}
	return out
}

// Close deletes from the terminal what it keeps. It is the last that is written.
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
