package admin

import (
	"context"
	"strings"

	"youku.example/sshserver/command/cli"
	"youku.example/sshserver/command/view"
	"youku.example/store"
	"youku.example/tui/words"
)

// Publish makes a movie of an upload, and copies on when the client leaves.
func Publish(shop Shop, intake Intake) *cli.Command {
	return &cli.Command{
		Name: "publish", Gate: cli.Admin, Args: "NAME " + publishArgs + " [--sha256 SUM]", Need: 1, Group: cli.GroupMovies,
		Help:     words.Say("发布一个上传好的文件", "publishes an uploaded file"),
		More:     words.Say("NAME 是 incoming 里的文件名，发布的是这个名字现在的内容；带上 --sha256 就只发布那份内容。带空格的标题要引两次，因为 ssh 会去掉一层引号。回答是影片的详情。影片在另一块磁盘上时要复制，断开也不会停。", "NAME is the file's in incoming, and what has that name now is published; with --sha256 only that content is. Quote a title with spaces twice, since ssh takes one pair off. The answer is the movie. Where the movies are on another disk it is copied there, and goes on when you leave."),
		Examples: []string{`publish clip.mp4 --title "'流浪地球 The Wandering Earth'" --price 20`, "publish clip.mp4 --title Clip --free"},
		Make: func(f *cli.Flags) cli.Runner {
			movie := newMovieFlags(f)
			sum := f.Text("sha256", "SUM", words.Say("只发布这份内容", "only if it is this content"))
			return func(ctx context.Context, call *cli.Call) error {
				about, err := movie.readAbout(ctx, call)
				if err != nil {
					return err
				}
				p, err := movie.publication(about)
				if err != nil {
					return err
				}
				name := strings.TrimPrefix(call.Args[0], "/incoming/")
				if f.Given("sha256") {
					if p.Shown, err = shownBySum(*sum); err != nil {
						return err
					}
				}
				copied := cli.StatusLine{W: call.Stderr}
				m, err := intake.Publish(ctx, call.Actor, name, p, func(done, whole int64) { copied.Show(sayCopied(call, done, whole)) })
				copied.End()
				if err != nil {
					return err
				}
				l := view.Changed(ctx, shop, call, m)
				return call.Answer(view.WholeMovie(call, l), func(p *cli.Page) { view.MovieFacts(call, p, l) })
			}
		},
	}
}

// shownBySum is an upload known by its content alone.
func shownBySum(sum string) (*store.Shown, error) {
	sum = strings.ToLower(strings.TrimSpace(sum))
	if len(sum) != 64 || strings.Trim(sum, "0123456789abcdef") != "" {
		return nil, store.ErrHash
	}
	return &store.Shown{SHA256: sum}, nil
}

// sayCopied is how far the copy of a publication is.
func sayCopied(call *cli.Call, done, whole int64) string {
	return cli.Fill(words.Say("正在复制到片库 %s  %s", "copying to the library %s  %s"), words.Percent(done, whole), words.SizeOf(done, whole)).In(call.Lang)
}
