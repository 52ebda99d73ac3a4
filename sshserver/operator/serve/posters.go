package serve

import (
	"context"
	"errors"
	"image"
	"io"
	"log/slog"

	"youku.example/media/cover"
	"youku.example/media/poster"
	"youku.example/sshserver"
	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/problem"
	"youku.example/store"
	"youku.example/tui"
)

// posters shows the pictures of movies and series to those who may see them: the
// cover that an admin gave, else a frame. Without an ffmpeg the service is nil, and
// there are no frames.
type posters struct {
	open    *store.Shop
	movies  local.Movies
	service *poster.Service
	log     *slog.Logger
}

// openPosters finds the operator's ffmpeg. One that was named must be there.
func openPosters(c *local.Call, shop *store.Shop, movies local.Movies, log *slog.Logger) (*posters, error) {
	f := &posters{open: shop, movies: movies, log: log}
	name := c.Settings.FFmpeg
	switch name {
	case "no":
		return f, nil
	case "auto":
		name = "ffmpeg"
	}
	program, err := poster.Find(name)
	switch {
	case err == nil:
		f.service = poster.New(program, movies, log)
	case c.Settings.FFmpeg != "auto":
		return nil, problem.New("设置 ffmpeg：找不到程序 %q", "setting ffmpeg: there is no program %q", name)
	}
	return f, nil
}

// Close ends what is being made.
func (f *posters) Close() error {
	if f.service == nil {
		return nil
	}
	return f.service.Close()
}

func (f *posters) forScreens() tui.Posters { return f }

// Poster is the cover of a movie that the actor may see, else a frame of it. Of
// one that was taken down no one sees any.
func (f *posters) Poster(ctx context.Context, a store.Actor, movie int64) (image.Image, error) {
	m, err := f.open.Movie(ctx, a, movie)
	if err != nil || m.Shelf == store.TakenDown || m.Shelf == store.Purged {
		return nil, err
	}
	if img := f.cover(ctx, m.Cover); img != nil {
		return img, nil
	}
	if f.service == nil {
		return nil, nil
	}
	img, err := f.service.Poster(ctx, poster.Movie{Key: m.File, Ext: m.Ext, Length: m.Duration})
	if errors.Is(err, poster.ErrNone) {
		return nil, nil
	}
	return img, err
}

// SeriesPoster is the cover of a series that the actor may see, else the picture
// of its first episode.
func (f *posters) SeriesPoster(ctx context.Context, a store.Actor, series int64) (image.Image, error) {
	l, episodes, err := f.open.Series(ctx, a, series)
	if err != nil {
		return nil, err
	}
	if img := f.cover(ctx, l.Cover); img != nil || len(episodes) == 0 {
		return img, nil
	}
	return f.Poster(ctx, a, episodes[0].ID)
}

// cover reads a cover by its ID, nil where there is none or none that can be read.
func (f *posters) cover(ctx context.Context, id int64) image.Image {
	if id == 0 {
		return nil
	}
	img, err := f.readCover(ctx, id)
	if err != nil && !errors.Is(err, store.ErrNoCover) && !errors.Is(err, store.ErrStoreAway) && ctx.Err() == nil {
		f.log.Warn("read a cover", "cover", id, "err", err)
	}
	return img
}

func (f *posters) readCover(ctx context.Context, id int64) (image.Image, error) {
	row, err := f.open.Cover(ctx, id)
	if err != nil {
		return nil, err
	}
	file, err := f.movies.Cover(ctx, row.File)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	p, err := io.ReadAll(io.NewSectionReader(file, 0, min(file.Size(), cover.MaxSize)))
	if err != nil {
		return nil, err
	}
	return cover.Decode(p)
}

func (f *posters) drop(ctx context.Context, file string) {
	if err := f.service.Drop(context.WithoutCancel(ctx), file); err != nil {
		f.log.Warn("drop a poster", "movie", file, "err", err)
	}
}

// shop is the shop, where a movie that is taken down loses its frame as well.
func (f *posters) shop() sshserver.Shop {
	if f.service == nil {
		return f.open
	}
	return shopWithPosters{f.open, f}
}

type shopWithPosters struct {
	*store.Shop
	posters *posters
}

func (s shopWithPosters) TakeDown(ctx context.Context, a store.Actor, id int64) (refunded int, err error) {
	refunded, err = s.Shop.TakeDown(ctx, a, id)
	if err != nil {
		return refunded, err
	}
	if m, err := s.Movie(ctx, a, id); err == nil {
		s.posters.drop(ctx, m.File)
	}
	return refunded, nil
}

// library is the library, where a movie that is removed is forgotten too.
func (f *posters) library(movies local.Movies) local.Movies {
	if f.service == nil {
		return movies
	}
	return libraryWithPosters{movies, f}
}

type libraryWithPosters struct {
	local.Movies
	posters *posters
}

func (l libraryWithPosters) Remove(ctx context.Context, key string) error {
	l.posters.drop(ctx, key)
	return l.Movies.Remove(ctx, key)
}
