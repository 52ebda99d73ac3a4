package store

import (
	"context"
	"errors"
	"slices"
	"time"

	"youku.example/store/event"
	"youku.example/store/mark"
)

// Request asks for leave to fetch a movie. It never charges: a paid movie
// that the actor does not own is ErrNotOwned with its price. There is at most
// one live grant an account and movie, and asking again returns it before
// anything else is asked: a movie that was free may have a price by then.
//
// A movie whose file is missing is ErrUnavailable, also to those who hold a
// grant of it: theirs stays as it is.
func (s *Shop) Request(ctx context.Context, a Actor, movie int64) (d Download, err error) {
	if err := s.checkFile(ctx, movie); err != nil {
		return Download{}, err
	}
	err = s.asUser(ctx, a, func(tx *change, u User) (auditEvent, error) {
		var again bool
		if d, again, err = s.request(ctx, tx, u, movie); err == nil && !again {
			tx.announce(event.ForAccount(u.ID, TopicDownloads))
		}
		return auditEvent{}, err
	})
	if err != nil {
		return Download{}, err
	}
	return d, nil
}

// request is the account's live grant of a movie, the one that it has or a new
// one.
func (s *Shop) request(ctx context.Context, tx Tx, u User, movie int64) (d Download, again bool, err error) {
	now := s.clock.now()
	old, err := tx.OpenGrant(ctx, u.ID, movie)
	if err != nil && !errors.Is(err, errNoRow) {
		return d, false, err
	}
	if err == nil && old.live(now) { // whatever the movie costs by now
		if !old.Movie.Available() {
			return d, false, old.Movie.Unavailable()
		}
		d, err = s.toDownload(ctx, tx, old)
		return d, true, err
	}
	m, sale, err := s.obtainable(ctx, tx, u, movie)
	if err != nil {
		return d, false, err
	}
	if old.ID != 0 {
		if err := tx.SetGrant(ctx, old.ended(EndExpired, now)); err != nil {
			return d, false, err
		}
	}
	g, err := s.newGrant(ctx, tx, u, m, sale)
	if err != nil {
		return d, false, err
	}
	if err := s.followFirst(ctx, tx, u, m); err != nil {
		return d, false, err
	}
	d, err = s.toDownload(ctx, tx, g)
	return d, false, err
}

// obtainable gives the movie if the account may have it now: it stands on the
// shelf, or was bought before it was deleted; its file is there; and it is free for the
// account, or was bought.
func (s *Shop) obtainable(ctx context.Context, v View, u User, movie int64) (m Movie, sale Sale, err error) {
	if m, err = v.MovieByID(ctx, movie); err != nil {
		return m, sale, notFoundAs(err, noMovie(movie))
	}
	sale, err = v.Sale(ctx, u.ID, movie)
	bought := err == nil
	if err != nil && !errors.Is(err, errNoRow) {
		return m, sale, err
	}
	switch {
	case !bought && m.Shelf != OnShelf, m.Shelf == TakenDown, m.Shelf == Purged:
		return m, sale, noMovie(movie)
	case !m.Available():
		return m, sale, m.Unavailable()
	case !bought && !m.freeFor(u.VIP(s.wall())):
		return m, sale, &Refusal{Code: ErrNotOwned.Code, Movie: movie, Name: m.Title, Price: s.Rules().priceFor(m, u.VIP(s.wall()))}
	}
	return m, sale, nil
}

func (s *Shop) newGrant(ctx context.Context, tx Tx, u User, m Movie, sale Sale) (Granted, error) {
	now, rules := s.clock.now(), s.Rules()
	pending, err := tx.PendingGrants(ctx, u.ID, now)
	if err != nil {
		return Granted{}, err
	}
	if len(pending) >= rules.MaxPending {
		return Granted{}, &Refusal{Code: ErrTooMany.Code, Limit: rules.MaxPending}
	}
	var last time.Time
	if n := len(pending); n > 0 {
		last = pending[n-1].ReadyAt
	}
	g := Grant{Account: u.ID, MovieID: m.ID, Sale: sale.ID, RequestedAt: now}
	if !u.VIP(s.wall()) {
		g.Wait = rules.Wait
	}
	g.ReadyAt = ReadyAt(u.VIP(s.wall()), now, last, rules.Wait)
	g.ExpiresAt = ExpiresAt(sale.ID != 0, g.ReadyAt, rules.Lifetime)
	if err := tx.AddGrant(ctx, &g); err != nil {
		return Granted{}, err
	}
	return Granted{Grant: g, Movie: m, Paid: sale.Paid}, nil
}

// liveGrant is the account's live grant of a movie, or ErrNoGrant.
func (s *Shop) liveGrant(ctx context.Context, v View, account, movie int64) (Granted, error) {
	g, err := v.OpenGrant(ctx, account, movie)
	if err == nil && !g.live(s.clock.now()) {
		err = errNoRow
	}
	return g, notFoundAs(err, &Refusal{Code: ErrNoGrant.Code, Movie: movie})
}

// toDownload is a grant as its owner sees it, with its place in the queue and
// what running transfers have sent.
func (s *Shop) toDownload(ctx context.Context, v View, g Granted) (Download, error) {
	list, err := s.toDownloads(ctx, v, g.Account, []Granted{g})
	if err != nil {
		return Download{}, err
	}
	return list[0], nil
}

