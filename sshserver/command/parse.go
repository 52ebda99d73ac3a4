package command

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"youku.example/tui/words"
)

const jsonFlag = "--json"

var (
	errNothingAsked = errors.New("nothing asked") // the help was shown instead
	errHungUp       = errors.New("hung up")       // no one reads the answer any more
)

// asksJSON is known before the line was understood, so that a usage error is
// told in JSON too.
func asksJSON(line []string) bool {
	if i := slices.Index(line, "--"); i >= 0 {
		line = line[:i]
	}
	return slices.Contains(line, jsonFlag)
}

// find takes the command off a line: its one or two words stand first, but for
// flags. Unknown ones are answered with the nearest that kind may use.
func find(table []*command, line []string, kind gate) (row *command, rest []string, err error) {
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
		return nil, nil, misused(words.Say("%s 后面要说做什么：%s", "Say what to do with %s: %s"), name, strings.Join(sub, ", "))
	}
	if near := nearest(table, name, kind); near != "" {
		return nil, nil, misused(words.Say("没有“%s”这个命令，是不是 %s？help 列出全部命令。", "There is no command “%s”; did you mean %s? help lists them all."), short(name), near)
	}
	return nil, nil, misused(words.Say("没有“%s”这个命令；help 列出全部命令。", "There is no command “%s”; help lists them all."), short(name))
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

func named(table []*command, name string) *command {
	for _, row := range table {
		if row.name == name {
			return row
		}
	}
	return nil
}

// below lists the commands of two words that begin with one.
func below(table []*command, name string) (list []string) {
	for _, row := range table {
		if strings.HasPrefix(row.name, name+" ") {
			list = append(list, row.name)
		}
	}
	return list
}

// parse takes the flags and words of a row apart and gives what to run.
func (t *turn) parse(rest []string) (runner, error) {
	f := newFlags(t.row.name)
	run := t.row.make(f)
	if err := f.set.Parse(rest); err != nil {
		return nil, flagMisuse(err)
	}
	t.args = f.set.Args()
	switch {
	case f.help:
		return func(_ context.Context, t *turn) error { return t.explain(t.row) }, nil
	case len(t.args) < t.row.need:
		return nil, misused(words.Say("还缺 %s。", "%s is missing."), t.row.missing(len(t.args)))
	case len(t.args) > max(t.row.need, t.row.most):
		return nil, misused(words.Say("“%s”是多余的；带空格的文字要加引号。", "“%s” is one too many; quote a text that has spaces."), short(t.args[max(t.row.need, t.row.most)]))
	}
	return run, nil
}

// flagMisuse turns the flag library's errors into sentences.
func flagMisuse(err error) error {
	var (
		unknown *pflag.NotExistError
		bare    *pflag.ValueRequiredError
		invalid *pflag.InvalidValueError
		own     misuse
	)
	switch {
	case errors.As(err, &unknown):
		name := "--" + unknown.GetSpecifiedName()
		if s := unknown.GetSpecifiedShortnames(); s != "" {
			name = "-" + s
		}
		return misused(words.Say("没有 %s 这个选项。", "There is no flag %s."), short(name))
	case errors.As(err, &bare):
		return misused(words.Say("--%s 后面缺一个值。", "--%s needs a value."), bare.GetFlag().Name)
	case errors.As(err, &invalid) && errors.As(invalid.Unwrap(), &own):
		return misused(words.Say("--%s:%s", "--%s: %s"), invalid.GetFlag().Name, own.says)
	case errors.As(err, &invalid):
		return misused(words.Say("--%s 不能是“%s”。", "--%s can't be “%s”."), invalid.GetFlag().Name, short(invalid.GetValue()))
	}
	return misused(words.Say("选项写错了。", "A flag is put wrongly."))
}

// short keeps an echo of what was typed from filling the screen.
func short(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}
