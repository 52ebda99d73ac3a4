package command

import (
	"context"
	"strings"

	"youku.example/sshserver/command/cli"
	"youku.example/tui/term/cells"
	"youku.example/tui/words"
)

// helpCommand lists and explains the table's commands.
func helpCommand(s Services) *cli.Command {
	return &cli.Command{
		Name: "help", Gate: cli.Anyone, Args: "[COMMAND]", Most: 2, Group: cli.GroupBrowse,
		Help: words.Say("列出你能用的命令，或详细说明一个", "lists your commands, or explains one"),
		More: words.Say("每个命令都能加 --json。退出码：0 办好了，1 被拒绝（stderr 上有一句原因），2 用法不对。",
			"Every command takes --json. Exit status: 0 done, 1 refused (a sentence on stderr says why), 2 wrong usage."),
		Examples: []string{"help", "help buy"},
		Make: cli.Plain(func(_ context.Context, call *cli.Call) error {
			all := table(s)
			if len(call.Args) == 0 {
				return listCommands(call, all)
			}
			kind := cli.KindOf(call.Actor)
			if sub := below(all, call.Args[0]); len(call.Args) == 1 && named(all, call.Args[0]) == nil && len(sub) > 0 {
				call.Args = strings.Fields(sub[0]) // help codes: there is only codes mint
			}
			row, rest, err := find(all, call.Args, kind)
			if err != nil {
				return err
			}
			if len(rest) > 0 {
				return cli.Misused(words.Say("“%s”是多余的。", "“%s” is one too many."), cli.Short(rest[0]))
			}
			if err := row.Gate.Check(call.Actor); err != nil {
				return err
			}
			return explain(call, row)
		}),
	}
}

type helpJSON struct {
	Command  string     `json:"command"`
	Usage    string     `json:"usage"`
	Help     string     `json:"help"`
	More     *string    `json:"more,omitempty"`
	Flags    []flagJSON `json:"flags,omitempty"`
	Examples []string   `json:"examples,omitempty"`
}

type flagJSON struct {
	Flag string `json:"flag"`
	Help string `json:"help"`
}

// listCommands shows the commands of the caller's kind, and no others.
func listCommands(call *cli.Call, all []*cli.Command) error {
	kind := cli.KindOf(call.Actor)
	var list []helpJSON
	for _, row := range all {
		if row.Gate&kind != 0 && !row.Hidden {
			list = append(list, helpJSON{Command: row.Name, Usage: row.Line(kind), Help: row.Help.In(call.Lang)})
		}
	}
	return call.Answer(list, func(p *cli.Page) {
		for g := cli.GroupBrowse; g < cli.GroupPrograms; g++ {
			var rows [][]string
			for _, row := range all {
				if row.Group == g && row.Gate&kind != 0 && !row.Hidden {
					rows = append(rows, []string{"  " + row.Line(kind), row.Help.In(call.Lang)})
				}
			}
			if len(rows) > 0 {
				p.Pairs(cli.GroupNames[g], rows)
			}
		}
		p.Say(words.Say("help COMMAND 详细说明一个命令；每个命令都能加 --json。", "help COMMAND explains one; each takes --json."))
	})
}

var sayJSON = words.Say("以 JSON 回答", "answers in JSON")

// textWidth is how wide a text runs in the help.
const textWidth = 76

// explain shows all there is to know of one command.
func explain(call *cli.Call, row *cli.Command) error {
	f := cli.NewFlags(row.Name)
	row.Make(f)
	out := helpJSON{
		Command: row.Name, Usage: row.Line(cli.KindOf(call.Actor)), Help: row.Help.In(call.Lang),
		More: cli.OrNull(row.More.In(call.Lang)), Examples: row.Examples,
	}
	for _, h := range append(f.List(), cli.FlagHelp{Name: "json", Gate: cli.Anyone, Help: sayJSON}) {
		if h.Gate&cli.KindOf(call.Actor) == 0 {
			continue
		}
		out.Flags = append(out.Flags, flagJSON{strings.TrimSpace("--" + h.Name + " " + h.Arg), h.Help.In(call.Lang)})
	}
	return call.Answer(out, func(p *cli.Page) {
		p.Line(out.Usage)
		p.Text(strings.Join(cells.Wrap(out.Help, textWidth), "\n"), "  ")
		if out.More != nil {
			p.Line("")
			p.Text(strings.Join(cells.Wrap(*out.More, textWidth), "\n"), "  ")
		}
		p.Line("")
		var rows [][]string
		for _, h := range out.Flags {
			rows = append(rows, []string{"  " + h.Flag, h.Help})
		}
		p.Pairs(words.Say("选项", "Flags"), rows)
		p.Line(words.Say("例子", "Examples").In(call.Lang))
		for _, e := range row.Examples {
			p.Line("  " + call.SSH(e))
		}
	})
}
