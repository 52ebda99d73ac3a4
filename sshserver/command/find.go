package command

import (
	"slices"
	"strings"

	"youku.example/sshserver/command/cli"
	"youku.example/tui/words"
)

// find takes the command off a line: its one or two words stand first, but for
// flags. The refusal of an unknown one names the nearest that kind may run.
func find(table []*cli.Command, line []string, kind cli.Gate) (row *cli.Command, rest []string, err error) {
	at := nextWord(line, 0)
	if at < 0 {
		line = slices.DeleteFunc(slices.Clone(line), func(w string) bool { return w == "--help" || w == "-h" })
		return named(table, "help"), line, nil
	}
	name := line[at]
	if next := nextWord(line, at+1); next >= 0 {
		if row := named(table, name+" "+line[next]); row != nil {
			return row, without(line, at, next), nil
		}
	}
	if row := named(table, name); row != nil {
		return row, without(line, at, -1), nil
	}
	if sub := below(table, name); len(sub) > 0 {
		return nil, nil, cli.Misused(words.Say("%s 后面要说做什么：%s", "Say what to do with %s: %s"), name, strings.Join(sub, ", "))
	}
	if near := nearest(table, name, kind); near != "" {
		return nil, nil, cli.Misused(words.Say("没有“%s”这个命令，是不是 %s？help 列出全部命令。", "There is no command “%s”; did you mean %s? help lists them all."), cli.Short(name), near)
	}
	return nil, nil, cli.Misused(words.Say("没有“%s”这个命令；help 列出全部命令。", "There is no command “%s”; help lists them all."), cli.Short(name))
}

func nextWord(line []string, from int) int {
	for i := from; i < len(line); i++ {
		if !strings.HasPrefix(line[i], "-") {
			return i
		}
	}
	return -1
}

func without(line []string, a, b int) []string {
	rest := make([]string, 0, len(line))
	for i, w := range line {
		if i != a && i != b {
			rest = append(rest, w)
		}
	}
	return rest
}

func named(table []*cli.Command, name string) *cli.Command {
	for _, row := range table {
		if row.Name == name {
			return row
		}
	}
	return nil
}

// below lists the commands of two words that begin with one.
func below(table []*cli.Command, name string) (list []string) {
	for _, row := range table {
		if strings.HasPrefix(row.Name, name+" ") {
			list = append(list, row.Name)
		}
	}
	return list
}
