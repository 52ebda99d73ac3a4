package tui

import (
	"context"
	"image"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/term"
	"youku.example/tui/ui"
)

// posterDueMsg says that the same picture has been missed for a while.
type posterDueMsg term.PosterKey

// posterMsg brings a frame, or none.
type posterMsg struct {
	actor int64
	term.Poster
}

// poster is a movie's picture: its frame, or a landscape in the same room.
// Without colours there is no picture, and the text keeps the room.
func (h *Env) poster(m store.Listing, w, rows int) []string {
	if h.Styles.Colours > ui.Indexed || h.Styles.Glyphs.Upper == "#" || w < 8 || rows < 3 {
		return nil
	}
	few := h.Styles.Colours == ui.Indexed
	if h.Posters != nil {
		if ls := h.posterCache.Lines(h.capabilities.PosterKey(m.ID, w, rows, few), h.now()); ls != nil {
			return ls
		}
	}
	return h.landscape.Draw(m.Title, w, rows, term.Shade{Dark: h.Styles.Dark, Indexed: few})
}

// missPoster waits with what the last drawing missed.
func (h *Env) missPoster() tea.Cmd {
	k, ok := h.posterCache.Missed()
	if !ok {
		return nil
	}
	return h.after(term.PosterDelay, posterDueMsg(k))
}

// askPoster asks for a frame and draws it, both away from the program's
// goroutine. No person waits for it, so there is no sign of life.
func (h *Env) askPoster(k term.PosterKey) tea.Cmd {
	a, posters := h.Actor, h.Posters
	draw := h.posterCache.Start(h.Ctx, patience, k, func(ctx context.Context) (image.Image, error) { return posters.Poster(ctx, a, k.ID) })
	if draw == nil {
		return nil
	}
	return func() tea.Msg {
		if p, ok := draw(); ok {
			return posterMsg{a.Account, p}
		}
		return nil
	}
}

// addPoster keeps what came, for the session that asked.
func (h *Env) addPoster(m posterMsg) {
	if m.actor == h.Actor.Account {
		h.posterCache.Add(m.Poster, h.now())
	}
}
