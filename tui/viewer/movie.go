package viewer

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// movie is one movie's page.
type movie struct {
	*Screens
	m    store.Listing
	page ui.Reader
	err  error
}

func newMovie(v *Screens, m store.Listing) ui.Screen {
	return &movie{Screens: v, m: m, page: ui.NewReader()}
}

func (s *movie) Init() tea.Cmd  { return s.load() }
func (s *movie) Title() words.T { return textMovie }

func (s *movie) load() tea.Cmd {
	id := s.m.ID
	return screen.Ask(s.Env, s, func(ctx context.Context, a store.Actor) (store.Listing, error) { return s.Shop.Movie(ctx, a, id) },
		func(m store.Listing, err error) tea.Cmd {
			s.err = err
			if err == nil {
				s.m = m
			}
			return nil
		})
}

func (s *movie) Update(msg tea.Msg) tea.Cmd {
	if n, ok := msg.(screen.NewsMsg); ok && n.About(store.TopicMovies|store.TopicWallet|store.TopicDownloads) {
		return s.load()
	}
	return nil
}

func (s *movie) Keys() []ui.Key {
	back := ui.Key{On: "left h", Says: screen.TextKeyBack, Quiet: true, Do: func() tea.Cmd { return s.Close(s) }}
	if s.err != nil {
		return []ui.Key{back, {On: "r", Says: ui.TextKeyAgain, Do: s.load}}
	}
	ks := []ui.Key{{On: "d enter", Says: textKeyDownload, Do: func() tea.Cmd { return s.fetch(s.m) }}, back}
	if s.User() {
		ks = append(ks, ui.Key{On: "y", Says: screen.TextKeyCopy, Do: func() tea.Cmd { return s.Copy(s.Login().Begin(s.m.Movie)) }})
	}
	return append(ks, s.page.Keys()...)
}

func (s *movie) View(w, h int) string {
	if s.err != nil {
		return cells.Middle(cells.Wrap(s.Styles.Cross+" "+s.ErrorText(s.err), w-4), w, h)
	}
	var ls []string
	if w >= ui.TwoPanes-4 {
		left := min(56, w/2)
		pic := s.Poster(s.m, left, min(h-1, left*5/16))
		ls = cells.Lines(cells.Beside(pic, append(s.card(s.m, w-left-5, 0), s.details(w-left-5)...), left, " ", h))
	} else {
		ls = append(s.card(s.m, w, h), s.details(w)...)
	}
	return s.page.Draw(ls, w, h)
}

// details are the facts that few people need.
func (s *movie) details(w int) []string {
	rows := [][2]string{
		{s.Say(textNumber), fmt.Sprintf("%d", s.m.ID)},
		{s.Say(screen.TextFormat), ui.Clean(s.m.MediaType)},
		{s.Say(screen.TextSum), ui.Clean(s.m.SHA256)},
	}
	ls := []string{""}
	label := 0
	for _, r := range rows {
		label = max(label, cells.Width(r[0]))
	}
	for _, r := range rows {
		if r[1] == "" {
			continue
		}
		for _, l := range cells.ValueLines(r[1], w-label-2) {
			ls = append(ls, s.Styles.Mute.Render(cells.Pad(r[0], label)+"  "+l))
			r[0] = ""
		}
	}
	return append(ls, s.Styles.Mute.Render(s.Say(textPublished, s.Day(s.m.CreatedAt))))
}
