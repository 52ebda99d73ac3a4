package store

import "context"

// streamsAtOnce is how many movies are listed at a time.
const streamsAtOnce = 100

// MoviesOfUnknownStreams lists some movies of which it is not known yet
// whether they stream, by ID, from the one after that ID; none when there are no more.
func (s *Shop) MoviesOfUnknownStreams(ctx context.Context, after int64) (list []Movie, err error) {
	err = s.db.View(ctx, func(v View) (err error) {
		list, err = v.MoviesOfUnknownStreams(ctx, after, streamsAtOnce)
		return err
	})
	return list, err
}

// SetStreams notes whether a movie streams; a movie that is not there is
// ErrNoMovie.
func (s *Shop) SetStreams(ctx context.Context, id int64, streams Streams) error {
	return s.db.Update(ctx, func(tx Tx) error { return notFoundAs(tx.SetStreams(ctx, id, streams), noMovie(id)) })
}
