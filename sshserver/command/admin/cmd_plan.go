package admin

import (
	"context"
	"path"
	"strconv"
	"strings"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/store/plan"
	"youku.example/store/proposal"
	"youku.example/tui/words"
)

// Plan shows what the uploads may be published as.
func Plan(intake Intake) *cli.Command {
	return &cli.Command{
		Name: "plan", Gate: cli.Admin, Args: "[PATH…]", Most: cli.MostIDs, Group: cli.GroupMovies,
		Help: words.Say("上传的文件会怎样发布", "what the uploads would be published as"),
		More: words.Say("片名、合集、第几季第几集、年份、标签取自 .nfo、文件自带的信息、文件夹名和文件名；带 ? 的是猜的（doubtful），发布前请看一眼。不写 PATH 就是全部。publish 按这里显示的发布。",
			"Title, series, number, year and tags come from the .nfo, the tags in the file, the folder's name and the file's name. What bears a ? was guessed (doubtful): look at it before you publish. Without a PATH it is all of them. publish does what is shown here."),
		Examples: []string{"plan", "plan Tides", "plan --json"},
		Make: cli.Plain(func(ctx context.Context, call *cli.Call) error {
			entries, err := intake.Plan(ctx, call.Actor)
			if err != nil {
				return err
			}
			if len(call.Args) > 0 {
				if entries, err = named(entries, call.Args); err != nil {
					return err
				}
			}
			var out []planJSON
			for _, e := range entries {
				out = append(out, planJSONOf(e))
			}
			return call.Answer(out, func(p *cli.Page) { planTable(call, p, entries) })
		}),
	}
}

type planJSON struct {
	Path        string              `json:"path"`
	Kind        plan.Kind           `json:"kind"`
	Of          *string             `json:"of"`
	Title       *string             `json:"title"`
	Series      *string             `json:"series"`
	Season      *int                `json:"season"`
	Episode     *int                `json:"episode"`
	EpisodeEnd  *int                `json:"episode_end"`
	Year        *int                `json:"year"`
	Tags        []string            `json:"tags"`
	Doubtful    []string            `json:"doubtful"`
	State       store.IncomingState `json:"state"`
	SHA256      *string             `json:"sha256"`
	DuplicateOf *int64              `json:"duplicate_of"`
}

func planJSONOf(e plan.Entry) planJSON {
	p := e.Proposal
	out := planJSON{
		Path: e.Row.Name, Kind: e.Kind, Of: cli.OrNull(e.Of), Title: cli.OrNull(p.Title), Series: cli.OrNull(p.Series), Year: cli.OrNull(p.Year),
		Tags: append([]string{}, p.Tags...), Doubtful: append([]string{}, p.Doubtful...),
		State: e.Row.State, SHA256: cli.OrNull(e.Row.SHA256), DuplicateOf: cli.OrNull(e.Row.DuplicateOf),
	}
	if p.HasEpisode {
		out.Season, out.Episode, out.EpisodeEnd = &p.Season, &p.Number, cli.OrNull(p.End)
	}
	return out
}

// planTable is a line a movie; what belongs to it is counted there, and what was
// refused says why.
func planTable(call *cli.Call, p *cli.Page, entries []plan.Entry) {
	beside := map[string]int{}
	for _, e := range entries {
		if e.Kind == plan.Sidecar {
			beside[e.Of]++
		}
	}
	var rows [][]string
	for _, e := range entries {
		if e.Kind == plan.Sidecar && e.Of != "" {
			continue
		}
		d := e.Proposal
		doubted := func(field, text string) string {
			for _, f := range d.Doubtful {
				if f == field {
					return text + "?"
				}
			}
			return text
		}
		year, number := "", ""
		if d.Year != 0 {
			year = strconv.Itoa(d.Year)
		}
		if d.HasEpisode {
			number = store.Episode{Series: "-", Season: d.Season, Number: d.Number, End: d.End}.Code()
			if doubted(proposal.Season, "") != "" {
				number = doubted(proposal.Season, number)
			} else {
				number = doubted(proposal.Episode, number)
			}
		}
		more := ""
		if n := beside[e.Row.Name]; n > 0 {
			more = "+" + strconv.Itoa(n)
		}
		rows = append(rows, []string{arrival(call, e.Row, nil), doubted(proposal.Series, d.Series), number, doubted(proposal.Year, year), doubted(proposal.Title, d.Title), more, e.Row.Name})
	}
	p.List(words.Say("没有等待发布的文件；上传到 /incoming。", "Nothing is waiting; upload to /incoming."), []cli.Column{
		cli.Left("状态", "STATE"), cli.Left("合集", "SERIES"), cli.Left("集", "EPISODE"), cli.Right("年份", "YEAR"), cli.Left("片名", "TITLE"), cli.Left("", ""), cli.Left("文件", "PATH"),
	}, rows)
}

// inIncoming is a path as the rows have it: below /incoming.
func inIncoming(arg string) string {
	p := strings.TrimPrefix(path.Clean("/"+arg), "/")
	if p == "incoming" {
		return ""
	}
	return strings.TrimPrefix(p, "incoming/")
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
