package operator

import (
	"context"
	"errors"
	"image"
	"log/slog"

	"youku.example/media/poster"
	"youku.example/sshserver"
	"youku.example/store"
	"youku.example/tui"
)

// frames are the movies' posters, as far as the viewers may see them. Without
// an ffmpeg there is no service, and nothing of this does anything.
type frames struct {
	open    *store.Shop
	service *poster.Service
	log     *slog.Logger
}

// openFrames finds the operator's ffmpeg. One that was named must be there.
func (c *call) openFrames(shop *store.Shop, movies Movies, log *slog.Logger) (*frames, error) {
	f := &frames{open: shop, log: log}
	name := c.settings.FFmpeg
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
	case c.settings.FFmpeg != "auto":
		return nil, tell("设置 ffmpeg：找不到程序 %q", "setting ffmpeg: there is no program %q", name)
	}
	return f, nil
}

// Close ends what is being made.
func (f *frames) Close() error {
	if f.service == nil {
		return nil
	}
	return f.service.Close()
}

func (f *frames) posters() tui.Posters {
	if f.service == nil {
		return nil
	}
	return f
}

// Poster is the frame of a movie that the actor may see. Of one that was taken
// down no one sees any.
func (f *frames) Poster(ctx context.Context, a store.Actor, movie int64) (image.Image, error) {
	m, err := f.open.Movie(ctx, a, movie)
	if err != nil || m.Shelf == store.TakenDown || m.Shelf == store.Purged {
		return nil, err
	}
	img, err := f.service.Poster(ctx, poster.Movie{Key: m.File, Ext: m.Ext, Length: m.Duration})
	if errors.Is(err, poster.ErrNone) {
		return nil, nil
	}
	return img, err
}

func (f *frames) drop(ctx context.Context, file string) {
	if err := f.service.Drop(context.WithoutCancel(ctx), file); err != nil {
		f.log.Warn("drop a poster", "movie", file, "err", err)
	}
}

// shop is the shop, where a movie that is taken down loses its frame as well.
func (f *frames) shop() sshserver.Shop {
	if f.service == nil {
		return f.open
	}
	return shopOfFrames{f.open, f}
}

type shopOfFrames struct {
	*store.Shop
	frames *frames
}

func (s shopOfFrames) TakeDown(ctx context.Context, a store.Actor, id int64) (refunded int, err error) {
	refunded, err = s.Shop.TakeDown(ctx, a, id)
	if err != nil {
		return refunded, err
	}
	if m, err := s.Movie(ctx, a, id); err == nil {
		s.frames.drop(ctx, m.File)
	}
	return refunded, nil
}

// library is the library, where a movie that is removed is forgotten too.
func (f *frames) library(movies Movies) Movies {
	if f.service == nil {
		return movies
	}
	return libraryOfFrames{movies, f}
}

type libraryOfFrames struct {
	Movies
	frames *frames
}

func (l libraryOfFrames) Remove(ctx context.Context, key string) error {
	l.frames.drop(ctx, key)
	return l.Movies.Remove(ctx, key)
}
