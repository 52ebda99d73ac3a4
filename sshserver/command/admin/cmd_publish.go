package admin

import (
	"context"
	"strings"

	"youku.example/sshserver/command/cli"
	"youku.example/sshserver/command/view"
	"youku.example/store"
	"youku.example/store/plan"
	"youku.example/tui/words"
)

// Publish makes a movie of an upload, and copies on when the client leaves.
func Publish(shop Shop, intake Intake) *cli.Command {
	return &cli.Command{
		Name: "publish", Gate: cli.Admin, Args: "PATH… " + publishArgs + " [--sha256 SUM] [--plan SUM]", Need: 1, Most: cli.MostIDs, Group: cli.GroupMovies,
		Help: words.Say("发布上传好的文件或文件夹", "publishes uploaded files and folders"),
		More: words.Say("PATH 是 incoming 里的文件或文件夹，按 plan 显示的发布；选项说的优先。一个文件：回答是影片的详情，发布的是这个名字现在的内容，带上 --sha256 就只发布那份内容。几个文件或文件夹：每个文件一行（JSON 是数组），有一个没发布就退出 1；再执行一次只发布剩下的。带上 --plan 和 plan --sum 打印的值，计划变了就一个也不发布。带空格的名字和标题要引两次，因为 ssh 会去掉一层引号。影片在另一块磁盘上时要复制，断开也不会停。",
			"PATH is a file or a folder in incoming, published as plan shows it; what a flag says goes before. Of one file the answer is the movie, and what has that name now is published; with --sha256 only that content is. Several files or a folder get a line a file (in JSON an array), with exit 1 if one was refused; the same line again publishes what is left. With --plan and what plan --sum printed, nothing is published once the plan has changed. Quote names and titles with spaces twice, since ssh takes one pair off. Where the movies are on another disk it is copied there, and goes on when you leave."),
		Examples: []string{`publish clip.mp4 --title "'流浪地球 The Wandering Earth'" --price 20`, "publish clip.mp4 --title Clip --free", "publish Tides --price 2 --vip-free", "publish a.mp4 b.mp4 --free --tag +短片"},
		Make: func(f *cli.Flags) cli.Runner {
			movie := newMovieFlags(f)
			sum := f.Text("sha256", "SUM", words.Say("只发布这份内容", "only if it is this content"))
			planned := f.Text("plan", "SUM", words.Say("只在计划没变时发布", "only while the plan is this one"))
			return func(ctx context.Context, call *cli.Call) error {
				about, err := movie.readAbout(ctx, call)
				if err != nil {
					return err
				}
				if *movie.free == f.Given("price") {
					return cli.Misused(sayFreeOrPrice)
				}
				if f.Given("plan") {
					if err := checkPlan(ctx, intake, call, *planned); err != nil {
						return err
					}
				}
				entries, err := intake.Plan(ctx, call.Actor)
				if err != nil {
					return err
				}
				name := inIncoming(call.Args[0])
				if len(call.Args) == 1 && !plan.Holds(entries, name) {
					return &store.Refusal{Code: store.ErrNoIncoming.Code, Name: store.Clean(name)}
				}
				e, single := oneFile(entries, call.Args)
				if !single {
					return publishMany(ctx, intake, call, entries, movie, about)
				}
				said := e.Publication()
				said.Shown = nil // whatever has the name
				p, err := movie.over(said, about)
				if err != nil {
					return err
				}
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

// oneFile is the upload that the line names, if it names one file and no folder.
func oneFile(entries []plan.Entry, args []string) (e plan.Entry, ok bool) {
	if len(args) != 1 {
		return e, false
	}
	list := plan.Under(entries, inIncoming(args[0]))
	if len(list) == 1 && list[0].Row.Name == inIncoming(args[0]) {
		return list[0], true
	}
	return e, false
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
