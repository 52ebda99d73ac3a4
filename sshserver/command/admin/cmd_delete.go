package admin

import (
	"context"
	"slices"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// Delete hides a movie; it can be restored.
func Delete(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "delete", Gate: cli.Admin, Args: "ID… | --series ID [--season N]", Most: cli.MostIDs, Group: cli.GroupMovies,
		Help:     words.Say("删除一部影片（可以恢复）", "hides a movie; it can be restored"),
		More:     words.Say("从列表里消失，买过的人仍可下载，正在进行的传输会完成。几个编号或 --series 时每部一行（JSON 是数组）。", "It leaves the catalogue. Its buyers keep it, and running transfers finish. Several numbers, or --series, get a line each (in JSON an array)."),
		Examples: []string{"delete 7", "delete 7-9 12", "delete --series 2 --season 1"},
		Make: shelve(shop, Shop.Delete, store.Deleted,
			words.Say("删除了 %d；restore %d 恢复它。", "Movie %d is hidden; restore %d brings it back.")),
	}
}

type shelfJSON struct {
	ID    int64       `json:"id"`
	Shelf store.Shelf `json:"shelf"`
}

// shelve moves the movies of the line to another shelf.
func shelve(shop Shop, move func(Shop, context.Context, store.Actor, int64) error, to store.Shelf, says words.T) func(*cli.Flags) cli.Runner {
	return func(f *cli.Flags) cli.Runner {
		flags := cli.NewSelectionFlags(f)
		return func(ctx context.Context, call *cli.Call) error {
			sel, _, err := flags.Selection(call)
			if err != nil {
				return err
			}
			one := func(id int64) (cli.Outcome, error) {
				return cli.Outcome{Done: shelfJSON{id, to}, Says: cli.Fill(says, id, id)}, move(shop, ctx, call.Actor, id)
			}
			if sel.Series == 0 {
				return call.EachID(ctx, cli.OfMovies, one)
			}
			ids, err := episodesOff(ctx, shop, call.Actor, sel, to)
			if err != nil {
				return err
			}
			return call.EachOf(ctx, ids, cli.OfMovies, one)
		}
	}
}

// episodesOff is the episodes of a series, or of a season of it, that a move to a
// shelf is for: of those off the catalogue only the deleted ones come back with
// the others, since what was taken down was so for a reason of its own.
func episodesOff(ctx context.Context, shop Shop, a store.Actor, sel store.Selection, to store.Shelf) ([]int64, error) {
	if _, _, err := shop.Series(ctx, a, sel.Series); err != nil {
		return nil, err
	}
	from := store.OnShelf
	if to == store.OnShelf {
		from = store.Deleted
	}
	var found []store.Listing
	for q := (store.Query{Series: sel.Series, Deleted: from == store.Deleted, Limit: 500}); ; {
		page, err := shop.Movies(ctx, a, q)
		if err != nil {
			return nil, err
		}
		for _, l := range page {
			if l.Shelf == from && (sel.Season == nil || l.Episode.Season == *sel.Season) {
				found = append(found, l)
			}
		}
		if len(page) < q.Limit {
			break
		}
		q.After = page[len(page)-1].ID
	}
	slices.SortFunc(found, func(x, y store.Listing) int { return x.Episode.Before(y.Episode) })
	ids := make([]int64, len(found))
	for i, l := range found {
		ids[i] = l.ID
	}
	return ids, nil
}
