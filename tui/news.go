package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// newsWatch is what is known of what is new to the person. It is asked for on coming
// in, and of the series that they follow again while they are here: some time after the
// library changed, and then not for a while, so that a hundred episodes published one
// after another are told of once or twice.
type newsWatch struct {
	since   time.Time // since when something is new; the zero time: not known
	told    time.Time // when the newest episode came that is known
	asked   time.Time // when it was asked for last
	waiting bool      // an episodesDueMsg is under way
}

const (
	// episodesAfter is how long after a change the first of them are told of.
	episodesAfter = 3 * time.Second
	// episodesEvery is how long it is until the next are told of.
	episodesEvery = time.Minute
	// episodesLag is how much later than it is dated an episode may be seen.
	episodesLag = 2 * time.Second
	// spread is the time over which those who are here ask, one after another.
	spread = 4 * time.Second
)

// episodesDueMsg comes when it is time to ask for new episodes.
type episodesDueMsg struct{ account int64 }

// NewSince is since when something is new to the person.
func (r *root) NewSince() time.Time { return r.fresh.since }

// askNews asks what came since the person was here, and says it in a line.
func (r *root) askNews() tea.Cmd {
	return screen.Ask(r.Env, nil, func(ctx context.Context, a store.Actor) (store.News, error) {
		return r.session.Shop.News(ctx, a, time.Time{}, 1)
	}, func(n store.News, err error) tea.Cmd {
		if err != nil {
			return nil // the next visit says it
		}
		r.fresh.since, r.fresh.told = n.Since, n.Since
		for _, s := range n.Series {
			if s.Newest.After(r.fresh.told) {
				r.fresh.told = s.Newest
			}
		}
		if !n.Visited || words.NewsHere(n, r.Lang) == "" {
			return nil // all is new to who comes for the first time
		}
		return r.Toast(ui.Plain, func() string { return words.NewsHere(n, r.Lang) })
	})
}

// expectEpisodes has new episodes asked for, once the library has changed.
func (r *root) expectEpisodes() tea.Cmd {
	if !r.User() || r.fresh.since.IsZero() || r.fresh.waiting {
		return nil
	}
	r.fresh.waiting = true
	return r.After(r.fresh.wait(r.Actor.Account, time.Now()), episodesDueMsg{r.Actor.Account})
}

// wait is how long it is until an account asks.
func (f newsWatch) wait(account int64, now time.Time) time.Duration {
	wait := episodesAfter
	if !f.asked.IsZero() {
		wait = max(wait, f.asked.Add(episodesEvery).Sub(now))
	}
	return wait + time.Duration(account%16)*spread/16
}

// askEpisodes asks for new episodes of the series that the person follows, and names
// the series.
func (r *root) askEpisodes(m episodesDueMsg) tea.Cmd {
	if m.account != r.Actor.Account {
		return nil
	}
	r.fresh.waiting, r.fresh.asked = false, time.Now()
	told, from := r.fresh.told, r.Now().Add(-episodesLag)
	return screen.Ask(r.Env, nil, func(ctx context.Context, a store.Actor) ([]store.SeriesNews, error) {
		return r.session.Shop.FollowedNews(ctx, a, told)
	}, func(list []store.SeriesNews, err error) tea.Cmd {
		if err != nil {
			return nil
		}
		if from.After(r.fresh.told) { // what came of a series that is followed only later is no news
			r.fresh.told = from
		}
		if len(list) == 0 {
			return nil
		}
		if list[0].Newest.After(r.fresh.told) {
			r.fresh.told = list[0].Newest
		}
		return r.Toast(ui.Plain, func() string { return r.Say(textNewEpisodes, words.FollowedNews(list, r.Lang)) })
	})
}
