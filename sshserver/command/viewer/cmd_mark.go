package viewer

import (
	"context"
	"strings"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/store/mark"
	"youku.example/tui/words"
)

// Mark marks movies for the one who asks.
func Mark(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "mark", Gate: cli.WithAccount, Args: "ID… KIND", Need: 2, Most: cli.MostIDs + 1, Group: cli.GroupOwn,
		Help: words.Say("收藏影片，或加入想看", "marks movies: favourites, or to watch later"),
		More: words.Say("KIND 是 favourite(收藏)或 later(想看)。标记只有自己看得到；看过的用 seen，合集用 follow。几部要么都标，要么都不。一个编号回答一个对象，几个编号回答数组。\nJSON 字段：movie_id、title、favourite、later、seen。",
			"KIND is favourite or later. Marks are seen by you alone. seen marks what you watched, follow is for series. Of several movies all are marked, or none. One ID answers an object, several an array.\nJSON: movie_id, title, favourite, later, seen."),
		Examples: []string{"mark 7 favourite", "mark 7 8 9 later --json"},
		Make:     cli.Plain(func(ctx context.Context, call *cli.Call) error { return markAs(ctx, shop, call, true) }),
	}
}

// markAs takes the kind from the end of the line.
func markAs(ctx context.Context, shop Shop, call *cli.Call, on bool) error {
	last := len(call.Args) - 1
	k, err := markKind(call.Args[last])
	if err != nil {
		return err
	}
	call.Args = call.Args[:last]
	return markMovies(ctx, shop, call, k, on)
}

// markKind reads what a movie is marked as.
func markKind(s string) (mark.Kind, error) {
	k := mark.Kind(strings.ToLower(s))
	if k == "favorite" {
		k = mark.Favourite
	}
	if !k.OfMovie() {
		return "", cli.Misused(words.Say("最后写 favourite(收藏)、later(想看)或 seen(看过)，不是“%s”。", "End with favourite, later or seen, not “%s”."), cli.Short(s))
	}
	return k, nil
}

type markedJSON struct {
	MovieID   int64  `json:"movie_id"`
	Title     string `json:"title"`
	Favourite bool   `json:"favourite"`
	Later     bool   `json:"later"`
	Seen      bool   `json:"seen"`
}

func markMovies(ctx context.Context, shop Shop, call *cli.Call, k mark.Kind, on bool) error {
	ids, err := call.IDs()
	if err != nil {
		return err
	}
	list, err := shop.Mark(ctx, call.Actor, ids, k, on)
	if err != nil {
		return err
	}
	var out []markedJSON
	for _, l := range list {
		out = append(out, markedJSON{l.ID, l.Title, l.Marks.Favourite, l.Marks.Later, l.Marks.Seen})
	}
	says := func(p *cli.Page) {
		for _, l := range list {
			p.Say(words.Marked(k, on), store.Clean(l.Title))
		}
	}
	if len(ids) == 1 {
		return call.Answer(out[0], says)
	}
	return call.Answer(out, says)
}
