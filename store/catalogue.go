package store

import (
	"context"
	"slices"

	"youku.example/store/title"
)

// The bounds of a page of the catalogue.
const (
	pageLimit = 50
	maxPage   = 500
)

// Movies is one page of the catalogue as the actor sees it.
func (s *Shop) Movies(ctx context.Context, a Actor, q Query) (list []Listing, err error) {
	p := page(q)
	err = s.db.View(ctx, func(v View) error {
		u, err := s.viewer(ctx, v, a)
		if err != nil {
			return err
		}
		if (q.Deleted || q.Missing) && a.Role != RoleAdmin {
			return ErrNotAllowed
		}
		movies, err := v.MoviePage(ctx, p)
		if err != nil {
			return notFoundAs(err, noMovie(q.After))
		}
		if list, err = s.listings(ctx, v, u, movies); err != nil {
			return err
		}
		return nameUploaders(ctx, v, a, list)
	})
	return list, err
}

// mostCounted is up to how many movies that a search finds are counted.
const mostCounted = 1000

// CountMovies is how many movies the pages of a query hold in all. What a
// search finds is counted up to 1,000, or to 200 where titles must be read.
func (s *Shop) CountMovies(ctx context.Context, a Actor, q Query) (t Total, err error) {
	p := page(q)
	err = s.db.View(ctx, func(v View) error {
		if _, err := s.viewer(ctx, v, a); err != nil {
			return err
		}
		if (q.Deleted || q.Missing) && a.Role != RoleAdmin {
			return ErrNotAllowed
		}
		t, err = v.CountMoviePage(ctx, p, mostCounted)
		return err
	})
	return t, err
}

// Library is one page of the library as the actor sees it.
func (s *Shop) Library(ctx context.Context, a Actor, q LibraryQuery) (list []LibraryEntry, err error) {
	p := libraryPage(q)
	err = s.db.View(ctx, func(v View) error {
		u, err := s.viewer(ctx, v, a)
		if err != nil {
			return err
		}
		var rows []LibraryRow
		switch {
		case q.Own != "":
			rows, err = s.ownRows(ctx, v, u, q)
		case !q.Since.IsZero():
			rows, err = s.newRows(ctx, v, q)
		default:
			rows, err = v.LibraryPage(ctx, p)
		}
		switch {
		case err != nil && q.After.Series:
			return notFoundAs(err, noSeries(q.After.ID))
		case err != nil:
			return notFoundAs(err, noMovie(q.After.ID))
		}
		list, err = s.entries(ctx, v, u, rows)
		return err
	})
	return list, err
}

// CountLibrary is how many entries the pages of a query hold in all. What a
// search finds is counted as CountMovies counts.
func (s *Shop) CountLibrary(ctx context.Context, a Actor, q LibraryQuery) (t Total, err error) {
	p := libraryPage(q)
	err = s.db.View(ctx, func(v View) error {
		u, err := s.viewer(ctx, v, a)
		switch {
		case err != nil:
		case q.Own != "":
			t, err = s.countOwn(ctx, v, u, q)
		case !q.Since.IsZero():
			t, err = s.countNew(ctx, v, q)
		default:
			t, err = v.CountLibraryPage(ctx, p, mostCounted)
		}
		return err
	})
	return t, err
}

// LibraryCounts is how many entries the library has.
func (s *Shop) LibraryCounts(ctx context.Context) (c Counts, err error) {
	err = s.db.View(ctx, func(v View) (err error) {
		c, err = v.CountLibrary(ctx)
		return err
	})
	return c, err
}

// libraryPage takes a query apart for the engine.
func libraryPage(q LibraryQuery) LibraryPage {
	return LibraryPage{
		Priced: q.Priced, Sort: q.Sort, Reverse: q.Reverse, After: q.After, Limit: Span{Limit: q.Limit}.within(pageLimit, maxPage).Limit,
		Search: title.NewSearch(q.Search), Tag: title.Folded(q.Tag), Year: q.Year,
	}
}

// entries are rows of the library as an account sees them.
func (s *Shop) entries(ctx context.Context, v View, u User, rows []LibraryRow) ([]LibraryEntry, error) {
	n := 0
	for _, r := range rows {
		if r.Series != nil {
			n++
		}
	}
	movies, series := make([]Listing, 0, len(rows)-n), make([]SeriesListing, 0, n)
	list := make([]LibraryEntry, len(rows))
	for i, r := range rows {
		if r.Series != nil {
			series = append(series, SeriesListing{Series: *r.Series})
			list[i].Series = &series[len(series)-1]
		} else {
			movies = append(movies, Listing{Movie: *r.Movie})
			list[i].Movie = &movies[len(movies)-1]
		}
	}
	if err := s.seenBy(ctx, v, u, movies); err != nil {
		return nil, err
	}
	return list, s.seriesSeenBy(ctx, v, u, series)
}

// page takes a query apart for the engine.
func page(q Query) MoviePage {
	p := MoviePage{Priced: q.Priced, Sort: q.Sort, Deleted: q.Deleted, Missing: q.Missing, Reverse: q.Reverse, Limit: q.Limit, After: q.After, Search: title.NewSearch(q.Search),
		Tag: title.Folded(q.Tag), Year: q.Year, Series: q.Series}
	if p.Limit <= 0 {
		p.Limit = pageLimit
	}
	p.Limit = min(p.Limit, maxPage)
	return p
}

