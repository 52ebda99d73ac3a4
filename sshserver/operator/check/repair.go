package check

import (
	"context"
	"fmt"
	"path"
	"slices"

	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/problem"
	"youku.example/store"
	"youku.example/tui/words"
)

var (
	sayTakenBack = words.Say("已放回 /incoming：%s（原文件 %s）\n", "back in /incoming: %s (the file %s)\n")
	sayLeftover  = words.Say("已删除没有拷完的残留：%s\n", "removed: %s, a copy that was cut off\n")
	sayNoMovie   = words.Say("已删除画面：%s 已经没有影片\n", "removed: the picture of %s, which no movie has any more\n")
	sayReindexed = words.Say("已重建搜索索引。\n", "The search index was made anew.\n")
)

// repair mends what has one right answer, with the server stopped: balances
// that differ from the ledger (opening does that), the search index, leftovers of
// copies, and files that no row knows, which come back into /incoming. Nothing
// of the ledger is changed, and no file that an account may need is removed.
func repair(ctx context.Context, c *local.Call) error {
	unlock, err := local.LockData(c.Settings.Lock())
	if err != nil {
		return err
	}
	defer unlock()
	rows, err := c.WriteRows(ctx)
	if err != nil {
		return err
	}
	shop, err := store.Open(ctx, rows, c.Settings.Rules)
	if err != nil {
		_ = rows.Close()
		return problem.Opening(local.SayDatabase, c.Settings.Database(), err)
	}
	defer shop.Close()
	if err := shop.Reconciled(ctx); err != nil {
		return err
	}
	library, err := c.OpenMovies(ctx, shop)
	if err != nil {
		return err
	}
	defer library.Close()
	if err := rows.Reindex(ctx); err != nil {
		return err
	}
	fmt.Fprint(c.Stdout, sayReindexed.In(c.Lang))
	if err := dropLeftovers(ctx, c, library); err != nil {
		return err
	}
	if err := takeBack(ctx, c, shop, library); err != nil {
		return err
	}
	return dropPosters(ctx, c, shop, library)
}

// dropPosters removes the pictures of files that are no movie's: neither a row
// names them nor are they there.
func dropPosters(ctx context.Context, c *local.Call, shop *store.Shop, library local.Movies) error {
	known := map[string]bool{}
	err := shop.EachMovie(ctx, func(m store.Movie) error {
		known[m.File] = m.Shelf != store.Purged || known[m.File]
		return nil
	})
	if err != nil {
		return err
	}
	kept, err := library.MovieKeys(ctx)
	if err != nil {
		return err
	}
	for _, key := range kept {
		known[key] = true
	}
	pictured, err := library.PosterKeys(ctx)
	if err != nil {
		return err
	}
	for _, key := range unknown(pictured, known) {
		if err := library.Remove(ctx, key); err != nil {
			return err
		}
		fmt.Fprintf(c.Stdout, sayNoMovie.In(c.Lang), store.Clean(key))
	}
	return nil
}

func dropLeftovers(ctx context.Context, c *local.Call, library local.Movies) error {
	strays, err := library.Strays(ctx)
	if err != nil {
		return err
	}
	for _, s := range strays {
		if !s.Partial {
			continue
		}
		if err := library.RemovePart(ctx, s.Name); err != nil {
			return err
		}
		fmt.Fprintf(c.Stdout, sayLeftover.In(c.Lang), store.Clean(s.Name))
	}
	return nil
}

// takeBack makes uploads of the files that no row knows. The next start hashes
// them, and reports what is no movie, is cut off, or is here already.
func takeBack(ctx context.Context, c *local.Call, shop *store.Shop, library local.Movies) error {
	movies, incoming, err := Orphans(ctx, shop, library)
	if err != nil {
		return err
	}
	for _, key := range movies {
		to := incomingKey(key)
		if err := library.TakeBack(ctx, key, to); err != nil {
			return err
		}
		if err := adopt(ctx, c, shop, library, to, key); err != nil {
			return err
		}
	}
	for _, key := range incoming {
		if slices.ContainsFunc(movies, func(m string) bool { return incomingKey(m) == key }) {
			continue // a repair that was cut off had begun to take it back
		}
		if err := adopt(ctx, c, shop, library, key, key); err != nil {
			return err
		}
	}
	return nil
}

// incomingKey is where a movie's file goes back to: always the same place, so
// that a repair that was cut off is gone on with.
func incomingKey(movieKey string) string {
	stem := movieKey[:len(movieKey)-len(path.Ext(movieKey))]
	return stem[:min(len(stem), 32)]
}

// adopt makes the row of a file that lies among the incoming ones.
func adopt(ctx context.Context, c *local.Call, shop *store.Shop, library local.Movies, key, was string) error {
	f, err := library.Arrived(ctx, key)
	if err != nil {
		return err
	}
	size := f.Size()
	if err := f.Close(); err != nil {
		return err
	}
	name := "recovered-" + key[:min(len(key), 12)] + path.Ext(was)
	if _, err := shop.AdoptIncoming(ctx, local.Operator, name, key, size); err != nil {
		return err
	}
	fmt.Fprintf(c.Stdout, sayTakenBack.In(c.Lang), name, was)
	return nil
}

// Orphans are the keys of files that belong to no movie and to no upload.
func Orphans(ctx context.Context, shop *store.Shop, library local.Movies) (movies, incoming []string, err error) {
	known := map[string]bool{}
	err = shop.EachMovie(ctx, func(m store.Movie) error {
		known[m.File] = m.Shelf != store.Purged || known[m.File]
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	purging, err := shop.Purging(ctx)
	if err != nil {
		return nil, nil, err
	}
	for _, m := range purging { // the next start removes it
		known[m.File] = true
	}
	uploads, err := shop.IncomingRows(ctx)
	if err != nil {
		return nil, nil, err
	}
	received := map[string]bool{}
	for _, row := range uploads {
		received[row.File] = true
		if row.State == store.Publishing { // the next start settles it
			known[row.SHA256+row.Ext] = true
		}
	}
	kept, err := library.MovieKeys(ctx)
	if err != nil {
		return nil, nil, err
	}
	arrived, err := library.IncomingKeys(ctx)
	if err != nil {
		return nil, nil, err
	}
	return unknown(kept, known), unknown(arrived, received), nil
}

func unknown(keys []string, known map[string]bool) (list []string) {
	for _, key := range keys {
		if !known[key] {
			list = append(list, key)
		}
	}
	return list
}
