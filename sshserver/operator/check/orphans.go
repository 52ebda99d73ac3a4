package check

import (
	"context"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"

	"youku.example/media/subtitle"
	"youku.example/sshserver/operator/local"
	"youku.example/store"
)

// Orphans are the keys of files that no row knows: of movies, of uploads, of
// subtitles, and of covers.
type Orphans struct{ Movies, Incoming, Subtitles, Covers []string }

// FindOrphans looks for the files that no row knows.
func FindOrphans(ctx context.Context, shop *store.Shop, library local.Movies) (o Orphans, err error) {
	for _, find := range []func(context.Context, *store.Shop, local.Movies, *Orphans) error{orphanMovies, orphanSubtitles, orphanCovers} {
		if err := find(ctx, shop, library, &o); err != nil {
			return Orphans{}, err
		}
	}
	return o, nil
}

func orphanMovies(ctx context.Context, shop *store.Shop, library local.Movies, o *Orphans) error {
	known := map[string]bool{}
	err := shop.EachMovie(ctx, func(m store.Movie) error {
		known[m.File] = m.Shelf != store.Purged || known[m.File]
		return nil
	})
	if err != nil {
		return err
	}
	purging, err := shop.Purging(ctx)
	if err != nil {
		return err
	}
	for _, m := range purging { // the next start removes it
		known[m.File] = true
	}
	uploads, err := shop.IncomingRows(ctx)
	if err != nil {
		return err
	}
	received := map[string]bool{}
	for _, row := range uploads {
		received[row.File] = true
		if row.State == store.Publishing { // the next start settles it
			known[row.KeptAs] = true
		}
	}
	importing, _, err := shop.BeingImported(ctx)
	if err != nil {
		return err
	}
	maps.Copy(known, importing) // who goes on with the import settles it
	kept, err := library.MovieKeys(ctx)
	if err != nil {
		return err
	}
	arrived, err := library.IncomingKeys(ctx)
	if err != nil {
		return err
	}
	o.Movies, o.Incoming = unknown(kept, known), unknown(arrived, received)
	return nil
}

func orphanSubtitles(ctx context.Context, shop *store.Shop, library local.Movies, o *Orphans) error {
	kept, err := library.SubtitleKeys(ctx)
	if err != nil {
		return err
	}
	known, err := subtitleFiles(ctx, shop)
	o.Subtitles = unknown(kept, known)
	return err
}

func orphanCovers(ctx context.Context, shop *store.Shop, library local.Movies, o *Orphans) error {
	kept, err := library.CoverKeys(ctx)
	if err != nil {
		return err
	}
	known := map[string]bool{}
	err = shop.EachCover(ctx, func(c store.Cover, _ store.EntryID) error {
		known[c.File] = true
		return nil
	})
	o.Covers = unknown(kept, known)
	return err
}

// subtitleFiles are the keys that rows of subtitles name.
func subtitleFiles(ctx context.Context, shop *store.Shop) (known map[string]bool, err error) {
	known = map[string]bool{}
	return known, shop.EachSubtitle(ctx, func(s store.Subtitle) error {
		known[s.File] = true
		return nil
	})
}

func unknown(keys []string, known map[string]bool) (list []string) {
	for _, key := range keys {
		if !known[key] {
			list = append(list, key)
		}
	}
	return list
}

// takeBack makes uploads of the files that no row knows. The next start hashes
// them, and reports what is no movie, is cut off, or is here already.
func takeBack(ctx context.Context, c *local.Call, shop *store.Shop, library local.Movies) error {
	o, err := FindOrphans(ctx, shop, library)
	if err != nil {
		return err
	}
	var taken []string
	for _, key := range o.Movies {
		if err := library.TakeBack(ctx, key, incomingKey(key)); err != nil {
			return err
		}
		if err := adopt(ctx, c, shop, library, incomingKey(key), key, path.Ext(key)); err != nil {
			return err
		}
		taken = append(taken, incomingKey(key))
	}
	for _, key := range o.Subtitles {
		if err := takeBackSubtitle(ctx, c, shop, library, key); err != nil {
			return err
		}
		taken = append(taken, incomingKey(key))
	}
	for _, key := range o.Covers {
		if err := library.TakeBackCover(ctx, key, incomingKey(key)); err != nil {
			return err
		}
		if err := adopt(ctx, c, shop, library, incomingKey(key), key, "-poster.jpg"); err != nil {
			return err
		}
		taken = append(taken, incomingKey(key))
	}
	for _, key := range o.Incoming {
		if slices.Contains(taken, key) {
			continue // a repair that was cut off had begun to take it back
		}
		if err := adopt(ctx, c, shop, library, key, key, path.Ext(key)); err != nil {
			return err
		}
	}
	return nil
}

// takeBackSubtitle makes a sidecar of a file of subtitles. Its name says of which
// format it is; of which movie and language it was, none knows any more.
func takeBackSubtitle(ctx context.Context, c *local.Call, shop *store.Shop, library local.Movies, key string) error {
	f, err := library.Subtitle(ctx, key)
	if err != nil {
		return err
	}
	p, err := io.ReadAll(io.NewSectionReader(f, 0, min(f.Size(), subtitle.MaxKept)))
	_ = f.Close()
	if err != nil {
		return err
	}
	ending := subtitle.SRT
	if s, err := subtitle.Read(p[:min(len(p), subtitle.MaxSize)]); err == nil {
		ending = s.Format
	}
	if err := library.TakeBackSubtitle(ctx, key, incomingKey(key)); err != nil {
		return err
	}
	return adopt(ctx, c, shop, library, incomingKey(key), key, "."+ending)
}

// incomingKey is where a file goes back to: always the same place, so
// that a repair that was cut off is gone on with.
func incomingKey(kept string) string {
	stem := kept[:len(kept)-len(path.Ext(kept))]
	return stem[:min(len(stem), 32)]
}

// adopt makes the row of a file that lies among the incoming ones; its name has
// that ending.
func adopt(ctx context.Context, c *local.Call, shop *store.Shop, library local.Movies, key, was, ending string) error {
	f, err := library.Arrived(ctx, key)
	if err != nil {
		return err
	}
	size := f.Size()
	if err := f.Close(); err != nil {
		return err
	}
	name := "recovered-" + key[:min(len(key), 12)] + ending
	if _, err := shop.AdoptIncoming(ctx, local.Operator, name, key, size); err != nil {
		return err
	}
	fmt.Fprintf(c.Stdout, sayTakenBack.In(c.Lang), name, was)
	return nil
}
