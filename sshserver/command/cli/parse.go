package cli

import (
	"errors"

	"github.com/spf13/pflag"

	"youku.example/tui/words"
)

// Parse takes the flags and words of a line apart, those of the name left out,
// and answers what to run. help reports whether --help stands among them.
func (c *Command) Parse(rest []string) (run Runner, args []string, help bool, err error) {
	f := NewFlags(c.Name)
	run = c.Make(f)
	if err := f.Set.Parse(rest); err != nil {
		return nil, nil, false, flagMisuse(err)
	}
	args = f.Set.Args()
	switch {
	case f.help:
		return nil, args, true, nil
	case len(args) < c.Need:
		return nil, args, false, Misused(words.Say("还缺 %s。", "%s is missing."), c.Missing(len(args)))
	case len(args) > max(c.Need, c.Most):
		return nil, args, false, Misused(words.Say("“%s”是多余的；带空格的文字要加引号。", "“%s” is one too many; quote a text that has spaces."), Short(args[max(c.Need, c.Most)]))
	}
	return run, args, false, nil
}

// flagMisuse turns the flag library's errors into sentences.
func flagMisuse(err error) error {
	var (
		unknown *pflag.NotExistError
		bare    *pflag.ValueRequiredError
		invalid *pflag.InvalidValueError
		own     Misuse
	)
	switch {
	case errors.As(err, &unknown):
		name := "--" + unknown.GetSpecifiedName()
		if s := unknown.GetSpecifiedShortnames(); s != "" {
			name = "-" + s
		}
		return Misused(words.Say("没有 %s 这个选项。", "There is no flag %s."), Short(name))
	case errors.As(err, &bare):
		return Misused(words.Say("--%s 后面缺一个值。", "--%s needs a value."), bare.GetFlag().Name)
	case errors.As(err, &invalid) && errors.As(invalid.Unwrap(), &own):
		return Misused(words.Say("--%s:%s", "--%s: %s"), invalid.GetFlag().Name, own.says)
	case errors.As(err, &invalid):
		return Misused(words.Say("--%s 不能是“%s”。", "--%s can't be “%s”."), invalid.GetFlag().Name, Short(invalid.GetValue()))
	}
	return Misused(words.Say("选项写错了。", "A flag is put wrongly."))
}
