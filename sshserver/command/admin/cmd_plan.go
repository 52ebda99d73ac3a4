package admin

import (
	"context"
	"path"
	"strings"

	"youku.example/sshserver/command/cli"
	"youku.example/sshserver/command/view"
	"youku.example/store"
	"youku.example/store/plan"
	"youku.example/tui/words"
)

// Plan shows what the uploads may be published as.
func Plan(intake Intake) *cli.Command {
	return &cli.Command{
		Name: "plan", Gate: cli.Admin, Args: "[PATH…] [--sum]", Most: cli.MostIDs, Group: cli.GroupMovies,
		Help: words.Say("上传的文件会怎样发布", "what the uploads would be published as"),
		More: words.Say("片名、合集、第几季第几集、年份、标签取自 .nfo、文件自带的信息、文件夹名和文件名；带 ? 的是猜的（doubtful），发布前请看一眼；不会发布的在下面（code、msg）。不写 PATH 就是全部。publish 按这里显示的发布；--sum 只打印这份计划的校验值，publish --plan 带上它，计划变了就一个也不发布。",
			"Title, series, number, year and tags come from the .nfo, the tags in the file, the folder's name and the file's name. What bears a ? was guessed (doubtful): look at it before you publish. What would not be published is below, with the reason (code, msg). Without a PATH it is all of them. publish does what is shown here; --sum prints a digest of the plan alone, with which publish --plan publishes nothing once the plan has changed."),
		Examples: []string{"plan", "plan Tides", "plan --json", "plan Tides --sum"},
		Make: func(f *cli.Flags) cli.Runner {
			sum := f.Switch("sum", words.Say("只打印校验值", "prints the digest alone"))
			return func(ctx context.Context, call *cli.Call) error {
				entries, err := intake.Plan(ctx, call.Actor)
				if err != nil {
					return err
				}
				if len(call.Args) > 0 {
					if entries, err = named(entries, call.Args); err != nil {
						return err
					}
				}
				if *sum {
					s := shortSum(entries)
					return call.Answer(sumJSON{s}, func(p *cli.Page) { p.Line(s) })
				}
				why := plan.Refusals(entries)
				return call.Answer(view.PlanOf(call.Lang, entries, why), func(p *cli.Page) {
					view.PlanPage(p, call.Lang, entries, why, sayNothingWaits, func(row store.Incoming) string { return arrival(call, row, nil) })
				})
			}
		},
	}
}

type sumJSON struct {
	Sum string `json:"sum"`
}

// shortSum is a digest of a plan that can be typed: 16 characters.
func shortSum(entries []plan.Entry) string { return plan.Sum(entries)[:16] }

// checkPlan refuses what the paths name when its plan has another sum by now.
func checkPlan(ctx context.Context, intake Intake, call *cli.Call, sum string) error {
	entries, err := intake.Plan(ctx, call.Actor)
	if err != nil {
		return err
	}
	if entries, err = named(entries, call.Args); err != nil {
		return err
	}
	if shortSum(entries) != strings.ToLower(strings.TrimSpace(sum)) {
		return store.ErrProposalChanged
	}
	return nil
}

var sayNothingWaits = words.Say("没有等待发布的文件；上传到 /incoming。", "Nothing is waiting; upload to /incoming.")

// inIncoming is a path as the rows have it: below /incoming, in their spelling.
func inIncoming(arg string) string {
	p := strings.TrimPrefix(path.Clean("/"+arg), "/")
	if p == "incoming" {
		return ""
	}
	p = strings.TrimPrefix(p, "incoming/")
	if name, err := store.CheckIncomingName(p); err == nil {
		return name
	}
	return p
}

// named is the uploads that the paths name, sidecars in folders too, none twice.
func named(entries []plan.Entry, args []string) (list []plan.Entry, err error) {
	seen := map[int64]bool{}
	for _, arg := range args {
		name := inIncoming(arg)
		found := name == ""
		for _, e := range entries {
			if name != "" && e.Row.Name != name && !strings.HasPrefix(e.Row.Name, name+"/") {
				continue
			}
			found = true
			if !seen[e.Row.ID] {
				seen[e.Row.ID] = true
				list = append(list, e)
			}
		}
		if !found {
			return nil, &store.Refusal{Code: store.ErrNoIncoming.Code, Name: store.Clean(name)}
		}
	}
	return list, nil
}