// viewer is the account that asks; its zero value for a guest.
func (s *Shop) viewer(ctx context.Context, v View, a Actor) (User, error) {
	if a.Account == 0 && !a.operator {
		if s.Rules().NoGuests {
			return User{}, ErrMembersOnly
		}
		return User{}, s.wasEnded(a.Session)
	}
	return s.activeUser(ctx, v, a)
}

// listings are movies as an account sees them.
func (s *Shop) listings(ctx context.Context, v View, u User, movies []Movie) ([]Listing, error) {
	list := make([]Listing, len(movies))
	for i, m := range movies {
		list[i].Movie = m
	}
	return list, s.seenBy(ctx, v, u, list)
}

// seenBy fills in how an account sees movies: at its price, with what it owns and its
// live grants.
func (s *Shop) seenBy(ctx context.Context, v View, u User, list []Listing) error {
	vip := u.VIP(s.wall())
	for i := range list {
		l := &list[i]
		l.YourPrice, l.VIPPrice = s.Rules().priceFor(l.Movie, vip), s.Rules().priceFor(l.Movie, true)
		l.Included = vip && l.VIPFree
	}
	if u.ID == 0 {
		return nil
	}
	ids, at := make([]int64, len(list)), make(map[int64]*Listing, len(list))
	for i := range list {
		ids[i], at[list[i].ID] = list[i].ID, &list[i]
	}
	sales, err := v.SalesAmong(ctx, u.ID, ids)
	if err != nil {
		return err
	}
	for _, sale := range sales {
		at[sale.MovieID].Owned = true
	}
	if err := addMarks(ctx, v, u.ID, ids, at); err != nil {
		return err
	}
	grants, err := v.OpenGrantsAmong(ctx, u.ID, ids)
	if err != nil {
		return err
	}
	now := s.clock.now()
	grants = slices.DeleteFunc(grants, func(g Granted) bool { return !g.live(now) })
	downloads, err := s.toDownloads(ctx, v, u.ID, grants)
	if err != nil {
		return err
	}
	for i := range downloads {
		at[downloads[i].MovieID].Grant = &downloads[i]
	}
	return nil
}

// Movie is one movie as the actor sees it, with its live grant. A deleted one
// is shown to those who bought it and to admins. Its file is checked; where
// that can't be done or saved, the listing is as the row says.
func (s *Shop) Movie(ctx context.Context, a Actor, id int64) (l Listing, err error) {
	_ = s.checkFile(ctx, id)
	err = s.db.View(ctx, func(v View) error {
		u, err := s.viewer(ctx, v, a)
		if err != nil {
			return err
		}
		m, err := v.MovieByID(ctx, id)
		if err != nil {
			return notFoundAs(err, noMovie(id))
		}
		list, err := s.listings(ctx, v, u, []Movie{m})
		if err != nil {
			return err
		}
		l = list[0]
		if a.Role != RoleAdmin && m.Shelf != OnShelf && (m.Shelf != Deleted || !l.Owned) {
			return noMovie(id)
		}
		if err = addSubtitles(ctx, v, list); err == nil {
			err = nameUploaders(ctx, v, a, list)
		}
		l = list[0]
		return err
	})
	if err != nil {
		return Listing{}, err
	}
	return l, nil
}

func noMovie(id int64) *Refusal { return &Refusal{Code: ErrNoMovie.Code, Movie: id} }

// Counts is how many movies stand on the shelf.
func (s *Shop) Counts(ctx context.Context) (c Counts, err error) {
	err = s.db.View(ctx, func(v View) (err error) {
		c, err = v.CountMovies(ctx)
		return err
	})
	return c, err
}

// EachMovie gives every movie of every shelf to fn, by ID.
func (s *Shop) EachMovie(ctx context.Context, fn func(Movie) error) error {
	return EachMovie(ctx, s.db, fn)
}

// EachMovie is Shop.EachMovie for rows that no shop was opened over. fn runs
// outside of the rows' locks and may take its time.
func EachMovie(ctx context.Context, db DB, fn func(Movie) error) error {
	for after := int64(0); ; {
		batch, err := moviesFrom(ctx, db, after)
		if err != nil || len(batch) == 0 {
			return err
		}
		for _, m := range batch {
			if err := fn(m); err != nil {
				return err
			}
		}
		after = batch[len(batch)-1].ID
	}
}

// MoviesFrom gives the next movies of every shelf by ID, none at the end. For
// those who list a library of any size and keep no more than a part of it.
func (s *Shop) MoviesFrom(ctx context.Context, after int64) ([]Movie, error) {
	return moviesFrom(ctx, s.db, after)
}

func moviesFrom(ctx context.Context, db DB, after int64) (batch []Movie, err error) {
	err = db.View(ctx, func(v View) (err error) {
		batch, err = v.MoviesFrom(ctx, after, maxPage)
		return err
	})
	return batch, err
}
