package admin

import (
	"context"
	"errors"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// Check says whether a content is here already.
func Check(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "check", Gate: cli.Admin, Args: "HASH", Need: 1, Group: cli.GroupMovies,
		Help: words.Say("上传之前：这个内容是不是已经有了", "before an upload: is this content here already?"),
		More: words.Say("HASH 是 SHA-256，或抽样 MD5（只是线索，不是证明）。\nJSON 字段：duplicate_of、by，没有就是 null。",
			"HASH is a SHA-256, or the sampled MD5, which is a hint and no proof.\nJSON: duplicate_of and by, null where it is new."),
		Examples: []string{"check $(sha256sum < movie.mp4 | cut -c-64)"},
		Make: cli.Plain(func(ctx context.Context, call *cli.Call) error {
			m, err := shop.Match(ctx, call.Args[0])
			if errors.Is(err, store.ErrHash) {
				_, says := words.Refusal(err)
				return cli.Misused(says)
			}
			if err != nil {
				return err
			}
			return call.Answer(checkJSON{cli.OrNull(m.Movie), cli.OrNull(m.By)}, func(p *cli.Page) { p.Say(words.Match(m)) })
		}),
	}
}

type checkJSON struct {
	DuplicateOf *int64  `json:"duplicate_of"`
	By          *string `json:"by"`
}