// toDownloads is toDownload for some of an account's grants.
func (s *Shop) toDownloads(ctx context.Context, v View, account int64, grants []Granted) ([]Download, error) {
	now := s.clock.now()
	var pending []Grant
	if slices.ContainsFunc(grants, func(g Granted) bool { return g.pending(now) }) {
		var err error
		if pending, err = v.PendingGrants(ctx, account, now); err != nil {
			return nil, err
		}
	}
	list := downloads(grants, pending, now)
	if err := nameApart(ctx, v, grants, list, now); err != nil {
		return nil, err
	}
	if err := withSubtitles(ctx, v, list); err != nil {
		return nil, err
	}
	return s.addProgress(account, list), nil
}

// addProgress adds to grants what their running transfers have sent so far.
func (s *Shop) addProgress(account int64, list []Download) []Download {
	for _, p := range s.transfers.List(func(p Progress) bool { return p.Account == account && p.MovieID != 0 }) {
		for i := range list {
			if d := &list[i]; d.MovieID == p.MovieID && d.Live {
				d.Sent = max(d.Sent, p.Sent)
			}
		}
	}
	return list
}

// Download is the actor's live grant of a movie, whatever its state, or
// ErrNoGrant.
func (s *Shop) Download(ctx context.Context, a Actor, movie int64) (d Download, err error) {
	err = s.db.View(ctx, func(v View) error {
		if _, err := s.requireUser(ctx, v, a); err != nil {
			return err
		}
		g, err := s.liveGrant(ctx, v, a.Account, movie)
		if err != nil {
			return err
		}
		d, err = s.toDownload(ctx, v, g)
		return err
	})
	return d, err
}

// NextDownload is the actor's live grant that becomes ready next after that of a
// movie, or ErrNoGrant.
func (s *Shop) NextDownload(ctx context.Context, a Actor, movie int64) (d Download, err error) {
	err = s.db.View(ctx, func(v View) error {
		if _, err := s.requireUser(ctx, v, a); err != nil {
			return err
		}
		before, err := s.liveGrant(ctx, v, a.Account, movie)
		if err != nil {
			return err
		}
		now := s.clock.now()
		pending, err := v.PendingGrants(ctx, a.Account, now)
		if err != nil {
			return err
		}
		for _, p := range pending { // by ReadyAt, no more than Rules.MaxPending
			if !p.ReadyAt.After(before.ReadyAt) {
				continue
			}
			g, err := v.Grant(ctx, p.ID)
			if err != nil {
				return err
			}
			if g.live(now) {
				d, err = s.toDownload(ctx, v, g)
				return err
			}
		}
		return &Refusal{Code: ErrNoGrant.Code}
	})
	return d, err
}

// DownloadPage is a part of the actor's history, the newest first: one row a
// grant.
func (s *Shop) DownloadPage(ctx context.Context, a Actor, span Span) (p Page[Download], err error) {
	var marks map[int64]mark.Set
	p.Rows, err = s.grants(ctx, a, func(v View) (rows []Granted, err error) {
		if rows, err = v.Grants(ctx, a.Account, span.within(pageLimit, maxPage)); err != nil {
			return nil, err
		}
		ids := make([]int64, len(rows))
		for i, g := range rows {
			ids[i] = g.MovieID
		}
		if marks, err = v.MarksAmong(ctx, a.Account, ids); err != nil {
			return nil, err
		}
		p.Total.N, err = v.CountGrants(ctx, a.Account)
		return rows, err
	})
	for i := range p.Rows {
		p.Rows[i].Marks = marks[p.Rows[i].MovieID]
	}
	return p, err
}

// ReadyDownloads is what the actor may fetch now. The files are checked, so
// that nothing is listed that can't be opened.
func (s *Shop) ReadyDownloads(ctx context.Context, a Actor) ([]Download, error) {
	return s.ready(ctx, a, func(v View) ([]Granted, error) { return v.OpenGrants(ctx, a.Account) })
}

// ReadyDownloadsIn is what the actor may fetch now of the series whose folder has
// that name.
func (s *Shop) ReadyDownloadsIn(ctx context.Context, a Actor, folder string) ([]Download, error) {
	return s.ready(ctx, a, func(v View) ([]Granted, error) {
		series, err := v.SeriesBySlug(ctx, folder)
		if errors.Is(err, errNoRow) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		return v.OpenGrantsIn(ctx, a.Account, series.ID)
	})
}

// ready are those of some of the actor's grants that may be opened now.
func (s *Shop) ready(ctx context.Context, a Actor, list func(View) ([]Granted, error)) ([]Download, error) {
	if err := s.checkFilesOf(ctx, list); err != nil {
		return nil, err
	}
	all, err := s.grants(ctx, a, list)
	ready := all[:0]
	for _, d := range all {
		if d.CanFetch() {
			ready = append(ready, d)
		}
	}
	return ready, err
}

func (s *Shop) grants(ctx context.Context, a Actor, list func(View) ([]Granted, error)) (out []Download, err error) {
	err = s.db.View(ctx, func(v View) error {
		if _, err := s.requireUser(ctx, v, a); err != nil {
			return err
		}
		rows, err := list(v)
		if err != nil {
			return err
		}
		out, err = s.toDownloads(ctx, v, a.Account, rows)
		return err
	})
	return out, err
}
