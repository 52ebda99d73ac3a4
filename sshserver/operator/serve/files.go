package serve

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"strings"
	"sync/atomic"

	"youku.example/media"
	"youku.example/sshserver/operator/local"
	"youku.example/store"
)

// mostNamed is how many movies one line of the log names.
const mostNamed = 20

// watchFiles makes the shop look at the movies' files, those that are asked for
// and all of them in the background; stop ends that and returns when it has.
func watchFiles(ctx context.Context, shop *store.Shop, movies local.Movies, log *slog.Logger) (stop func()) {
	shop.SetFileChecker(store.FileChecker{Stat: notingFaults(statIn(movies), log), Sum: sumIn(movies), Tell: func(missing, back []store.Movie) {
		if len(missing) > 0 {
			log.Warn("movies are not for sale: their files are missing, have another size, or were changed by another name", "count", len(missing), "movies", named(missing))
		}
		if len(back) > 0 {
			log.Info("movies are for sale again: their files are back", "count", len(back), "movies", named(back))
		}
	}})
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		shop.WatchFiles(ctx, func(err error) { log.Error("look at the movies' files", "err", err) })
	}()
	return func() {
		cancel()
		<-ended
	}
}

// statIn opens files to see that they can be. One that may not be read is as
// good as missing; any other fault says nothing about the file.
func statIn(movies local.Movies) func(context.Context, string) (store.FileFacts, bool, error) {
	return func(ctx context.Context, file string) (facts store.FileFacts, found bool, err error) {
		f, err := movies.Movie(ctx, file)
		if errors.Is(err, media.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
			return facts, false, nil
		}
		if err != nil {
			return facts, false, err
		}
		facts.Size = f.Size()
		if timed, is := f.(media.Timed); is {
			facts.Times.Modified, facts.Times.Changed = timed.Times()
		}
		return facts, true, f.Close()
	}
}

// notingFaults logs that files can't be looked at, once until they can be again: people
// read a sentence without the cause.
func notingFaults(stat func(context.Context, string) (store.FileFacts, bool, error), log *slog.Logger) func(context.Context, string) (store.FileFacts, bool, error) {
	var failing atomic.Bool
	return func(ctx context.Context, file string) (store.FileFacts, bool, error) {
		facts, found, err := stat(ctx, file)
		switch {
		case err != nil && ctx.Err() == nil && !failing.Swap(true):
			log.Error("the movies can't be looked at", "file", file, "err", err)
		case err == nil && failing.Swap(false):
			log.Info("the movies can be looked at again")
		}
		return facts, found, err
	}
}

// sumIn hashes files.
func sumIn(movies local.Movies) func(context.Context, string) (string, error) {
	return func(ctx context.Context, file string) (string, error) {
		f, err := movies.Movie(ctx, file)
		if err != nil {
			return "", err
		}
		defer f.Close()
		sums, err := media.Sum(ctx, f, f.Size(), nil)
		return sums.SHA256, err
	}
}

// named lists movies by number and title, the first few of many.
func named(movies []store.Movie) string {
	var names []string
	for _, m := range movies[:min(len(movies), mostNamed)] {
		names = append(names, fmt.Sprintf("%d %s", m.ID, store.Clean(m.Title)))
	}
	if more := len(movies) - len(names); more > 0 {
		names = append(names, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(names, ", ")
}
