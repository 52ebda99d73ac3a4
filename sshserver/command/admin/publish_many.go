package admin

import (
	"context"
	"slices"

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
	outcomes, err := publishChosen(ctx, intake, call, chosen, flags, about)
	if err != nil {
		return err
	}
	return call.Outcomes(append(all, outcomes...))
}

// publishChosen publishes entries of the plan, with an outcome each.
func publishChosen(ctx context.Context, in Intake, call *cli.Call, chosen []plan.Entry, flags movieFlags, about *string) ([]cli.Outcome, error) {
	all := make([]cli.Outcome, len(chosen))
	said := make([]store.Publication, len(chosen))
	planned := slices.Clone(chosen) // with what the flags say over it
	for i, e := range chosen {
		var err error
		if said[i], err = flags.over(e.Publication(), about); err != nil {
			all[i] = call.RefusedPath(e.Row.Name, err)
			continue
		}
		at := said[i].Episode
		planned[i].Proposal.Series, planned[i].Proposal.Season, planned[i].Proposal.Number, planned[i].Proposal.End = at.Series, at.Season, at.Number, at.End
	}
	clashes := plan.Clashes(planned)
	var list []store.NamedPublication
	var at []int // of each in all
	for i, e := range chosen {
		if other := clashes[e.Row.ID]; other != "" && all[i].Err == nil {
			all[i] = call.RefusedPath(e.Row.Name, &store.Refusal{Code: store.ErrEpisodeTwice.Code, Name: other})
		}
		if all[i].Err == nil {
			list, at = append(list, store.NamedPublication{Name: e.Row.Name, As: said[i]}), append(at, i)
		}
	}
	for i, done := range in.PublishAll(ctx, call.Actor, list) {
		all[at[i]] = published(call, list[i].Name, done)
	}
	return all, ctx.Err()
}

func published(call *cli.Call, name string, done store.Published) cli.Outcome {
	if done.Err != nil {
		return call.RefusedPath(name, done.Err)
	}
	m := done.Movie
	return cli.Outcome{
		What: name, Done: publishedJSON{name, m.ID},
		Says: cli.Fill(words.Say("%[1]s → 影片 %[2]d《%[3]s》", "%[1]s → movie %[2]d, “%[3]s”"), store.Clean(name), m.ID, m.Title),
	}
}
