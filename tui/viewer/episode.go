package viewer

import (
	"fmt"
	"slices"
	"time"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
	"youku.example/tui/ui/theme"
	"youku.example/tui/words"
)

// season is a tab of a series: the episodes of one number.
type season struct {
	number   int // 0: the specials
	episodes []store.Listing
}

// seasonsOf are the seasons of a series in their order, the specials last.
func seasonsOf(list []store.Listing) (all []season) {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b store.Listing) int { return a.Episode.Before(b.Episode) })
	for _, m := range list {
		if n := len(all); n == 0 || all[n-1].number != m.Episode.Season {
			all = append(all, season{number: m.Episode.Season})
		}
		last := &all[len(all)-1]
		last.episodes = append(last.episodes, m)
	}
	return all
}

// toGoOn is where a viewer goes on in a series: at the episode after the last
// that was fetched whole or seen, or at the first.
func toGoOn(all []season) (tab, at int) {
	next := false
	for i, s := range all {
		for j, m := range s.episodes {
			switch {
			case finished(m):
				tab, at, next = i, j, true
			case next:
				tab, at, next = i, j, false
			}
		}
	}
	return tab, at
}

// neighbours are the episodes before and after a movie in its series.
func neighbours(list []store.Listing, id int64) (before, after *store.Listing) {
	var all []store.Listing
	for _, s := range seasonsOf(list) {
		all = append(all, s.episodes...)
	}
	i := slices.IndexFunc(all, func(m store.Listing) bool { return m.ID == id })
	if i < 0 {
		return nil, nil
	}
	if i > 0 {
		before = &all[i-1]
	}
	if i+1 < len(all) {
		after = &all[i+1]
	}
	return before, after
}

// fetched reports whether every byte of a movie came under its live grant.
func fetched(m store.Listing) bool { return m.Grant != nil && m.Grant.State == store.Complete }

// finished reports whether one is through with a movie, so that the next may begin.
func finished(m store.Listing) bool { return fetched(m) || m.Marks.Seen }

// pending reports whether a movie was asked for and is not ready yet.
func pending(m store.Listing) bool { return m.Grant != nil && m.Grant.Live && m.Grant.Wait > 0 }

// added reports whether an episode is new, and was not asked for yet.
func added(s store.Series, m store.Listing, now time.Time) bool {
	return m.Grant == nil && s.New(m.Movie, now)
}

// episodeNumber is what stands before an episode in its season: 2, 3-4.
func episodeNumber(e store.Episode) string {
	if e.End != 0 {
		return fmt.Sprintf("%d-%d", e.Number, e.End)
	}
	return fmt.Sprint(e.Number)
}

// episodeTitle is an episode's number with the title that it has of its own.
func episodeTitle(m store.Movie) string {
	if own := m.OwnTitle(); own != "" {
		return m.Episode.Code() + " " + ui.Clean(own)
	}
	return m.Episode.Code()
}

// episodeStanding is how an episode stands in a few cells; left is what is left of its
// wait.
func (v *Screens) episodeStanding(m store.Listing, left time.Duration) (string, theme.Style) {
	if !m.Available() {
		return v.Say(words.Missing), v.Styles.Mute
	}
	for _, p := range v.Transfers() {
		if p.MovieID == m.ID && !p.Done && p.Size > 0 {
			return v.Styles.Mark + " " + words.Percent(p.Sent, p.Size), v.Styles.Accent
		}
	}
	switch g := m.Grant; {
	case g != nil && g.State == store.Complete:
		return v.Styles.Check + " " + v.Say(words.Grant(*g)), v.Styles.Good
	case g != nil && g.State == store.Waiting:
		return v.Styles.Mark + " " + words.Countdown(left), v.Styles.Accent
	case g != nil && g.Live:
		style := v.Styles.Good
		if g.State == store.Queued {
			style = v.Styles.Accent
		}
		return v.Say(words.Grant(*g)), style
	case m.Owned:
		return v.Styles.Check + " " + v.Say(textOwned), v.Styles.Good
	case m.Free:
		return v.Say(screen.TextFree), v.Styles.Good
	case m.Included:
		return v.Say(words.VIPFree), v.Styles.Good
	}
	return m.YourPrice.String(), v.Styles.Money
}

// seasonName is what a season is called, in few cells or in fewer.
func (v *Screens) seasonName(number int, brief bool) string {
	switch {
	case number == 0:
		return v.Say(textSpecials)
	case brief:
		return v.Say(textSeasonShort, number)
	}
	return v.Say(textSeason, number)
}

// episodeCount is how many episodes and seasons a series has, in words.
func (v *Screens) episodeCount(s store.Series) string {
	switch {
	case s.Seasons > 1:
		return v.Say(textSeasons, s.Seasons, words.Count(s.Episodes))
	case s.Episodes == 1:
		return v.Say(textOneEpisode)
	}
	return v.Say(textEpisodes, words.Count(s.Episodes))
}

// seriesFacts are year, counts and tags of a series.
func (v *Screens) seriesFacts(s store.Series) []string {
	var fs []string
	if s.Year > 0 {
		fs = append(fs, fmt.Sprint(s.Year))
	}
	fs = append(fs, v.episodeCount(s))
	for _, t := range s.Tags {
		fs = append(fs, ui.Clean(t))
	}
	return fs
}

// seriesPrice is what is left to pay for a series, in a word.
func (v *Screens) seriesPrice(s store.SeriesListing) string {
	switch {
	case s.Free():
		return v.Styles.Good.Render(v.Say(screen.TextFree))
	case s.YourPrice == 0:
		return v.Styles.Good.Render(v.Styles.Check + " " + v.Say(textOwned))
	}
	return v.Styles.Money.Render(s.YourPrice.String())
}
