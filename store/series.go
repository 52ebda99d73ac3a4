package store

import (
	"context"
	"slices"
	"time"

	"youku.example/store/title"
)

// Series is words and an order around movies. What is counted is of its
// movies on the shelf; one without any is seen by admins alone.
type Series struct {
	ID        int64
	Title     string
	Slug      string // the name of its folder, fixed when it was made; unique
	About     string // in what names one series; "" in lists
	Year      int    // 0: not known
	Tags      []string
	Cover     int64 // of the picture that was given to it; 0: that of its first episode is shown
	CreatedAt time.Time

	Episodes int   // movies
	Seasons  int   // with a movie; the specials are none
	Price    Fen   // of all movies together; 0: all are free
	Newest   int64 // the movie that was added last
}

// Free reports whether nothing of the series costs anything.
func (s Series) Free() bool { return s.Price == 0 }

// SeriesListing is a series as one viewer sees it.
type SeriesListing struct {
	Series
	YourPrice Fen // what is left to pay for all of it
	Owned     int // movies that were bought
	New       int // movies that came of late to a series that was there before
	Following bool
}

// newFor is how long an episode is new.
const newFor = 7 * 24 * time.Hour

// New reports whether a movie of the series is one of the new ones.
func (s Series) New(m Movie, now time.Time) bool {
	return s.hasNew(now) && !m.CreatedAt.Before(now.Add(-newFor))
}

// hasNew reports whether the series is old enough that what comes is new in it.
func (s Series) hasNew(now time.Time) bool { return s.CreatedAt.Before(now.Add(-newFor)) }

// SeriesPrice is how many movies of a series on the shelf cost so much, and how
// many of them one account bought.
type SeriesPrice struct {
	SeriesID int64
	Price    Fen
	Movies   int
	Owned    int
	New      int // of late
}

// SeriesPage asks the engine for a part of the series with movies on the shelf,
// by title. The search has the last word, as in MoviePage.
type SeriesPage struct {
	Search title.Search
	After  int64
	Limit  int
}

// SeriesQuery asks for a part of the series, by title.
type SeriesQuery struct {
	Search string
	After  int64
	Limit  int // 50 if 0, at most 500
}

// SeriesList is a part of the series as the actor sees them, by title.
func (s *Shop) SeriesList(ctx context.Context, a Actor, q SeriesQuery) (list []SeriesListing, err error) {
	span := Span{Limit: q.Limit}.within(pageLimit, maxPage)
	err = s.db.View(ctx, func(v View) error {
		u, err := s.viewer(ctx, v, a)
		if err != nil {
			return err
		}
		rows, err := v.SeriesPage(ctx, SeriesPage{Search: title.NewSearch(q.Search), After: q.After, Limit: span.Limit})
		if err != nil {
			return notFoundAs(err, noSeries(q.After))
		}
		list, err = s.seriesListings(ctx, v, u, rows)
		return err
	})
	return list, err
}

// Series is one series as the actor sees it, with its movies on the shelf by
// season and number. One without any is shown to admins alone.
func (s *Shop) Series(ctx context.Context, a Actor, id int64) (l SeriesListing, episodes []Listing, err error) {
	err = s.db.View(ctx, func(v View) error {
		u, err := s.viewer(ctx, v, a)
		if err != nil {
			return err
		}
		row, err := v.SeriesByID(ctx, id)
		if err != nil {
			return notFoundAs(err, noSeries(id))
		}
		if row.Episodes == 0 && a.Role != RoleAdmin {
			return noSeries(id)
		}
		list, err := s.seriesListings(ctx, v, u, []Series{row})
		if err != nil {
			return err
		}
		l = list[0]
		movies, err := v.Episodes(ctx, id)
		if err != nil {
			return err
		}
		if episodes, err = s.listings(ctx, v, u, movies); err != nil {
			return err
		}
		if err := nameUploaders(ctx, v, a, episodes); err != nil {
			return err
		}
		return addSubtitles(ctx, v, episodes)
	})
	return l, episodes, err
}

// NextEpisode is the episode on the shelf that follows a place in a series, as the
// actor sees it. The specials follow each other, and no season; ErrNoMovie says
// that none follows.
func (s *Shop) NextEpisode(ctx context.Context, a Actor, series int64, e Episode) (l Listing, err error) {
	err = s.db.View(ctx, func(v View) error {
		u, err := s.viewer(ctx, v, a)
		if err != nil {
			return err
		}
		movies, err := v.Episodes(ctx, series)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(movies, func(m Movie) bool { return m.Episode.Before(e) > 0 })
		if i < 0 || (movies[i].Episode.Season == 0) != (e.Season == 0) {
			return noMovie(0)
		}
		list, err := s.listings(ctx, v, u, movies[i:i+1])
		if err != nil {
			return err
		}
		l = list[0]
		return nil
	})
	return l, err
}

func noSeries(id int64) *Refusal { return &Refusal{Code: ErrNoSeries.Code, Movie: id} }

// seriesListings are series as an account sees them.
func (s *Shop) seriesListings(ctx context.Context, v View, u User, rows []Series) ([]SeriesListing, error) {
	list := make([]SeriesListing, len(rows))
	for i, row := range rows {
		list[i].Series = row
	}
	return list, s.seriesSeenBy(ctx, v, u, list)
}

