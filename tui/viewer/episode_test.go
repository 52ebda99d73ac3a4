package viewer

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"youku.example/store"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui/theme"
	"youku.example/tui/words"
)

// someEpisodes are episodes by season and number; a * is one that was fetched.
func someEpisodes(codes string) (list []store.Listing) {
	for i, code := range strings.Fields(codes) {
		m := store.Listing{Movie: store.Movie{ID: int64(i + 1), Episode: store.Episode{Series: "狂飙"}}}
		rest, whole := strings.CutSuffix(code, "*")
		if _, err := fmt.Sscanf(rest, "%dx%d", &m.Episode.Season, &m.Episode.Number); err != nil {
			panic(err)
		}
		if whole {
			m.Grant = &store.Download{State: store.Complete, Live: true}
		}
		list = append(list, m)
	}
	return list
}

func TestSeasons(t *testing.T) {
	for _, c := range []struct{ episodes, seasons, goOn string }{
		{"", "", ""},
		{"1x1 1x2", "1: 1 2", "1x1"},
		{"0x1 2x1 1x2 1x1", "1: 1 2, 2: 1, 0: 1", "1x1"},
		{"1x1* 1x2 1x3", "1: 1 2 3", "1x2"},
		{"1x1* 1x2 1x3*", "1: 1 2 3", "1x3"},
		{"1x1* 1x2* 2x1", "1: 1 2, 2: 1", "2x1"},
		{"1x1* 1x2*", "1: 1 2", "1x2"},
		{"1x1 1x2 0x1*", "1: 1 2, 0: 1", "0x1"},
	} {
		all := seasonsOf(someEpisodes(c.episodes))
		var said []string
		for _, s := range all {
			line := fmt.Sprintf("%d:", s.number)
			for _, m := range s.episodes {
				line += " " + episodeNumber(m.Episode)
			}
			said = append(said, line)
		}
		if got := strings.Join(said, ", "); got != c.seasons {
			t.Errorf("%s: %s, want %s", c.episodes, got, c.seasons)
		}
		if tab, at := toGoOn(all); len(all) > 0 {
			e := all[tab].episodes[at].Episode
			if got := fmt.Sprintf("%dx%d", e.Season, e.Number); got != c.goOn {
				t.Errorf("%s goes on at %s, want %s", c.episodes, got, c.goOn)
			}
		}
	}
}

func TestNeighbours(t *testing.T) {
	list := someEpisodes("0x1 1x1 1x2 2x1") // numbers 1 to 4; the specials come last
	for id, want := range map[int64][2]int64{2: {0, 3}, 3: {2, 4}, 4: {3, 1}, 1: {4, 0}, 9: {0, 0}} {
		before, after := neighbours(list, id)
		got := [2]int64{}
		for i, m := range []*store.Listing{before, after} {
			if m != nil {
				got[i] = m.ID
			}
		}
		if got != want {
			t.Errorf("around %d are %v, want %v", id, got, want)
		}
	}
}

// TestSeries_ManySeasons holds that the tab that is seen is among those that are
// drawn, however many there are.
func TestSeries_ManySeasons(t *testing.T) {
	var codes []string
	for n := range 200 {
		codes = append(codes, fmt.Sprintf("%dx1", n))
	}
	v := screensOf(t, listed{}, store.Actor{}, words.En, theme.New(true, false, theme.Colourless))
	s := newSeries(v, store.SeriesListing{Series: store.Series{About: "x"}}).(*series)
	s.seasons = seasonsOf(someEpisodes(strings.Join(codes, " ")))
	for tab := range s.tabs() {
		s.tab = tab
		for _, w := range []int{20, 38, 76, 156} {
			line := s.tabLine(w)
			if cells.Width(line) > w || !strings.Contains(ansi.Strip(line), "[") {
				t.Fatalf("tab %d in %d cells: %q", tab, w, line)
			}
		}
	}
}

// TestEpisodeStanding names each state that an episode can have.
func TestEpisodeStanding(t *testing.T) {
	v := screensOf(t, listed{}, store.Actor{Account: 1}, words.En, theme.New(true, true, theme.Colourful))
	grant := func(s store.State) store.Listing {
		return store.Listing{Grant: &store.Download{State: s, Live: true}}
	}
	for want, m := range map[string]store.Listing{
		"missing":    {Movie: store.Movie{MissingSince: time.Unix(1, 0)}},
		"* 0:24":     grant(store.Waiting),
		"queued":     grant(store.Queued),
		"ready":      grant(store.Ready),
		"+ complete": grant(store.Complete),
		"+ yours":    {Owned: true},
		"Free":       {Movie: store.Movie{Free: true}},
		"¥3.00":      {YourPrice: 300},
	} {
		if got, _ := v.episodeStanding(m, 24*time.Second); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
