package viewer

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// series is one series: its seasons as tabs, the episodes of one of them as a
// field with their states, and as the last tab what is said about it.
type series struct {
	*Screens
	asker   screen.Asker
	l       store.SeriesListing
	seasons []season
	tab     int // of seasons; len(seasons): what is said about it
	grid    ui.Grid
	about   ui.Reader

	heard time.Time // when the shop answered, by this process's own clock
	ticks bool      // a tick is under way
	asks  bool      // a season is being asked for
}

// seriesTickMsg moves the countdown of an episode.
type seriesTickMsg struct{ s *series }

func newSeries(v *Screens, l store.SeriesListing) ui.Screen {
	return &series{Screens: v, l: l, about: ui.NewReader()}
}

func (s *series) Init() tea.Cmd  { return s.load() }
func (s *series) Title() words.T { return textSeries }

// seriesAnswer is all that the shop says of a series.
type seriesAnswer struct {
	l        store.SeriesListing
	episodes []store.Listing
}

// askSeries asks for a series with its episodes.
func askSeries(shop Shop, id int64) func(context.Context, store.Actor) (seriesAnswer, error) {
	return func(ctx context.Context, a store.Actor) (r seriesAnswer, err error) {
		r.l, r.episodes, err = shop.Series(ctx, a, id)
		return r, err
	}
}

func (s *series) load() tea.Cmd {
	return screen.Load(s.Env, s, &s.asker, s.load, askSeries(s.Shop, s.l.ID), func(r seriesAnswer) tea.Cmd {
		s.heard = time.Now()
		s.show(r)
		return s.tick()
	})
}

// show takes an answer; the episode under the cursor stays under it.
func (s *series) show(r seriesAnswer) {
	m, had := s.selected()
	said := had || len(s.seasons) > 0 && s.tab == len(s.seasons)
	s.l, s.seasons = r.l, seasonsOf(r.episodes)
	if !said {
		s.tab, s.grid.At = toGoOn(s.seasons)
		return
	}
	for i, one := range s.seasons {
		if at := slices.IndexFunc(one.episodes, func(o store.Listing) bool { return o.ID == m.ID }); had && at >= 0 {
			s.tab, s.grid.At = i, at
			return
		}
	}
	if s.tab = min(s.tab, s.tabs()-1); !had {
		s.tab = s.tabs() - 1
	}
}

// tabs is how many there are: the seasons, and the words about the series.
func (s *series) tabs() int {
	if s.l.About != "" {
		return len(s.seasons) + 1
	}
	return max(1, len(s.seasons))
}

// season is the one that is seen.
func (s *series) season() (one season, ok bool) {
	if s.tab >= len(s.seasons) {
		return season{}, false
	}
	return s.seasons[s.tab], true
}

// selected is the episode under the cursor.
func (s *series) selected() (m store.Listing, ok bool) {
	one, ok := s.season()
	if !ok || s.grid.At >= len(one.episodes) {
		return m, false
	}
	return one.episodes[s.grid.At], true
}

// left is what is left of an episode's wait.
func (s *series) left(m store.Listing) time.Duration {
	if m.Grant == nil {
		return 0
	}
	return max(0, m.Grant.Wait-time.Since(s.heard))
}

// tick comes when the next second of a wait is over. Only the wait that runs
// counts down; those behind it stand still, and where none runs nothing ticks.
func (s *series) tick() tea.Cmd {
	var first time.Duration
	for _, one := range s.seasons {
		for _, m := range one.episodes {
			if pending(m) && (first == 0 || s.left(m) < first) {
				first = max(time.Millisecond, s.left(m))
			}
		}
	}
	if s.ticks || first == 0 {
		return nil
	}
	s.ticks = true
	return s.After((first-1)%time.Second+time.Millisecond, seriesTickMsg{s})
}

func (s *series) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case seriesTickMsg:
		if msg.s != s {
			return nil
		}
		s.ticks = false
		switch {
		case !s.Has(s):
			return nil
		case s.over():
			return s.load()
		}
		return s.tick()
	case screen.NewsMsg:
		if msg.About(store.TopicMovies | store.TopicWallet | store.TopicDownloads | store.TopicMarks) {
			return s.load()
		}
	}
	return nil
}

// over reports whether a wait should be over by now; the shop alone decides.
func (s *series) over() bool {
	for _, one := range s.seasons {
		if slices.ContainsFunc(one.episodes, func(m store.Listing) bool { return pending(m) && s.left(m) == 0 }) {
			return true
		}
	}
	return false
}

func (s *series) Keys() []ui.Key {
	if s.asker.Err != nil {
		return s.asker.Retry(s.load)
	}
	ks := s.keys()
	if s.Admin() {
		ks = append(ks, ui.Key{On: "e", Says: textKeyEdit, Do: func() tea.Cmd { return s.EditSeries(s.l.ID) }})
	}
	return ks
}

// keys are those of everybody.
func (s *series) keys() []ui.Key {
	tabs := []ui.Key{}
	if s.tabs() > 1 {
		tabs = []ui.Key{
			{On: "tab", Says: textKeySeason, Do: func() tea.Cmd { return s.turn(1) }},
			{On: "shift+tab", Says: textKeySeason, Quiet: true, Do: func() tea.Cmd { return s.turn(-1) }},
		}
	}
	follow := s.followKeys(s, "F", s.l)
	m, ok := s.selected()
	if !ok {
		return append(append(append(tabs, follow...), ui.Key{On: "left h", Says: screen.TextKeyBack, Quiet: true, Do: func() tea.Cmd { return s.Close(s) }}), s.about.Keys()...)
	}
	one, _ := s.season()
	move := s.grid.Keys(len(one.episodes), nil)
	ks := []ui.Key{
		{On: "enter", Says: textKeyOpen, Do: func() tea.Cmd { return s.Push(newMovie(s.Screens, m)) }},
		{On: "d", Says: textKeyDownload, Do: func() tea.Cmd { return s.fetch(m) }},
		{On: "D", Says: textKeyWhole, Do: func() tea.Cmd { return s.fetchSeason(one) }},
	}
	ks = append(ks, tabs...)
	switch {
	case !s.User():
	case s.folder(one) != "":
		ks = append(ks, ui.Key{On: "y", Says: textKeyCopyFolder, Do: func() tea.Cmd { return s.Copy(s.folder(one)) }})
	default:
		ks = append(ks, ui.Key{On: "y", Says: screen.TextKeyCopy, Quiet: true, Do: func() tea.Cmd { return s.Copy(s.Login().Begin(m.Movie)) }})
	}
	return append(append(append(ks, s.markKeys(s, m)...), follow...), move...)
}

// folder is the line that fetches the folder of the series, "" while nothing in
// it was asked for.
func (s *series) folder(one season) string {
	i := slices.IndexFunc(one.episodes, func(m store.Listing) bool { return m.Grant != nil })
	if i < 0 {
		return ""
	}
	return s.Login().FetchSeries(s.l.Slug)
}

// turn shows another tab.
func (s *series) turn(by int) tea.Cmd { return s.open((s.tab + by + s.tabs()) % s.tabs()) }

func (s *series) open(tab int) tea.Cmd {
	s.tab, s.grid = tab, ui.Grid{}
	return nil
}
