package admin

import (
	"context"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/store/plan"
	"youku.example/tui/words"
)

// publishedJSON is one of several that was published.
type publishedJSON struct {
	Path    string `json:"path"`
	MovieID int64  `json:"movie_id"`
}

// publishMany publishes what the paths of the line name as the plan says, with
// what the flags say over it. One that is refused keeps no other from it.
func publishMany(ctx context.Context, intake Intake, call *cli.Call, entries []plan.Entry, flags movieFlags, about *string) error {
	if flags.flags.Given("title") || flags.flags.Given("episode") || flags.flags.Given("sha256") {
		return cli.Misused(words.Say("--title、--episode、--sha256 只能用在一个文件上。", "--title, --episode and --sha256 are for one file."))
	}
	var all []cli.Outcome
	var chosen []plan.Entry
	seen := map[int64]bool{}
	for _, arg := range call.Args {
		name := inIncoming(arg)
		if !plan.Holds(entries, name) {
			all = append(all, call.RefusedPath(name, &store.Refusal{Code: store.ErrNoIncoming.Code, Name: store.Clean(name)}))
		}
		for _, e := range plan.Under(entries, name) {
			if !seen[e.Row.ID] {
				seen[e.Row.ID] = true
				chosen = append(chosen, e)
			}
		}
	}
	clashes := plan.Clashes(chosen)
	for _, e := range chosen {
		if other := clashes[e.Row.ID]; other != "" && !flags.flags.Given("series") {
			all = append(all, call.RefusedPath(e.Row.Name, &store.Refusal{Code: store.ErrEpisodeTwice.Code, Name: other}))
			continue
		}
		all = append(all, publishOne(ctx, intake, call, e, flags, about))
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return call.Outcomes(all)
}

func publishOne(ctx context.Context, intake Intake, call *cli.Call, e plan.Entry, flags movieFlags, about *string) cli.Outcome {
	p, err := flags.over(e.Publication(), about)
	if err != nil {
		return call.RefusedPath(e.Row.Name, err)
	}
	m, err := intake.Publish(ctx, call.Actor, e.Row.Name, p, nil)
	if err != nil {
		return call.RefusedPath(e.Row.Name, err)
	}
	return cli.Outcome{
		What: e.Row.Name, Done: publishedJSON{e.Row.Name, m.ID},
		Says: cli.Fill(words.Say("%[1]s → 影片 %[2]d《%[3]s》", "%[1]s → movie %[2]d, “%[3]s”"), store.Clean(e.Row.Name), m.ID, m.Title),
	}
}
