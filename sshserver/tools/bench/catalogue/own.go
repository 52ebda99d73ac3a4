package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"youku.example/store"
	"youku.example/store/mark"
	"youku.example/store/storetest/stock"
)

// What one person marked, of whom there are none with more; and a series that many follow.
const (
	marksOfOne     = 10_000
	followersOfOne = 100_000
	followedSeries = 1
)

// own asks for what one person marked and what is new to them, and publishes an episode
// of a series without and with its followers.
func (l *library) own(ctx context.Context, o options) (list []figure, err error) {
	if !strings.Contains("own: ", o.only) {
		return nil, nil
	}
	before, err := l.publishEpisodes(ctx, o, 0, "own: publish an episode, no followers")
	if err != nil {
		return nil, err
	}
	a, err := l.fan(ctx)
	if err != nil {
		return nil, err
	}
	after, err := l.publishEpisodes(ctx, o, o.rounds, "own: publish an episode, followers")
	if err != nil {
		return nil, err
	}
	for _, k := range l.ownQuestions(a) {
		f, err := l.measure(ctx, k, o.rounds)
		if err != nil {
			return nil, err
		}
		list = append(list, f)
	}
	return append(list, before, after), nil
}

// fan makes a person with as many marks of each kind as there are, and the followers of
// one series.
func (l *library) fan(ctx context.Context) (a store.Actor, err error) {
	u, err := l.follower(ctx, 0, 1)
	if err != nil {
		return a, err
	}
	a = store.Actor{Account: u.ID, Name: u.Name, Role: store.RoleUser, Stamp: u.Stamp}
	at, step := time.Now(), max(1, l.movies/marksOfOne)
	err = l.rows.Update(ctx, func(tx store.Tx) error {
		for i := range min(marksOfOne, l.movies) {
			for _, k := range mark.OfMovies {
				if err := tx.AddMark(ctx, u.ID, int64(i*step+1), k, at.Add(time.Duration(i)*time.Microsecond)); err != nil {
					return err
				}
			}
		}
		for i := range min(marksOfOne, stock.Groups(l.movies)) {
			err := tx.SetFollowing(ctx, u.ID, int64(i+1), true, at.Add(time.Duration(i)*time.Microsecond))
			if err != nil {
				return err
			}
		}
		return nil
	})
	for n := 1; n < followersOfOne && err == nil; n += 1000 {
		_, err = l.follower(ctx, n, n+1000)
	}
	return a, errors.Join(err, l.rows.Settled(ctx))
}

// follower adds accounts that follow the one series, and returns the last.
func (l *library) follower(ctx context.Context, from, to int) (u store.User, err error) {
	err = l.rows.Update(ctx, func(tx store.Tx) error {
		for i := from; i < to; i++ {
			u = store.User{Account: store.Account{Name: fmt.Sprint("follower", i), Stamp: 1, HasPassword: true, CreatedAt: time.Now()}, Fold: fmt.Sprint("follower", i), Hash: "x"}
			if err := tx.AddUser(ctx, &u); err != nil {
				return err
			}
			if err := tx.SetFollowing(ctx, u.ID, followedSeries, true, time.Now()); err != nil {
				return err
			}
		}
		return nil
	})
	return u, err
}

// publishEpisodes times publications of episodes of the one series.
func (l *library) publishEpisodes(ctx context.Context, o options, from int, name string) (figure, error) {
	f := figured{name: name}
	var series string
	if err := l.rows.View(ctx, func(v store.View) error {
		s, err := v.SeriesByID(ctx, followedSeries)
		series = s.Title
		return err
	}); err != nil {
		return figure{}, err
	}
	for i := range o.rounds {
		if err := l.rows.Settled(ctx); err != nil {
			return figure{}, err
		}
		at := store.Episode{Series: series, Season: 900 + from/1000, Number: from%1000 + i}
		if err := l.publishAs(ctx, l.movies+10*o.rounds+from+i, store.Publication{Title: at.DefaultTitle(), Free: true, Episode: at}, &f.timed, &timed{}); err != nil {
			return figure{}, err
		}
	}
	return f.figure(name), nil
}

// ownQuestions are those of a person who marked much.
func (l *library) ownQuestions(a store.Actor) (list []question) {
	add := func(name string, ask func(context.Context, *rand.Rand) (int, error)) {
		list = append(list, question{"own: " + name, func(r *rand.Rand) (func(context.Context) (int, error), int, string) {
			return func(ctx context.Context) (int, error) { return ask(ctx, r) }, pageSize, name
		}})
	}
	page := func(name string, q store.LibraryQuery) {
		add(name, func(ctx context.Context, _ *rand.Rand) (int, error) {
			q.Limit = pageSize
			rows, err := l.shop.Library(ctx, a, q)
			return len(rows), err
		})
	}
	now := time.Now()
	for _, k := range mark.All {
		page("page of "+string(k), store.LibraryQuery{Own: k})
		page("page of "+string(k)+", from the end", store.LibraryQuery{Own: k, Reverse: true})
	}
	add("number of favourites", func(ctx context.Context, _ *rand.Rand) (int, error) {
		t, err := l.shop.CountLibrary(ctx, a, store.LibraryQuery{Own: mark.Favourite})
		return t.N, err
	})
	page("page of the library", store.LibraryQuery{})
	page("page of what is new", store.LibraryQuery{Since: now.Add(-time.Hour)})
	page("page of what is new in ten years", store.LibraryQuery{Since: now.AddDate(-10, 0, 0)})
	for name, since := range map[string]time.Time{"an hour": now.Add(-time.Hour), "a week of the stock": stock.Movie(l.movies-1).CreatedAt.AddDate(0, 0, -7), "ten years": now.AddDate(-10, 0, 0)} {
		add("news of "+name, func(ctx context.Context, _ *rand.Rand) (int, error) {
			n, err := l.shop.News(ctx, a, since, pageSize)
			return len(n.Movies), err
		})
		add("news of "+name+", of what one follows", func(ctx context.Context, _ *rand.Rand) (int, error) {
			n, err := l.shop.FollowedNews(ctx, a, since)
			return len(n), err
		})
	}
	add("mark a movie", func(ctx context.Context, r *rand.Rand) (int, error) {
		_, err := l.shop.Mark(ctx, a, []int64{1 + r.Int64N(int64(l.movies))}, mark.Later, r.IntN(2) == 0)
		return 0, err
	})
	return list
}
