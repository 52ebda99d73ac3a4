package store

import (
	"context"
	"errors"
	"slices"
	"time"
)

// nameApart gives the files of episodes that lie beside an older one of their name
// the longer name.
func nameApart(ctx context.Context, v View, grants []Granted, list []Download, now time.Time) error {
	var episodes []int64
	for _, g := range grants {
		if g.Movie.SeriesID != 0 && g.live(now) {
			episodes = append(episodes, g.MovieID)
		}
	}
	if len(episodes) == 0 {
		return nil
	}
	late, err := v.BesideOlder(ctx, episodes)
	if err != nil {
		return err
	}
	for i, g := range grants {
		if !slices.Contains(late, g.MovieID) {
			continue
		}
		beside, err := besideOlder(ctx, v, g, now)
		if err != nil {
			return err
		}
		if beside {
			list[i].Name = g.Movie.EpisodeFileApart()
		}
	}
	return nil
}

// besideOlder reports whether the account holds a live grant of an older episode
// whose file has the same name: one that it bought before it was deleted and
// published anew.
func besideOlder(ctx context.Context, v View, g Granted, now time.Time) (bool, error) {
	m := g.Movie
	if !g.live(now) {
		return false, nil
	}
	same, err := v.EpisodesAt(ctx, m.SeriesID, m.Episode.Season, m.Episode.Number, m.Episode.Number)
	if err != nil {
		return false, err
	}
	for _, o := range same {
		if o.ID >= m.ID || o.EpisodeFile() != m.EpisodeFile() {
			continue
		}
		older, err := v.OpenGrant(ctx, g.Account, o.ID)
		if err == nil && older.live(now) {
			return true, nil
		}
		if err != nil && !errors.Is(err, errNoRow) {
			return false, err
		}
	}
	return false, nil
}

// EpisodeDownloads are the actor's live grants, ready or not, of the episodes that
// begin at a number of the series whose folder has that name. Where there is none
// of an episode on the shelf, it is ErrNoGrant.
func (s *Shop) EpisodeDownloads(ctx context.Context, a Actor, folder string, season, number int) (list []Download, err error) {
	err = s.db.View(ctx, func(v View) error {
		if _, err := s.requireUser(ctx, v, a); err != nil {
			return err
		}
		series, err := v.SeriesBySlug(ctx, folder)
		if err != nil {
			return notFoundAs(err, ErrNoGrant)
		}
		episodes, err := v.EpisodesAt(ctx, series.ID, season, number, number)
		if err != nil {
			return err
		}
		missing := &Refusal{Code: ErrNoGrant.Code}
		for _, m := range episodes {
			if m.Episode.Number != number {
				continue
			}
			g, err := s.liveGrant(ctx, v, a.Account, m.ID)
			if errors.Is(err, ErrNoGrant) {
				if m.Shelf == OnShelf {
					missing.Movie = m.ID
				}
				continue
			}
			if err != nil {
				return err
			}
			d, err := s.toDownload(ctx, v, g)
			if err != nil {
				return err
			}
			list = append(list, d)
		}
		if len(list) == 0 {
			return missing
		}
		return nil
	})
	return list, err
}
