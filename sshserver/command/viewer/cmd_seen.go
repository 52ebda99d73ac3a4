package viewer

import (
	"context"

	"youku.example/sshserver/command/cli"
	"youku.example/store/mark"
	"youku.example/tui/words"
)

// Seen says that movies were watched.
func Seen(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "seen", Gate: cli.WithAccount, Args: "ID… [--no]", Need: 1, Most: cli.MostIDs, Group: cli.GroupOwn,
		Help:     words.Say("标为看过", "marks movies as seen"),
		More:     words.Say("从不自动标记；--no 改回没看过。回答和 mark 一样。", "It is never set by itself; --no takes it back. It answers as mark does."),
		Examples: []string{"seen 7", "seen 7-9", "seen 7 --no"},
		Make: func(f *cli.Flags) cli.Runner {
			no := f.Switch("no", words.Say("没看过", "not seen"))
			return func(ctx context.Context, call *cli.Call) error { return markMovies(ctx, shop, call, mark.Seen, !*no) }
		},
	}
}
