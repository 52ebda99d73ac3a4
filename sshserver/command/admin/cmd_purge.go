package admin

import (
	"context"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// Purge removes the bytes of a hidden movie for good.
func Purge(intake Intake) *cli.Command {
	return &cli.Command{
		Name: "purge", Gate: cli.Admin, Args: "ID…", Need: 1, Most: cli.MostIDs, Group: cli.GroupMovies,
		Help:     words.Say("彻底删除文件，不能恢复", "removes the bytes for good"),
		More:     words.Say("影片要先 delete 或 takedown，而且没有人拥有它。几个编号时每部一行（JSON 是数组）。", "The movie must be deleted or taken down, and owned by nobody. Several numbers get a line each (in JSON an array)."),
		Examples: []string{"purge 7", "purge 7 8 9"},
		Make: cli.Plain(func(ctx context.Context, call *cli.Call) error {
			return call.EachID(ctx, cli.OfMovies, func(id int64) (cli.Outcome, error) {
				says := cli.Fill(words.Say("影片 %d 的文件已经彻底删除。", "The bytes of movie %d are gone."), id)
				return cli.Outcome{Done: shelfJSON{id, store.Purged}, Says: says}, intake.Purge(ctx, call.Actor, id)
			})
		}),
	}
}
