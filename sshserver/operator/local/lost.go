package local

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"

	"youku.example/keys"
	"youku.example/sshserver/operator/problem"
	"youku.example/store"
	"youku.example/tui/words"
)

// A part of the data folder that is gone is not made anew in silence: an empty
// database beside the movies would be a library that has lost its accounts,
// and the disk with the movies may just not be mounted.

var (
	SayDatabase  = words.Say("数据库", "the database")
	SayMovies    = words.Say("影片目录", "the movies")
	SayHostKeys  = words.Say("主机密钥", "the host keys")
	SayAdminKeys = words.Say("管理员密钥", "the admins' keys")

	SayNewHostKey = words.Say("主机密钥 %s 不见了，已新建一把：认得旧密钥的客户端会警告。若有副本，请停止服务、放回原来的密钥。\n",
		"The host key %s was gone and is new: clients that knew the old one will warn. If you have a copy, stop and put it back.\n")
)

// NothingLost stops a start in a folder that has movies and no rows.
func (c *Call) NothingLost(ctx context.Context) error {
	if c.Settings.OnServer() {
		return nil
	}
	info, err := os.Stat(c.Settings.Database())
	if err == nil && info.Size() > 0 || err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil // opening it says what is wrong with it
	}
	if _, err := os.Stat(c.Settings.Movies()); err != nil && !c.Settings.InStore() {
		return nil
	}
	movies, err := c.Movies(ctx)
	if err != nil {
		return err
	}
	defer movies.Close()
	if kept, err := movies.MovieKeys(ctx); err != nil || len(kept) == 0 {
		return err
	}
	return problem.New("%s 里有影片，数据库 %s 却不见了或是空的：请用 youku restore 恢复备份；要重新开始，就把影片目录移走",
		"there are movies in %s, but the database %s is gone or empty: put a backup in its place with youku restore, or move the movies away to begin anew",
		c.Settings.Movies(), c.Settings.Database())
}

// Movies opens the movies, wherever they are, and makes their folder.
func (c *Call) Movies(ctx context.Context) (Movies, error) {
	return c.moviesAt(ctx, MoviesAt{Place: c.Settings.Movies()})
}

func (c *Call) moviesAt(ctx context.Context, at MoviesAt) (Movies, error) {
	movies, err := c.Engines.Movies(ctx, at)
	if err != nil {
		return nil, problem.Opening(SayMovies, at.Place, err)
	}
	return movies, nil
}

// ServedMovies is OpenMovies for the process that serves: of a store it keeps what
// was read last.
func (c *Call) ServedMovies(ctx context.Context, shop *store.Shop, log *slog.Logger) (Movies, error) {
	if err := c.moviesThere(ctx, shop); err != nil {
		return nil, err
	}
	return c.moviesAt(ctx, MoviesAt{Place: c.Settings.Movies(), Cache: c.Settings.CacheFolder(), CacheBytes: c.Settings.CacheBytes, Log: log})
}

// OpenMovies opens the movies' folder, which is there if the rows know movies.
func (c *Call) OpenMovies(ctx context.Context, shop *store.Shop) (Movies, error) {
	if err := c.moviesThere(ctx, shop); err != nil {
		return nil, err
	}
	return c.Movies(ctx)
}

// moviesThere refuses a folder that is gone while rows know movies. A store says
// itself whether it is there.
func (c *Call) moviesThere(ctx context.Context, shop *store.Shop) error {
	if c.Settings.InStore() {
		return nil
	}
	if _, err := os.Stat(c.Settings.Movies()); errors.Is(err, fs.ErrNotExist) {
		kept := 0
		err := shop.EachMovie(ctx, func(m store.Movie) error {
			if m.Shelf != store.Purged {
				kept++
			}
			return nil
		})
		if err != nil {
			return err
		}
		if kept > 0 {
			return problem.New("数据库里有 %d 部影片，影片目录 %s 却不见了：请挂上它的磁盘，或放回副本",
				"the database knows %d movies, but their folder %s is gone: mount its disk, or put a copy back", kept, c.Settings.Movies())
		}
	}
	return nil
}

// LostHostKeys are the host keys that a library that was open before should
// have, and has not.
func (c *Call) LostHostKeys() []string {
	if _, err := os.Stat(c.Settings.Database()); err != nil {
		return nil
	}
	return keys.MissingHostKeys(c.Settings.Data)
}
