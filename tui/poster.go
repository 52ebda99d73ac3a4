package tui

import (
	"context"
	"image"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/term"
	"youku.example/tui/ui/theme"
)

// posterDueMsg says that the same picture has been missed for a while.
type posterDueMsg term.PosterKey

// posterMsg brings a frame, or none.
type posterMsg struct {
	actor int64
	term.Poster
}

// Poster is a movie's picture: its cover or a frame, or a landscape in the same
// room. Without colours there is no picture, and the text keeps the room.
func (r *root) Poster(m store.Listing, w, rows int) []string {
	return r.picture(term.PictureID{ID: m.ID, Cover: m.Cover}, m.Title, w, rows)
}

// SeriesPoster is the same for a series.
func (r *root) SeriesPoster(s store.Series, w, rows int) []string {
	return r.picture(term.PictureID{Series: true, ID: s.ID, Cover: s.Cover}, s.Title, w, rows)
}

func (r *root) picture(id term.PictureID, title string, w, rows int) []string {
	if r.Styles.Colours > theme.Indexed || r.Styles.Glyphs.Upper == "#" || w < 8 || rows < 3 {
		return nil
	}
	few := r.Styles.Colours == theme.Indexed
	if r.session.Posters != nil {
		if ls := r.posterCache.Lines(r.capabilities.PosterKey(id, w, rows, few), r.Now()); ls != nil {
			return ls
		}
	}
	return r.landscape.Draw(title, w, rows, term.Shade{Dark: r.Styles.Dark, Indexed: few})
}

// missPoster waits with what the last drawing missed.
func (r *root) missPoster() tea.Cmd {
	k, ok := r.posterCache.Missed()
	if !ok {
		return nil
	}
	return r.After(term.PosterDelay, posterDueMsg(k))
}

// askPoster asks for a picture and draws it, both away from the program's
// goroutine. No person waits for it, so there is no sign of life.
func (r *root) askPoster(k term.PosterKey) tea.Cmd {
	a, posters := r.Actor, r.session.Posters
	draw := r.posterCache.Start(r.Ctx, screen.Patience, k, func(ctx context.Context) (image.Image, error) {
		if k.Series {
			return posters.SeriesPoster(ctx, a, k.ID)
		}
		return posters.Poster(ctx, a, k.ID)
	})
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
func (r *root) addPoster(m posterMsg) {
	if m.actor == r.Actor.Account {
		r.posterCache.Add(m.Poster, r.Now())
	}
}
