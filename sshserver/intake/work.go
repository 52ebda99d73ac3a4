package intake

import (
	"context"
	"time"

	"youku.example/sshserver/contain"
	"youku.example/store"
)

// work is something that was begun for a session and is the server's to end:
// neither a screen's patience nor a connection that is lost stops it, only
// Close does.
type work struct {
	done  chan struct{} // closed when movie and err are there
	movie store.Movie
	err   error
}

// begin runs do on its own. Its context has the values of ctx and ends with
// Close, which waits for do to return. After Close nothing begins.
func (in *Intake) begin(ctx context.Context, do func(context.Context) (store.Movie, error)) (*work, error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.ctx.Err() != nil {
		return nil, store.ErrBusy
	}
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(in.ctx, cancel)
	w := &work{done: make(chan struct{})}
	in.done.Go(func() {
		defer close(w.done)
		defer cancel()
		defer stop()
		w.movie, w.err = in.run(ctx, do)
	})
	return w, nil
}

// run makes an error of a panic in do.
func (in *Intake) run(ctx context.Context, do func(context.Context) (store.Movie, error)) (m store.Movie, err error) {
	defer contain.Error(&err)
	return do(ctx)
}

// wait returns what came of the work, or ctx's error if that ends first. tick
// is called in between.
func (w *work) wait(ctx context.Context, tick func()) (store.Movie, error) {
	ticks := time.NewTicker(publishTick)
	defer ticks.Stop()
	for {
		select {
		case <-w.done:
			return w.movie, w.err
		default:
		}
		select {
		case <-w.done:
		case <-ticks.C:
			tick()
		case <-ctx.Done():
			return store.Movie{}, ctx.Err()
		}
	}
}

// setProgress notes how far the hash or the copy of a row is.
func (in *Intake) setProgress(row, done int64) {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.progress[row] = done
}

// forget is for when neither runs any more.
func (in *Intake) forget(row int64) {
	in.mu.Lock()
	defer in.mu.Unlock()
	delete(in.progress, row)
}
