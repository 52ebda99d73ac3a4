package store

import (
	"context"
	"errors"
	"slices"
	"time"

	"youku.example/store/event"
	"youku.example/store/mark"
	"youku.example/store/title"
)

// What people mark for themselves. A mark is seen by the one who made it and by no
// other, also no admin; so it leaves no line in the audit.

// MarkPage asks the engine for what an account marked in one way, the last first.
type MarkPage struct {
	User    int64
	Kind    mark.Kind
	After   EntryID // the last row shown; zero: from the start
	Reverse bool    // against the order, from its end on
	Limit   int
}

// MarkedRow is a movie or a series that was marked.
type MarkedRow struct {
	LibraryRow
	Kind mark.Kind
	At   time.Time
}

// MarksView reads what people marked. What is listed and counted of movies is on the
// shelf, or was bought before it was deleted.
type MarksView interface {
	// MarksAmong is what an account says of each of some movies.
	MarksAmong(ctx context.Context, user int64, movies []int64) (map[int64]mark.Set, error)
	// MarkedRows is a page of marks; an After that is none of them is NoRow.
	MarkedRows(ctx context.Context, p MarkPage) ([]MarkedRow, error)
	// CountMarked is how many rows the pages have in all, counted up to most.
	CountMarked(ctx context.Context, user int64, kind mark.Kind, most int) (Total, error)
	// FollowedAmong lists which of some series an account follows.
	FollowedAmong(ctx context.Context, user int64, series []int64) ([]int64, error)
}

// MarksTx writes what people mark.
type MarksTx interface {
	// AddMark marks a movie; one that is marked so keeps its time.
	AddMark(ctx context.Context, user, movie int64, k mark.Kind, at time.Time) error
	DropMark(ctx context.Context, user, movie int64, k mark.Kind) error
	// DropMarksOf takes up to so many marks of a movie away, and returns how many.
	DropMarksOf(ctx context.Context, movie int64, limit int) (int, error)
	// SetFollowing says whether an account follows a series. One that followed it
	// before keeps its time.
	SetFollowing(ctx context.Context, user, series int64, on bool, at time.Time) error
	// FollowFirst has an account follow a series of which it never said whether it
	// does.
	FollowFirst(ctx context.Context, user, series int64, at time.Time) error
}

// Mark marks movies, or takes the mark away: of all, or of none. It returns them as
// the actor sees them then.
func (s *Shop) Mark(ctx context.Context, a Actor, movies []int64, k mark.Kind, on bool) (list []Listing, err error) {
	err = s.asUser(ctx, a, func(tx *change, u User) (auditEvent, error) {
		marked, err := s.visible(ctx, tx, u, movies)
		if err != nil {
			return auditEvent{}, err
		}
		at := s.wall()
		for _, m := range marked {
			if on {
				err = tx.AddMark(ctx, u.ID, m.ID, k, at)
			} else {
				err = tx.DropMark(ctx, u.ID, m.ID, k)
			}
			if err != nil {
				return auditEvent{}, err
			}
		}
		tx.announce(event.ForAccount(u.ID, TopicMarks))
		list, err = s.listings(ctx, tx, u, marked)
		return auditEvent{}, err
	})
	if err != nil {
		return nil, err
	}
	return list, nil
}

// visible are movies that stand on the shelf, or that the account bought before they
// were deleted; none twice.
func (s *Shop) visible(ctx context.Context, v View, u User, movies []int64) ([]Movie, error) {
	list, err := Selection{IDs: movies}.movies(ctx, v)
	if err != nil {
		return nil, err
	}
	for _, m := range list {
		if m.Shelf == OnShelf {
			continue
		}
		if m.Shelf != Deleted {
			return nil, noMovie(m.ID)
		}
		if _, err := v.Sale(ctx, u.ID, m.ID); err != nil {
			return nil, notFoundAs(err, noMovie(m.ID))
		}
	}
	return list, nil
}

// Follow has the actor follow a series, or no longer: the first request or purchase of
// one follows it, but for what was said here.
func (s *Shop) Follow(ctx context.Context, a Actor, series int64, on bool) (l SeriesListing, err error) {
	err = s.asUser(ctx, a, func(tx *change, u User) (auditEvent, error) {
		row, err := tx.SeriesByID(ctx, series)
		if err == nil && row.Episodes == 0 {
			err = errNoRow
		}
		if err != nil {
			return auditEvent{}, notFoundAs(err, noSeries(series))
		}
		if err := tx.SetFollowing(ctx, u.ID, series, on, s.wall()); err != nil {
			return auditEvent{}, err
		}
		tx.announce(event.ForAccount(u.ID, TopicMarks))
		list, err := s.seriesListings(ctx, tx, u, []Series{row})
		if err == nil {
			l = list[0]
		}
		return auditEvent{}, err
	})
	if err != nil {
		return SeriesListing{}, err
	}
	return l, nil
}

