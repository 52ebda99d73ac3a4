package check

import (
	"context"
	"fmt"

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
