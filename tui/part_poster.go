package tui

import (
	"context"
	"image"
	"runtime"
	"time"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/term/canvas"
)

const (
	posterDelay      = 150 * time.Millisecond // so long a movie is looked at before its frame is asked for
	mostPosters      = 8                      // that a session keeps
	retryPosterAfter = time.Minute            // after this a movie without a frame is asked for again
)

// posterKey is a frame as it is drawn: of which movie, how large, in how many
// colours, and in which way.
type posterKey struct {
	movie     int64
	w, rows   int
	colours   colours
	protocol  graphicsProtocol
	cell      image.Point // in points, as far as the way needs it
	registers int
}

// poster is a frame that was drawn. One without lines is known to be none.
type poster struct {
	key   posterKey
	lines []string
	at    time.Time

	id     int             // by kitty: the picture's number in the terminal, 0 where it has none
	send   string          // by kitty: what brings it there
	sixels string          // by sixel: the picture, its cells in the room,
	cells  image.Rectangle // and what is seen while it is not seen whole
	blocks []string
}

// posterCache is what a session knows of frames. Until one is there, and where
// there is none, a landscape stands in its room.
type posterCache struct {
	kept   []poster           // the last that were seen, the newest first
	missed posterKey          // what the last drawing had no frame for
	due    posterKey          // what is waited or asked for
	cancel context.CancelFunc // of the question that is out
	lastID int                // of the pictures that the terminal was sent
	sixel  *poster            // by sixel: the one in the frame that is being drawn
	placed placedImage        // the last of those
}

// renderSlots are how many frames the whole server draws at once: sixels are work,
// and one session that resizes its window must not take all processors.
var renderSlots = make(chan struct{}, max(1, runtime.NumCPU()/2))

// posterDueMsg says that the same picture has been missed for a while.
type posterDueMsg posterKey

// posterMsg brings a frame, or none.
type posterMsg struct {
	actor int64
	poster
}

// poster is a movie's picture: its frame, or a landscape in the same room.
// Without colours there is no picture, and the text keeps the room.
func (h *Env) poster(m store.Listing, w, rows int) []string {
	if h.styles.colours > indexed || h.styles.glyphs.upper == "#" || w < 8 || rows < 3 {
		return nil
	}
	if h.Posters != nil {
		k := h.posterKey(m.ID, w, rows)
		p, ok := h.posterCache.find(k, h.now())
		if !ok {
			h.posterCache.missed = k
		}
		if p.sixels != "" {
			h.posterCache.sixel = &p
		}
		if p.lines != nil {
			return p.lines
		}
	}
	return h.landscape(m.Title, w, rows)
}

func (h *Env) posterKey(movie int64, w, rows int) posterKey {
	k := posterKey{movie: movie, w: w, rows: rows, colours: h.styles.colours, protocol: h.graphicsProtocol()}
	if k.protocol == byBlocks {
		return k
	}
	if k.cell = h.capabilities.cell; k.cell == (image.Point{}) {
		k.cell = canvas.UsualCell
	}
	if k.protocol == bySixel {
		k.registers = h.capabilities.registers
	}
	return k
}

func (c *posterCache) find(k posterKey, now time.Time) (poster, bool) {
	for _, p := range c.kept {
		if p.key == k {
			return p, p.lines != nil || now.Sub(p.at) < retryPosterAfter
		}
	}
	return poster{}, false
}

// keep has room for a few posters, and gives those back that leave.
func (c *posterCache) keep(p poster) (gone []poster) {
	all := []poster{p}
	for _, o := range c.kept {
		if o.key == p.key || len(all) == mostPosters {
			gone = append(gone, o)
			continue
		}
		all = append(all, o)
	}
	c.kept = all
	return gone
}

// cancelQuestion forgets the question that is out.
func (c *posterCache) cancelQuestion() {
	if c.cancel != nil {
		c.cancel()
		c.cancel = nil
	}
	c.due = posterKey{}
}

// missPoster waits with what the last drawing missed: running down a list
// asks for nothing on the way.
func (h *Env) missPoster() tea.Cmd {
	c := &h.posterCache
	if c.missed == c.due {
		return nil
	}
	c.cancelQuestion()
	if c.due = c.missed; c.due.movie == 0 {
		return nil
	}
	k := c.due
	return h.after(posterDelay, posterDueMsg(k))
}

// askPoster asks for a frame and draws it, both away from the program's
// goroutine. No person waits for it, so there is no sign of life.
func (h *Env) askPoster(k posterKey) tea.Cmd {
	c := &h.posterCache
	if k != c.due || c.cancel != nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(h.Ctx, patience)
	c.cancel = cancel
	a, posters, id := h.Actor, h.Posters, 0
	if k.protocol == byKitty {
		c.lastID = max(canvas.FirstID, (c.lastID+1)%(canvas.LastID+1))
		id = c.lastID
	}
	return func() tea.Msg {
		defer cancel()
		img, err := posters.Poster(ctx, a, k.movie)
		p := poster{key: k}
		if err == nil && img != nil {
			select {
			case renderSlots <- struct{}{}:
				p.draw(img, id)
				<-renderSlots
			case <-ctx.Done():
			}
		}
		if ctx.Err() == context.Canceled { // the next question is out
			return nil
		}
		return posterMsg{a.Account, p}
	}
}

// draw draws a frame in the way of its key, or in half blocks where it would
// be too large so.
func (p *poster) draw(img image.Image, id int) {
	k := p.key
	switch k.protocol {
	case byKitty:
		if p.send, p.lines = canvas.Kitty(img, id, k.w, k.rows, k.cell); p.lines != nil {
			p.id = id
			return
		}
	case bySixel:
		p.sixels, p.cells = canvas.Sixel(img, k.w, k.rows, k.registers, k.cell)
		if p.sixels != "" && p.cells.Dy() <= canvas.MostRows {
			p.lines = canvas.MarkRows(k.w, k.rows, p.cells)
			p.blocks = canvas.Blocks(img, p.cells.Dx(), p.cells.Dy(), k.colours == indexed)
			return
		}
	}
	p.lines = canvas.Blocks(img, k.w, k.rows, k.colours == indexed)
}

// addPoster keeps what came, for the session that asked.
func (h *Env) addPoster(m posterMsg) {
	if m.actor != h.Actor.Account {
		return
	}
	if m.key == h.posterCache.due {
		h.posterCache.cancelQuestion()
	}
	if m.at = h.now(); m.id != 0 {
		h.ImageLayer.Send(m.id, m.send)
		m.send = ""
	}
	for _, gone := range h.posterCache.keep(m.poster) {
		h.free(gone)
	}
}

func (h *Env) free(p poster) {
	if p.id != 0 {
		h.ImageLayer.Free(p.id)
	}
}

// clearGallery forgets all posters: somebody else is here.
func (h *Env) clearGallery() {
	h.posterCache.cancelQuestion()
	for _, p := range h.posterCache.kept {
		h.free(p)
	}
	h.posterCache = posterCache{lastID: h.posterCache.lastID}
}
