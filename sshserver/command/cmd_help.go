package command

import (
	"context"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"youku.example/tui/term/cells"
	"youku.example/tui/words"
)

var cmdHelp = command{
	name: "help", open: everybody, args: "[COMMAND]", most: 2, group: looking,
	says: words.Say("列出你能用的命令，或详细说明一个", "lists your commands, or explains one"),
	more: words.Say("每个命令都能加 --json。退出码：0 办好了，1 被拒绝（stderr 上有一句原因），2 用法不对。",
		"Every command takes --json. Exit status: 0 done, 1 refused (a sentence on stderr says why), 2 wrong usage."),
	examples: []string{"help", "help buy"},
	make: plain(func(_ context.Context, t *turn) error {
		if len(t.args) == 0 {
			return t.listCommands()
		}
		kind := kindOf(t.Actor)
		if sub := below(t.table, t.args[0]); len(t.args) == 1 && named(t.table, t.args[0]) == nil && len(sub) > 0 {
			t.args = strings.Fields(sub[0]) // help codes: there is only codes mint
		}
		row, rest, err := find(t.table, t.args, kind)
		if err != nil {
			return err
		}
		if len(rest) > 0 {
			return misused(words.Say("“%s”是多余的。", "“%s” is one too many."), short(rest[0]))
		}
		if err := row.open.ask(t.Actor); err != nil {
			return err
		}
		return t.explain(row)
	}),
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
func (t *turn) listCommands() error {
	kind := kindOf(t.Actor)
	var list []helpJSON
	for _, row := range t.table {
		if row.open&kind != 0 && !row.hidden {
			list = append(list, helpJSON{Command: row.name, Usage: row.line(kind), Help: row.says.In(t.Lang)})
		}
	}
	return t.answer(list, func(p *page) {
		for g := looking; g < programs; g++ {
			var rows [][]string
			for _, row := range t.table {
				if row.group == g && row.open&kind != 0 && !row.hidden {
					rows = append(rows, []string{"  " + row.line(kind), row.says.In(t.Lang)})
				}
			}
			if len(rows) > 0 {
				p.pairs(groupNames[g], rows)
			}
		}
		p.say(words.Say("help COMMAND 详细说明一个命令；每个命令都能加 --json。", "help COMMAND explains one; each takes --json."))
	})
}

// pairs writes a heading, and names beside what they mean. Names too long for
// their column get a line of their own.
func (p *page) pairs(head words.T, rows [][]string) {
	const wide = 34
	p.line(head.In(p.lang))
	for _, r := range rows {
		if ansi.StringWidth(r[0]) > wide {
			p.line(r[0])
			r[0] = ""
		}
		p.line(r[0] + strings.Repeat(" ", wide-ansi.StringWidth(r[0])) + "  " + r[1])
	}
	p.line("")
}

var sayJSON = words.Say("以 JSON 回答", "answers in JSON")

// textWidth is how wide a text runs in the help.
const textWidth = 76

// explain shows all there is to know of one command.
func (t *turn) explain(row *command) error {
	f := newFlags(row.name)
	row.make(f)
	out := helpJSON{
		Command: row.name, Usage: row.line(kindOf(t.Actor)), Help: row.says.In(t.Lang),
		More: orNull(row.more.In(t.Lang)), Examples: row.examples,
	}
	for _, h := range append(f.list, flagHelp{"json", "", everybody, sayJSON}) {
		if h.open&kindOf(t.Actor) == 0 {
			continue
		}
		out.Flags = append(out.Flags, flagJSON{strings.TrimSpace("--" + h.name + " " + h.arg), h.says.In(t.Lang)})
	}
	return t.answer(out, func(p *page) {
		p.line(out.Usage)
		p.text(strings.Join(cells.Wrap(out.Help, textWidth), "\n"), "  ")
		if out.More != nil {
			p.line("")
			p.text(strings.Join(cells.Wrap(*out.More, textWidth), "\n"), "  ")
		}
		p.line("")
		var rows [][]string
		for _, h := range out.Flags {
			rows = append(rows, []string{"  " + h.Flag, h.Help})
		}
		p.pairs(words.Say("选项", "Flags"), rows)
		p.line(words.Say("例子", "Examples").In(t.Lang))
		for _, e := range row.examples {
			p.line("  " + t.ssh(e))
		}
	})
}

// ssh is a command as it is typed on the caller's own machine, as far as the
// server knows where that reaches it.
func (t *turn) ssh(line string) string {
	l := t.login()
	if strings.HasPrefix(line, "register ") && t.Actor.Vouched == "" {
		l.Name = "new" // the login that asks for a key and links it
	}
	return l.SSH(line)
}

// login makes the lines that are run on the caller's own machine.
func (t *turn) login() words.Login {
	return words.Login{Name: t.Actor.Name, Host: t.Host, Port: t.Port}
}
