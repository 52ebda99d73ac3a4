package stock

import (
	"context"
	"fmt"
	"runtime"

	"youku.example/store"
	"youku.example/store/title"
)

// batch is how many movies one transaction brings.
const batch = 1000

// prepared is a movie with what it is found and sorted by.
type prepared struct {
	movie store.Movie
	index store.MovieIndex
}

// Fill adds the movies from..to of the stock to a database, through the same
// code that a publication goes through, in large transactions.
func Fill(ctx context.Context, db store.DB, from, to int) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if from == 0 && to > 0 {
		if err := addTags(ctx, db); err != nil {
			return err
		}
	}
	series := Groups(from) // so many are there
	for p := range prepare(ctx, from, to) {
		list, there := <-p, series
		err := db.Update(ctx, func(tx store.Tx) error {
			series = there
			for _, m := range list {
				for ; series < int(m.movie.SeriesID) || series%seriesInGroup > 0; series++ {
					if err := addSeries(ctx, tx, series); err != nil {
						return err
					}
				}
				if err := tx.AddMovie(ctx, &m.movie, m.index); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("fill the stock: %w", err)
		}
	}
	return ctx.Err()
}

// addSeries adds the next series. They come in their order, a group at a time,
// since a movie of the stock knows the ID of its own.
func addSeries(ctx context.Context, tx store.Tx, i int) error {
	s := Series(i)
	if err := tx.AddSeries(ctx, &s); err != nil {
		return fmt.Errorf("add series %q: %w", s.Title, err)
	}
	if want := Series(i).ID; s.ID != want {
		return fmt.Errorf("series %q is number %d and should be %d: other series were there before the stock", s.Title, s.ID, want)
	}
	return nil
}

func addTags(ctx context.Context, db store.DB) error {
	return db.Update(ctx, func(tx store.Tx) error {
		for i := range Tags() {
			if _, err := tx.TagName(ctx, title.Folded(Tag(i)), Tag(i)); err != nil {
				return err
			}
		}
		return nil
	})
}

// prepare makes batches ahead, as many at once as there are processors, and
// gives them in order.
func prepare(ctx context.Context, from, to int) <-chan chan []prepared {
	queue := make(chan chan []prepared, runtime.GOMAXPROCS(0))
	go func() {
		defer close(queue)
		for at := from; at < to; at += batch {
			done := make(chan []prepared, 1)
			select {
			case queue <- done:
			case <-ctx.Done():
				return
			}
			go func() { done <- prepareBatch(at, min(at+batch, to)) }()
		}
	}()
	return queue
}

func prepareBatch(from, to int) []prepared {
	list := make([]prepared, 0, to-from)
	for i := from; i < to; i++ {
		m := Movie(i)
		list = append(list, prepared{m, store.IndexOf(m)})
	}
	return list
}
