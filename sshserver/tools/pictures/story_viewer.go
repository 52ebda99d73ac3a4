package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
)

// alice's screens stay open from the library to the end of the transfer.

// library shows the series, the list with the hero under the cursor, and the
// movie's page.
func (s *story) library(ctx context.Context) (err error) {
	if s.viewer, err = twice(s.alice, "alice"); err != nil {
		return err
	}
	return each(s.viewer, func(sc *screen) error {
		if _, err := sc.see(ctx, `alice · ¥\d`, hero.title); err != nil {
			return err
		}
		if err := s.series(ctx, sc); err != nil {
			return err
		}
		if err := sc.press("jj"); err != nil {
			return err
		}
		if err := s.takes(ctx, sc, "library", -1, `│ .*`+hero.title, `✓`); err != nil {
			return err
		}
		if err := sc.press("\r"); err != nil {
			return err
		}
		return s.takes(ctx, sc, "movie", -1, `video/mp4`, `!│`)
	})
}

// series opens the first row of the library and leaves it again.
func (s *story) series(ctx context.Context, sc *screen) error {
	if err := sc.press("\r"); err != nil {
		return err
	}
	if err := s.takes(ctx, sc, "series", -1, `Severed Head`, `Hypnotic`, `S01E01`); err != nil {
		return err
	}
	if err := sc.press("\x1b"); err != nil {
		return err
	}
	_, err := sc.see(ctx, hero.title)
	return err
}

// waited is the percentage of the wait at which the picture is taken: 23 of
// the thirty seconds are left.
const waited = 24

// countdown asks for the hero, and for another one behind it.
func (s *story) countdown(ctx context.Context) error {
	asked := func(sc *screen) error {
		if err := sc.press("d"); err != nil {
			return err
		}
		_, err := sc.seeAt(ctx, 0, "!video/mp4")
		return err
	}
	if err := each(s.viewer, asked); err != nil {
		return err
	}
	if s.hero.Path == "" {
		if err := s.request(hero.title, &s.hero); err != nil {
			return err
		}
	}
	var next grant
	if err := s.request(behind, &next); err != nil {
		return err
	}
	return each(s.viewer, func(sc *screen) error {
		return s.takes(ctx, sc, "countdown", waited, hero.title, behind)
	})
}

// grant is what request answers.
type grant struct {
	Movie int64  `json:"movie_id"`
	Path  string `json:"path"`
}

// request asks for a movie by its title.
func (s *story) request(title string, g *grant) error {
	out, err := s.alice.does("movies --json --search '" + title + "'")
	if err != nil {
		return err
	}
	var found []struct{ ID int64 }
	if err := json.Unmarshal([]byte(out), &found); err != nil || len(found) != 1 {
		return fmt.Errorf("%d movies are called %s, %v", len(found), title, err)
	}
	if out, err = s.alice.does(fmt.Sprintf("request %d --json", found[0].ID)); err != nil {
		return err
	}
	return json.Unmarshal([]byte(out), g)
}

// How the transfer runs that is seen.
const (
	fetched = 0.616      // of the movie: 61 %
	pace    = 24_300_000 // bytes a second
)

// transfer makes a VIP of alice, for whom nothing waits, and fetches the movie.
func (s *story) transfer(ctx context.Context) error {
	if _, err := s.alice.does("vip month"); err != nil {
		return err
	}
	ready := func(sc *screen) error {
		_, err := sc.see(ctx, `sftp -a`, `mpv -`, `VIP`)
		return err
	}
	if err := each(s.viewer, ready); err != nil {
		return err
	}
	fetching, stop := context.WithCancel(ctx)
	over := make(chan error, 1)
	go func() { over <- s.alice.fetch(fetching, s.hero.Path, fetched, pace) }()
	err := each(s.viewer, func(sc *screen) error {
		return s.takes(ctx, sc, "transfer", 61, `61 %`, `2[345] MB/s.*\d`)
	})
	stop()
	for _, sc := range s.viewer {
		sc.session.Close()
	}
	return errors.Join(err, <-over)
}
