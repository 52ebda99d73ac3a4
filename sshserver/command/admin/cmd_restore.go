package admin

import (
	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// Restore publishes a hidden movie again.
func Restore(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "restore", Gate: cli.Admin, Args: "ID… | --series ID [--season N]", Most: cli.MostIDs, Group: cli.GroupMovies,
		Help:     words.Say("恢复删除或下架的影片", "brings a deleted movie back"),
		More:     words.Say("影片回到列表。退过的款不会收回。几个编号或 --series 时每部一行（JSON 是数组）；--series 只恢复删除的，不恢复下架的。", "It is in the catalogue again. What was refunded stays refunded. Several numbers, or --series, get a line each (in JSON an array); --series brings back what was deleted, not what was taken down."),
		Examples: []string{"restore 7", "restore 7-9 12", "restore --series 2"},
		Make:     shelve(shop, Shop.Restore, store.OnShelf, words.Say("影片 %[1]d 回来了。", "Movie %[1]d is back.")),
	}
}
