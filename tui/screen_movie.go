package tui

import (
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// movie is one movie's page.
type movie struct {
	*here
	m   store.Listing
	top int
	h   int
	all int // lines at the last drawing
	err error
}

func newMovie(h *here, m store.Listing) screen { return &movie{here: h, m: m} }

func (s *movie) Init() tea.Cmd  { return s.load() }
func (s *movie) Title() words.T { return textMovie }

func (s *movie) load() tea.Cmd {
	id := s.m.ID
	return ask(s.here, s, func(ctx context.Context, a store.Actor) (store.Listing, error) { return s.Shop.Movie(ctx, a, id) },
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
	ks := []key{
		{on: "d enter", says: textKeyDownload, do: func() tea.Cmd { return s.fetch(s.m) }},
		{on: "left h", says: textKeyBack, quiet: true, do: s.pop},
	}
	if s.err != nil {
		ks = append(ks[1:], key{on: "r", says: textKeyAgain, do: s.load})
	} else if s.user() {
		ks = append(ks, key{on: "y", says: textKeyCopy, do: func() tea.Cmd { return s.copy(s.getCommand(s.m.ID)) }})
	}
	if s.all > s.h {
		ks = append(ks, scrollKeys(&s.top, s.h)...)
	}
	return ks
}

// scrollKeys move a text that is longer than the space.
func scrollKeys(top *int, h int) []key {
	by := func(n int) func() tea.Cmd { return func() tea.Cmd { *top = max(0, *top+n); return nil } }
	return []key{
		{on: "up k", show: "updown", says: textKeyScroll, do: by(-1)},
		{on: "down j", says: textKeyDown, quiet: true, do: by(1)},
		{on: "pgup", show: "PgUp", says: textKeyPageUp, quiet: true, do: by(1 - h)},
		{on: "pgdown space", show: "PgDn", says: textKeyPageDown, quiet: true, do: by(h - 1)},
	}
}

// scrolled shows the h lines from top on, and pulls top back to what there is.
func scrolled(ls []string, top *int, h int) string {
	*top = max(0, min(*top, len(ls)-h))
	return strings.Join(ls[*top:min(len(ls), *top+h)], "\n")
}

func (s *movie) View(w, h int) string {
	if s.err != nil {
		return middle(wrap(s.look.cross+" "+s.sorry(s.err), w-4), w, h)
	}
	var ls []string
	if w >= twoPanes-4 {
		left := min(56, w/2)
		pic := s.poster(s.m, left, min(h-1, left*5/16))
		ls = lines(beside(pic, append(s.card(s.m, w-left-5, 0), s.details(w-left-5)...), left, " ", h))
	} else {
		ls = append(s.card(s.m, w, h), s.details(w)...)
	}
	s.h, s.all = h, len(ls)
	return scrolled(ls, &s.top, h)
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
		if r[1] != "" {
			ls = append(ls, s.look.mute.Render(clip(pad(r[0], label)+"  "+r[1], w, s.look.more)))
		}
	}
	return append(ls, s.look.mute.Render(s.say(textPublished, s.day(s.m.CreatedAt))))
}
