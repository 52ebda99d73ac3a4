package view

import (
	"strconv"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/store/plan"
	"youku.example/store/proposal"
	"youku.example/tui/words"
)

// Plan is a file of a plan, for scripts.
type Plan struct {
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
	Code        *string             `json:"code"` // why it would not be published
	Msg         *string             `json:"msg"`
}

func planOf(e plan.Entry) Plan {
	p := e.Proposal
	out := Plan{
		Path: e.Row.Name, Kind: e.Kind, Of: cli.OrNull(e.Of), Title: cli.OrNull(p.Title), Series: cli.OrNull(p.Series), Year: cli.OrNull(p.Year),
		Tags: append([]string{}, p.Tags...), Doubtful: append([]string{}, p.Doubtful...),
		State: e.Row.State, SHA256: cli.OrNull(e.Row.SHA256), DuplicateOf: cli.OrNull(e.Row.DuplicateOf),
	}
	if p.HasEpisode {
		out.Season, out.Episode, out.EpisodeEnd = &p.Season, &p.Number, cli.OrNull(p.End)
	}
	return out
}

// PlanOf is a plan for scripts; why is what refuses uploads, by their IDs.
func PlanOf(lang words.Lang, entries []plan.Entry, why map[int64]*store.Refusal) []Plan {
	out := make([]Plan, len(entries))
	for i, e := range entries {
		out[i] = planOf(e)
		if r := why[e.Row.ID]; r != nil {
			code, says := words.Refusal(r)
			msg := says.In(lang)
			out[i].Code, out[i].Msg = &code, &msg
		}
	}
	return out
}

// PlanPage is a plan for people: the table of what would be published, and a line
// for what would not, which says why. state says where a file stands.
func PlanPage(p *cli.Page, lang words.Lang, entries []plan.Entry, why map[int64]*store.Refusal, empty words.T, state func(store.Incoming) string) {
	var rows, refused []plan.Entry
	for _, e := range entries {
		if why[e.Row.ID] != nil {
			refused = append(refused, e)
		} else {
			rows = append(rows, e)
		}
	}
	if len(rows) > 0 || len(refused) == 0 {
		planTable(p, rows, empty, state)
	}
	for _, e := range refused {
		_, sentence := words.Refusal(why[e.Row.ID])
		p.Line("✗ " + store.Clean(e.Row.Name) + words.Say("：", ": ").In(lang) + sentence.In(lang))
	}
}

// planTable writes a line a movie; what belongs to it is counted there.
func planTable(p *cli.Page, entries []plan.Entry, empty words.T, state func(store.Incoming) string) {
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
		rows = append(rows, []string{state(e.Row), doubted(proposal.Series, d.Series), number, doubted(proposal.Year, year), doubted(proposal.Title, d.Title), more, e.Row.Name})
	}
	p.List(empty, []cli.Column{
		cli.Left("状态", "STATE"), cli.Left("合集", "SERIES"), cli.Left("集", "EPISODE"), cli.Right("年份", "YEAR"), cli.Left("片名", "TITLE"), cli.Left("", ""), cli.Left("文件", "PATH"),
	}, rows)
}
