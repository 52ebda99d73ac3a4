package term

import (
	"image"
	"time"

	"youku.example/tui/term/canvas"
)

// PictureID names a picture. The zero one is of nothing.
type PictureID struct {
	Series bool  // of a series, else of a movie
	ID     int64 // of that
	Cover  int64 // the one that it was given, 0 for none: another is another picture
}

// PosterKey is a picture as it is drawn: which one, how large, in how many
// colours, and by which protocol.
type PosterKey struct {
	PictureID
	w, rows   int
	indexed   bool // in the 256 colours
	protocol  graphicsProtocol
	cell      image.Point // in points, as far as the protocol needs it
	registers int
}

// PosterKey returns the key of a picture in so many cells of this terminal.
func (c *Capabilities) PosterKey(id PictureID, w, rows int, indexed bool) PosterKey {
	k := PosterKey{PictureID: id, w: w, rows: rows, indexed: indexed, protocol: c.graphicsProtocol()}
	if k.protocol == byBlocks {
		return k
	}
	if k.cell = c.cell; k.cell == (image.Point{}) {
		k.cell = canvas.DefaultCell
	}
	if k.protocol == bySixel {
		k.registers = c.registers
	}
	return k
}

// Poster is a picture that was drawn. One without lines is known to be none.
type Poster struct {
	key   PosterKey
	lines []string
	at    time.Time

	imageID int             // by kitty: the picture's number in the terminal, 0 where it has none
	send    string          // by kitty: what brings it there
	sixels  string          // by sixel: the picture, its cells in the room,
	cells   image.Rectangle // and what is seen while it is not seen whole
	blocks  []string
}

// draw draws a picture by the protocol of its key, or in half blocks where it
// would be too large so.
func (p *Poster) draw(img image.Image, imageID int) {
	k := p.key
	switch k.protocol {
	case byKitty:
		if p.send, p.lines = canvas.Kitty(img, imageID, k.w, k.rows, k.cell); p.lines != nil {
			p.imageID = imageID
			return
		}
	case bySixel:
		p.sixels, p.cells = canvas.Sixel(img, k.w, k.rows, k.registers, k.cell)
		if p.sixels != "" && p.cells.Dy() <= canvas.MaxRows {
			p.lines = canvas.MarkRows(k.w, k.rows, p.cells)
			p.blocks = canvas.Blocks(img, p.cells.Dx(), p.cells.Dy(), k.indexed)
			return
		}
	}
	p.lines = canvas.Blocks(img, k.w, k.rows, k.indexed)
}
