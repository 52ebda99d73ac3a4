package tui

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// movie is one movie's page.
type movie struct {
	*Screens
	m    store.Listing
	page reader
	err  error
}

func newMovie(h *Screens, m store.Listing) screen { return &movie{Screens: h, m: m, page: newReader()} }

func (s *movie) Init() tea.Cmd  { return s.load() }
func (s *movie) Title() words.T { return textMovie }

func (s *movie) load() tea.Cmd {
	id := s.m.ID
	return ask(s.Env, s, func(ctx context.Context, a store.Actor) (store.Listing, error) { return s.Shop.Movie(ctx, a, id) },
		func(m store.Listing, err error) tea.Cmd {
			s.err = err
			if err == nil {
				s.m = m
			}
			return nil
		})
}

func (s *movie) Update(msg tea.Msg) tea.Cmd {
	if n, ok := msg.(newsMsg); ok && n.about(store.TopicMovies|store.TopicWallet|store.TopicDownloads) {
		return s.load()
	}
	return nil
}

func (s *movie) Keys() []key {
	back := key{on: "left h", says: textKeyBack, quiet: true, do: func() tea.Cmd { return s.close(s) }}
	if s.err != nil {
		return []key{back, {on: "r", says: textKeyAgain, do: s.load}}
	}
	ks := []key{{on: "d enter", says: textKeyDownload, do: func() tea.Cmd { return s.fetch(s.m) }}, back}
	if s.user() {
		ks = append(ks, key{on: "y", says: textKeyCopy, do: func() tea.Cmd { return s.copy(s.login().Begin(s.m.Movie)) }})
	}
	return append(ks, s.page.keys()...)
}

func (s *movie) View(w, h int) string {
	if s.err != nil {
		return middle(wrap(s.styles.cross+" "+s.errorText(s.err), w-4), w, h)
	}
	var ls []string
	if w >= twoPanes-4 {
		left := min(56, w/2)
		pic := s.poster(s.m, left, min(h-1, left*5/16))
		ls = lines(beside(pic, append(s.card(s.m, w-left-5, 0), s.details(w-left-5)...), left, " ", h))
	} else {
		ls = append(s.card(s.m, w, h), s.details(w)...)
	}
	return s.page.draw(ls, w, h)
}

// details are the facts that few people need.
func (s *movie) details(w int) []string {
	rows := [][2]string{
		{s.say(textNumber), fmt.Sprintf("%d", s.m.ID)},
		{s.say(textFormat), clean(s.m.MediaType)},
		{s.say(textSum), clean(s.m.SHA256)},
	}
	ls := []string{""}
	label := 0
	for _, r := range rows {
		label = max(label, width(r[0]))
	}
	for _, r := range rows {
		if r[1] == "" {
			continue
		}
		for _, l := range valueLines(r[1], w-label-2) {
			ls = append(ls, s.styles.mute.Render(pad(r[0], label)+"  "+l))
			r[0] = ""
		}
	}
	return append(ls, s.styles.mute.Render(s.say(textPublished, s.day(s.m.CreatedAt))))
}