// seriesSeenBy fills in how an account sees series. A VIP's price is rounded for each
// movie, so what is left to pay is added up by single prices.
func (s *Shop) seriesSeenBy(ctx context.Context, v View, u User, list []SeriesListing) error {
	at, ids := make(map[int64]*SeriesListing, len(list)), make([]int64, len(list))
	for i := range list {
		at[list[i].ID], ids[i] = &list[i], list[i].ID
	}
	now := s.wall()
	prices, err := v.SeriesPrices(ctx, u.ID, ids, now.Add(-newFor))
	if err != nil {
		return err
	}
	vip := u.VIP(now)
	for _, p := range prices {
		l := at[p.SeriesID]
		one := s.Rules().priceFor(Movie{Free: p.Price == 0, Price: p.Price}, vip)
		l.YourPrice += one * Fen(p.Movies-p.Owned)
		l.Owned += p.Owned
		if l.hasNew(now) {
			l.New += p.New
		}
	}
	return addFollowed(ctx, v, u.ID, ids, at)
}

// SeriesEdit changes a series; nil leaves a thing as it is.
type SeriesEdit struct {
	Title *string
	About *string
	Year  *int
	Tags  *[]string
}

// SeriesSaid is what the files of an upload say of the series that it is an
// episode of. It fills in what is not known of that series, and changes nothing
// that is.
type SeriesSaid struct {
	Title string // it is said of no series with another title
	About string
	Year  int
	Tags  []string
}

// CheckSeriesSaid takes what is said of a series, and returns it as it will be
// kept.
func CheckSeriesSaid(said *SeriesSaid) (_ *SeriesSaid, err error) {
	if said == nil {
		return nil, nil
	}
	s := *said
	if s.About, err = CheckAbout(s.About); err != nil {
		return nil, err
	}
	if err := CheckYear(s.Year); err != nil {
		return nil, err
	}
	s.Tags, err = CheckTags(s.Tags)
	return &s, err
}

// hear takes what is said of the series and was not known, and reports whether
// that is anything.
func (s *Series) hear(ctx context.Context, tx Tx, said *SeriesSaid) (more bool, err error) {
	if said == nil || title.Folded(said.Title) != title.Folded(s.Title) {
		return false, nil
	}
	if s.About == "" && said.About != "" {
		s.About, more = said.About, true
	}
	if s.Year == 0 && said.Year != 0 {
		s.Year, more = said.Year, true
	}
	if len(s.Tags) == 0 && len(said.Tags) > 0 {
		s.Tags, err = oneSpelling(ctx, tx, said.Tags)
		more = true
	}
	return more, err
}

// EditSeries changes what is said of a series. Its folder keeps its name.
func (s *Shop) EditSeries(ctx context.Context, a Actor, id int64, e SeriesEdit) (row Series, err error) {
	err = s.asAdmin(ctx, a, func(tx *change) (auditEvent, error) {
		if row, err = tx.SeriesByID(ctx, id); err != nil {
			return auditEvent{}, notFoundAs(err, noSeries(id))
		}
		old := row.Title
		if row, err = editedSeries(row, e); err != nil {
			return auditEvent{}, err
		}
		same, err := tx.SeriesByFold(ctx, title.Folded(row.Title))
		if err == nil && same.ID != id {
			return auditEvent{}, &Refusal{Code: ErrSeriesTaken.Code, Movie: same.ID, Name: same.Title}
		}
		if row.Tags, err = oneSpelling(ctx, tx, row.Tags); err != nil {
			return auditEvent{}, err
		}
		if err := tx.SetSeries(ctx, row); err != nil {
			return auditEvent{}, err
		}
		tx.catalogueChanged()
		return auditf("series edit", old, "series %d: %s", id, row.Title), renameEpisodes(ctx, tx, id, old)
	})
	if err != nil {
		return Series{}, err
	}
	return row, nil
}

// renameEpisodes lets the episodes of a series that had another title follow it.
func renameEpisodes(ctx context.Context, tx Tx, id int64, before string) error {
	movies, err := tx.Episodes(ctx, id)
	if err != nil {
		return err
	}
	for _, m := range movies {
		old, title := m.Episode, m.Title
		old.Series = before
		if m.follow(old); m.Title == title {
			continue
		}
		if err := tx.SetMovie(ctx, m, IndexOf(m)); err != nil {
			return err
		}
	}
	return nil
}

// editedSeries is the series after an edit.
func editedSeries(row Series, e SeriesEdit) (_ Series, err error) {
	if e.Title != nil {
		if row.Title, err = CheckTitle(*e.Title); err != nil {
			return row, err
		}
	}
	if e.About != nil {
		if row.About, err = CheckAbout(*e.About); err != nil {
			return row, err
		}
	}
	if e.Year != nil {
		row.Year = *e.Year
	}
	if e.Tags != nil {
		if row.Tags, err = CheckTags(*e.Tags); err != nil {
			return row, err
		}
	}
	return row, CheckYear(row.Year)
}

// oneSpelling gives tags the spelling that their folded form has already; new
// ones bring theirs.
func oneSpelling(ctx context.Context, tx Tx, tags []string) ([]string, error) {
	out := slices.Clone(tags)
	for i, tag := range tags {
		name, err := tx.TagName(ctx, title.Folded(tag), tag)
		if err != nil {
			return nil, err
		}
		out[i] = name
	}
	return out, nil
}

// Tags lists the tags whose folded form begins with that of a text, for one who
// types it; at most limit.
func (s *Shop) Tags(ctx context.Context, a Actor, begins string, limit int) (names []string, err error) {
	err = s.db.View(ctx, func(v View) error {
		if _, err := s.viewer(ctx, v, a); err != nil {
			return err
		}
		names, err = v.Tags(ctx, title.Folded(begins), limit)
		return err
	})
	return names, err
}
