package stock

import (
	"context"
	"fmt"
	"runtime"

	"youku.example/store"
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
	for p := range prepare(ctx, from, to) {
		err := db.Update(ctx, func(tx store.Tx) error {
			for _, m := range <-p {
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