// followFirst has an account follow the series of an episode that it asked for or
// bought, where it never said that it does not.
func (s *Shop) followFirst(ctx context.Context, tx Tx, u User, m Movie) error {
	if m.SeriesID == 0 {
		return nil
	}
	return tx.FollowFirst(ctx, u.ID, m.SeriesID, s.wall())
}

// Marks is what the actor marked in some ways, the last first: a part of it where one
// way is asked for, else up to the limit.
func (s *Shop) Marks(ctx context.Context, a Actor, kinds []mark.Kind, after int64, limit int) (list []MarkedRow, err error) {
	limit = Span{Limit: limit}.within(pageLimit, maxPage).Limit
	err = s.db.View(ctx, func(v View) error {
		u, err := s.requireUser(ctx, v, a)
		if err != nil {
			return err
		}
		list = nil
		for _, k := range kinds {
			p := MarkPage{User: u.ID, Kind: k, After: EntryID{Series: after != 0 && k == mark.Following, ID: after}, Limit: limit}
			rows, err := v.MarkedRows(ctx, p)
			if err != nil {
				return notFoundAs(err, noMovie(after))
			}
			list = append(list, rows...)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(list, func(p, q MarkedRow) int { return q.At.Compare(p.At) })
	return list[:min(limit, len(list))], nil
}

// ownRows is a page of the library of which the actor marked each row. A search walks
// what was marked, since that is little beside the library.
func (s *Shop) ownRows(ctx context.Context, v View, u User, q LibraryQuery) (list []LibraryRow, err error) {
	if u.ID == 0 {
		return nil, nil
	}
	m := MarkPage{User: u.ID, Kind: q.Own, After: q.After, Reverse: q.Reverse}
	return answering(q, libraryPage(q).Limit, func(after EntryID, limit int) ([]LibraryRow, error) {
		m.After, m.Limit = after, limit
		rows, err := v.MarkedRows(ctx, m)
		if errors.Is(err, errNoRow) { // the last row is marked no more
			m.After = EntryID{}
			rows, err = v.MarkedRows(ctx, m)
		}
		list := make([]LibraryRow, len(rows))
		for i, r := range rows {
			list[i] = r.LibraryRow
		}
		return list, err
	})
}

// answering is a page of those rows that answer a search, read a part at a time; without
// a search it is one part.
func answering(q LibraryQuery, limit int, next func(after EntryID, limit int) ([]LibraryRow, error)) (list []LibraryRow, err error) {
	search, part, after := title.NewSearch(q.Search), limit, q.After
	if !search.Blank() {
		part = maxPage
	}
	for {
		rows, err := next(after, part)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if after = r.ID(); search.Blank() || search.Finds(r.subject()) {
				list = append(list, r)
			}
		}
		if len(rows) < part || len(list) >= limit {
			return list[:min(len(list), limit)], nil
		}
	}
}

// allOf asks for as much as is given at once.
func allOf(q LibraryQuery) LibraryQuery {
	q.After, q.Reverse, q.Limit = EntryID{}, false, maxPage
	return q
}

// countOwn counts what the pages of ownRows hold in all.
func (s *Shop) countOwn(ctx context.Context, v View, u User, q LibraryQuery) (t Total, err error) {
	switch {
	case u.ID == 0:
		return t, nil
	case q.Search == "":
		return v.CountMarked(ctx, u.ID, q.Own, mostCounted)
	}
	rows, err := s.ownRows(ctx, v, u, allOf(q))
	return Total{N: len(rows), More: len(rows) == maxPage}, err
}

// ID names the row.
func (r LibraryRow) ID() EntryID {
	if r.Series != nil {
		return EntryID{Series: true, ID: r.Series.ID}
	}
	return EntryID{ID: r.Movie.ID}
}

func (r LibraryRow) subject() title.Subject {
	if r.Series != nil {
		return r.Series.Subject()
	}
	return r.Movie.Subject()
}

// purgeMarks takes the marks of a movie away, a part at a time: many people may have
// marked it, and no update waits for all of them.
func (s *Shop) purgeMarks(ctx context.Context, movie int64) error {
	const atOnce = 1000
	for n := atOnce; n == atOnce; {
		err := s.db.Update(ctx, func(tx Tx) (err error) {
			n, err = tx.DropMarksOf(ctx, movie, atOnce)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// addMarks fills in what an account says of movies.
func addMarks(ctx context.Context, v View, user int64, ids []int64, at map[int64]*Listing) error {
	sets, err := v.MarksAmong(ctx, user, ids)
	for id, set := range sets {
		at[id].Marks = set
	}
	return err
}

// addFollowed fills in which series an account follows.
func addFollowed(ctx context.Context, v View, user int64, ids []int64, at map[int64]*SeriesListing) error {
	if user == 0 {
		return nil
	}
	followed, err := v.FollowedAmong(ctx, user, ids)
	for _, id := range followed {
		at[id].Following = true
	}
	return err
}
