package viewer

import (
	"context"

	"youku.example/sshserver/command/cli"
	"youku.example/sshserver/command/view"
	"youku.example/store"
	"youku.example/tui/words"
)

// Movie shows one movie in full.
func Movie(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "movie", Gate: cli.Anyone, Args: "ID", Need: 1, Group: cli.GroupBrowse,
		Help:     words.Say("一部影片的详情", "one movie in full"),
		More:     words.Say("JSON 字段和 movies 一样，还有 streams：能不能边下边放，还不知道的是 null；available 为 false 时文件暂时不在，不卖也取不了。", "JSON: the fields of movies, and streams: whether it plays while it comes, null where that is not known yet; while available is false its file is missing, and it is neither sold nor sent."),
		Examples: []string{"movie 7", "movie 7 --json"},
		Make: cli.Plain(func(ctx context.Context, call *cli.Call) error {
			id, err := call.ID(0)
			if err != nil {
				return err
			}
			l, err := shop.Movie(ctx, call.Actor, id)
			if err != nil {
				return err
			}
			next := nextEpisode(ctx, shop, call, l.SeriesID, l.Episode)
			return call.Answer(view.WholeMovie(call, l), func(p *cli.Page) {
				view.MovieFacts(call, p, l)
				nextStep(call, p, l)
				if next != nil {
					p.Say(words.Say("下一集：movie %d，%s", "next episode: movie %d, %s"), next.ID, view.EpisodeTitle(next.Movie))
				}
			})
		}),
	}
}

// nextEpisode is the one that follows a place in a series, nil if none does. That
// it can't be read is no reason to fail: what was asked for is done.
func nextEpisode(ctx context.Context, shop Shop, call *cli.Call, series int64, e store.Episode) *store.Listing {
	if series == 0 {
		return nil
	}
	next, err := shop.NextEpisode(ctx, call.Actor, series, e)
	if err != nil {
		return nil
	}
	return &next
}

// nextStep is the line that fetches the movie, or buys it.
func nextStep(call *cli.Call, p *cli.Page, l store.Listing) {
	switch {
	case l.Shelf != store.OnShelf || call.Actor.Account == 0:
	case !l.Available():
		p.Say(words.FileMissing)
	case !l.MustBuy():
		p.Say(words.Say("下载：%s", "download: %s"), call.Login().Begin(l.Movie))
	default:
		p.Say(words.Say("购买：%s", "buy: %s"), call.Login().Buy(l.ID, l.YourPrice))
	}
}
