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
	m      store.Listing
	before *store.Listing // the episodes around it in its series
	after  *store.Listing
	page   ui.Reader
	err    error
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
			if err != nil {
				return nil
			}
			s.m = m
			return s.around()
		})
}

// around asks for the episodes before and after this one.
func (s *movie) around() tea.Cmd {
	if s.m.SeriesID == 0 {
		s.before, s.after = nil, nil
		return nil
	}
	return screen.Ask(s.Env, s, askSeries(s.Shop, s.m.SeriesID), func(r seriesAnswer, err error) tea.Cmd {
		s.before, s.after = nil, nil
		if err == nil {
			s.before, s.after = neighbours(r.episodes, s.m.ID)
		}
		return nil
	})
}

func (s *movie) Update(msg tea.Msg) tea.Cmd {
	if n, ok := msg.(screen.NewsMsg); ok && n.About(store.TopicMovies|store.TopicWallet|store.TopicDownloads|store.TopicMarks) {
		return s.load()
	}
	return nil
}

func (s *movie) Keys() []ui.Key {
	back := ui.Key{On: "left h", Says: screen.TextKeyBack, Quiet: true, Do: func() tea.Cmd { return s.Close(s) }}
	if s.err != nil {
		return []ui.Key{back, {On: "r", Says: ui.TextKeyAgain, Do: s.load}}
	}
	get := ui.Key{On: "d enter", Says: textKeyDownload, Do: func() tea.Cmd { return s.fetch(s.m) }}
	var ks []ui.Key
	if finished(s.m) && s.after != nil {
		next := *s.after
		ks = append(ks, ui.Key{On: "enter", Says: textFetchNext, Do: func() tea.Cmd { return s.fetchInstead(next) }})
		get.On = "d"
	}
	ks = append(ks, get, back)
	if s.m.SeriesID != 0 {
		ks = append(ks, ui.Key{On: "right l", Says: textKeySeries, Do: s.openSeries})
	}
	if s.after != nil {
		next := *s.after
		ks = append(ks, ui.Key{On: "tab", Says: textKeyNextPage, Do: func() tea.Cmd { return s.Replace(s, newMovie(s.Screens, next)) }})
	}
	if s.before != nil {
		last := *s.before
		ks = append(ks, ui.Key{On: "shift+tab", Says: textKeyPrevPage, Quiet: true, Do: func() tea.Cmd { return s.Replace(s, newMovie(s.Screens, last)) }})
	}
	if s.User() {
		ks = append(ks, ui.Key{On: "y", Says: screen.TextKeyCopy, Do: func() tea.Cmd { return s.Copy(s.Login().Begin(s.m.Movie)) }})
	}
	return append(append(ks, s.markKeys(s, s.m)...), s.page.Keys()...)
}

// fetchInstead shows the page of the next episode and asks for it.
func (s *movie) fetchInstead(next store.Listing) tea.Cmd {
	return tea.Batch(s.Replace(s, newMovie(s.Screens, next)), s.fetch(next))
}

// openSeries shows the series of an episode; where the page was opened from it,
// it comes back.
func (s *movie) openSeries() tea.Cmd {
	for _, o := range s.Stack {
		if of, ok := o.(*series); ok && of.l.ID == s.m.SeriesID {
			return s.Close(s)
		}
	}
	m := s.m
	return s.Replace(s, newSeries(s.Screens, store.SeriesListing{Series: store.Series{ID: m.SeriesID, Title: m.Episode.Series}}))
}

func (s *movie) View(w, h int) string {
	if s.err != nil {
		return cells.Middle(cells.Wrap(s.Styles.Cross+" "+s.ErrorText(s.err), w-4), w, h)
	}
	var ls []string
	if w >= ui.TwoPanes-4 {
		left := min(56, w/2)
		pic := s.Poster(s.m, left, min(h-1, left*5/16))
		ls = cells.Lines(cells.Beside(pic, s.told(w-left-5, 0), left, " ", h))
	} else {
		ls = s.told(w, h)
	}
	return s.page.Draw(ls, w, h)
}

// belowCard is how many lines under the card are seen without scrolling, for what
// comes with the answer: languages, the episodes around, and what the movie is about.
const belowCard = 5

// told is the card with all that is known of the movie.
func (s *movie) told(w, rows int) []string {
	ls := append(s.card(s.m, w, rows-belowCard), s.languageLines(s.m, w)...)
	if s.likelySeen(s.m) {
		ls = append(ls, "", s.Click(s.Styles.Accent.Render("x")+" "+s.Say(textFinished), func() tea.Cmd { return s.Press("x") }))
	}
	ls = append(ls, s.neighbourLines(w)...)
	if s.m.About != "" {
		ls = append(append(ls, ""), s.paragraphs(s.m.About, w)...)
	}
	return append(ls, s.details(w)...)
}

// neighbourLines name the episodes after and before this one.
func (s *movie) neighbourLines(w int) (ls []string) {
	for _, n := range []struct {
		m    *store.Listing
		says words.T
		key  string
	}{{s.after, textNext, "tab"}, {s.before, textPrevious, "shift+tab"}} {
		if n.m != nil {
			line, key := s.Styles.Mute.Render(s.Say(n.says, episodeTitle(n.m.Movie))), n.key
			if n.m == s.after && finished(s.m) {
				line, key = s.Styles.Accent.Render(s.Styles.Enter)+" "+s.Say(n.says, episodeTitle(n.m.Movie)), "enter"
			}
			ls = append(ls, s.Click(cells.Clip(line, w, s.Styles.More), func() tea.Cmd { return s.Press(key) }))
		}
	}
	if len(ls) > 0 {
		ls = append([]string{""}, ls...)
	}
	return ls
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
