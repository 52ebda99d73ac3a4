package tui

import (
	"context"
	"image"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/canvas"
)

const (
	settled     = 150 * time.Millisecond // so long a movie is looked at before its frame is asked for
	mostPosters = 8                      // that a session keeps
	askAnew     = time.Minute            // after this a movie without a frame is asked for again
)

// posterKey is a frame as it is drawn: of which movie, how large, in how many
// colours.
type posterKey struct {
	movie   int64
	w, rows int
	colours colours
}

// poster is a frame that was drawn. One without lines is known to be none.
type poster struct {
	key   posterKey
	lines []string
	at    time.Time
}

// gallery is what a session knows of frames. Until one is there, and where
// there is none, a landscape stands in its room.
type gallery struct {
	kept   []poster           // the last that were seen, the newest first
	missed posterKey          // what the last drawing had no frame for
	due    posterKey          // what is waited or asked for
	cancel context.CancelFunc // of the question that is out
}

// posterDueMsg says that the same picture has been missed for a while.
type posterDueMsg posterKey

// posterMsg brings a frame, or none.
type posterMsg struct {
	actor int64
	poster
}

// poster is a movie's picture: its frame, or a landscape in the same room.
// Without colours there is no picture, and the text keeps the room.
func (h *here) poster(m store.Listing, w, rows int) []string {
	if h.look.colours > indexed || h.look.glyphs.upper == "#" || w < 8 || rows < 3 {
		return nil
	}
	if h.Posters != nil {
		k := posterKey{m.ID, w, rows, h.look.colours}
		if p, ok := h.gallery.find(k, h.now()); !ok {
			h.gallery.missed = k
		} else if p.lines != nil {
			return p.lines
		}
	}
	return h.landscape(m.Title, w, rows)
}

func (g *gallery) find(k posterKey, now time.Time) (poster, bool) {
	for _, p := range g.kept {
		if p.key == k {
			return p, p.lines != nil || now.Sub(p.at) < askAnew
		}
	}
	return poster{}, false
}

func (g *gallery) keep(p poster) {
	g.kept = slices.DeleteFunc(g.kept, func(o poster) bool { return o.key == p.key })
	g.kept = slices.Insert(g.kept, 0, p)
	if len(g.kept) > mostPosters {
		g.kept = g.kept[:mostPosters]
	}
}

// drop forgets the question that is out.
func (g *gallery) drop() {
	if g.cancel != nil {
		g.cancel()
		g.cancel = nil
	}
	g.due = posterKey{}
}

// missPoster waits with what the last drawing missed: whoever runs down a list
// asks for nothing on the way.
func (h *here) missPoster() tea.Cmd {
	g := &h.gallery
	if g.missed == g.due {
		return nil
	}
	g.drop()
	if g.due = g.missed; g.due.movie == 0 {
		return nil
	}
	k := g.due
	return tea.Tick(settled, func(time.Time) tea.Msg { return posterDueMsg(k) })
}

// askPoster asks for a frame and draws it, both away from the program's
// goroutine. Nobody waits for it, so there is no sign of life.
func (h *here) askPoster(k posterKey) tea.Cmd {
	g := &h.gallery
	if k != g.due || g.cancel != nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(h.Ctx, patience)
	g.cancel = cancel
	a, posters := h.Actor, h.Posters
	return func() tea.Msg {
		defer cancel()
		img, err := posters.Poster(ctx, a, k.movie)
		p := poster{key: k}
		switch {
		case ctx.Err() != nil:
			return nil
		case err == nil && img != nil:
			p.lines = hangPoster(img, k)
		}
		return posterMsg{a.Account, p}
	}
}

// hangPoster draws a frame.
func hangPoster(img image.Image, k posterKey) []string {
	return canvas.Blocks(img, k.w, k.rows, k.colours == indexed)
}

// gotPoster keeps what came, for whoever asked.
func (h *here) gotPoster(m posterMsg) {
	if m.actor != h.Actor.Account {
		return
	}
	if m.key == h.gallery.due {
		h.gallery.drop()
	}
	m.at = h.now()
	h.gallery.keep(m.poster)
}
