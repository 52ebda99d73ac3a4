package serve

import (
	"context"
	"log/slog"
	"slices"

	"youku.example/store"
)

// caching is a library that keeps bytes of movies on this machine.
type caching interface {
	Cached() []string
	Forget(file string)
}

// mostAsked is of how many files is asked at once.
const mostAsked = 200

// forgetPurged has the cache drop the bytes of movies that are purged, on whatever
// server, and of those that were while this one was not there; stop ends that.
func forgetPurged(ctx context.Context, shop *store.Shop, cache caching, log *slog.Logger) (stop func()) {
	shop.OnBytesGone(cache.Forget)
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for files := range slices.Chunk(cache.Cached(), mostAsked) {
			gone, err := shop.WithoutMovie(ctx, files)
			if err != nil {
				if ctx.Err() == nil {
					log.Warn("look which movies of the cache are gone", "err", err)
				}
				return
			}
			for _, file := range gone {
				log.Info("the cache drops a movie that is gone", "file", file)
				cache.Forget(file)
			}
		}
	}()
	return func() {
		cancel()
		<-ended
	}
}
