package store

import (
	"context"
	"errors"
	"time"
)

// What came since a person was here last is asked of the rows when it is read: a
// publication writes nothing for those who follow.

// News is what came to the library since a time.
type News struct {
	Since   time.Time
	Visited bool         // the actor was in front of a screen before
	Movies  []Listing    // the newest first, episodes too
	Total   Total        // movies, of which Movies are some
	Series  []SeriesNews // that the actor follows, the one with the newest movie first
	Library string       // which library this is
}

// Others is how many of the movies are of no series that is followed.
func (n News) Others() Total {
	t := n.Total
	for _, s := range n.Series {
		t.N -= s.New
	}
	t.N = max(t.N, 0)
	return t
}

// SeriesNews is a series to which movies came.
type SeriesNews struct {
	Series Series
	New    int       // movies; no more than mostNew are counted
	Newest time.Time // when the last of them came
}

// Bounds of what is said at once. Who follows more series than mostFollowed, and comes back
// after as many got a movie, is told of those among them to which one came last.
const (
	mostNewSeries = 100
	mostNew       = 1000
	mostFollowed  = 500
)

// NewsView reads what is new.
type NewsView interface {
	// LastVisit is when an account left a screen last; NoRow where it never did.
	LastVisit(ctx context.Context, user int64) (time.Time, error)
	// MoviesSince lists movies on the shelf that came after a time, the newest first;
	// CountMoviesSince counts them up to most, and FirstSince is the first of them.
	MoviesSince(ctx context.Context, since time.Time, limit int) ([]Movie, error)
	CountMoviesSince(ctx context.Context, since time.Time, most int) (Total, error)
	FirstSince(ctx context.Context, since time.Time) (movie int64, err error)
	// FollowedSince lists up to most series that an account follows and to which
	// movies came after a time, the one with the newest movie first. Where both those
	// that it follows and those to which one came are more than few, it looks at the few
	// to which one came last.
	FollowedSince(ctx context.Context, user int64, since time.Time, few, most, mostMovies int) ([]SeriesNews, error)
	LibraryID(ctx context.Context) (string, error)
}

// NewsTx writes when people were here.
type NewsTx interface {
	SetLastVisit(ctx context.Context, user int64, at time.Time) error
}

// News is what came since a time; the zero time is when the actor left a screen last,
// or registered. Reading it changes nothing.
func (s *Shop) News(ctx context.Context, a Actor, since time.Time, limit int) (n News, err error) {
	limit = Span{Limit: limit}.within(pageLimit, maxPage).Limit
	err = s.db.View(ctx, func(v View) error {
		u, err := s.requireUser(ctx, v, a)
		if err != nil {
			return err
		}
		n = News{Since: since}
		left, err := v.LastVisit(ctx, u.ID)
		if err != nil && !errors.Is(err, errNoRow) {
			return err
		}
		n.Visited = err == nil
		switch {
		case since.IsZero() && n.Visited:
			n.Since = left
		case since.IsZero():
			n.Since = u.CreatedAt
		}
		movies, err := v.MoviesSince(ctx, n.Since, limit)
		if err != nil {
			return err
		}
		if n.Movies, err = s.listings(ctx, v, u, movies); err != nil {
			return err
		}
		if n.Total = (Total{N: len(movies)}); len(movies) == limit {
			if n.Total, err = v.CountMoviesSince(ctx, n.Since, mostCounted); err != nil {
				return err
			}
		}
		if n.Series, err = followedSince(ctx, v, u.ID, n.Since); err != nil {
			return err
		}
		n.Library, err = v.LibraryID(ctx)
		return err
	})
	return n, err
}

// FollowedNews is what came after a time of the series that the actor follows: for
// those who are here, and hear that the library changed.
func (s *Shop) FollowedNews(ctx context.Context, a Actor, since time.Time) (list []SeriesNews, err error) {
	err = s.db.View(ctx, func(v View) error {
		u, err := s.requireUser(ctx, v, a)
		if err != nil {
			return err
		}
		list, err = followedSince(ctx, v, u.ID, since)
		return err
	})
	return list, err
}

func followedSince(ctx context.Context, v View, user int64, since time.Time) ([]SeriesNews, error) {
	return v.FollowedSince(ctx, user, since, mostFollowed, mostNewSeries, mostNew)
}

// LeaveScreen says that the actor was here until now: what comes later is new to them.
func (s *Shop) LeaveScreen(ctx context.Context, a Actor) error {
	if a.Account == 0 {
		return nil
	}
	return s.db.Update(ctx, func(tx Tx) error {
		u, err := tx.UserByID(ctx, a.Account)
		switch {
		case err != nil:
			return notFoundAs(err, ErrRevoked)
		case !u.RemovedAt.IsZero(): // it keeps nothing any more
			return &Refusal{Code: ErrRemoved.Code}
		}
		return tx.SetLastVisit(ctx, a.Account, s.wall())
	})
}

// newRows is a page of the rows of the library that have a movie which came after a time,
// by its age. A search walks what is new, since that is little beside the library.
func (s *Shop) newRows(ctx context.Context, v View, q LibraryQuery) ([]LibraryRow, error) {
	p, err := pageSince(ctx, v, q)
	if err != nil || p.From == 0 {
		return nil, err
	}
	return answering(q, p.Limit, func(after EntryID, limit int) ([]LibraryRow, error) {
		p.After, p.Limit = after, limit
		return v.LibraryPage(ctx, p)
	})
}

// countNew counts what the pages of newRows hold in all.
func (s *Shop) countNew(ctx context.Context, v View, q LibraryQuery) (t Total, err error) {
	if q.Search != "" {
		rows, err := s.newRows(ctx, v, allOf(q))
		return Total{N: len(rows), More: len(rows) == maxPage}, err
	}
	p, err := pageSince(ctx, v, q)
	if err != nil || p.From == 0 {
		return t, err
	}
	return v.CountLibraryPage(ctx, p, mostCounted)
}

// pageSince is a page that begins with the first movie that came after a time; From is 0
// where none came.
func pageSince(ctx context.Context, v View, q LibraryQuery) (p LibraryPage, err error) {
	p = LibraryPage{Priced: AnyPrice, Sort: ByNew, Reverse: q.Reverse, After: q.After, Limit: libraryPage(q).Limit}
	if p.From, err = v.FirstSince(ctx, q.Since); errors.Is(err, errNoRow) {
		return p, nil
	}
	return p, err
}
