package command

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"youku.example/store"
	"youku.example/tui/words"
)

// flags are the flags of one row, each with its help in both languages. Every
// row has --json and --help. They may stand after the command's words.
type flags struct {
	set  *pflag.FlagSet
	list []flagHelp
	json bool
	help bool
}

type flagHelp struct {
	name string
	arg  string // what it takes: N, TEXT; "" for a switch
	open gate   // whose help shows it; the shop decides who may
	says words.T
}

func newFlags(name string) *flags {
	f := &flags{set: pflag.NewFlagSet(name, pflag.ContinueOnError)}
	f.set.SetOutput(io.Discard)
	f.set.Usage = func() {}
	f.set.BoolVarP(&f.help, "help", "h", false, "")
	f.set.BoolVar(&f.json, "json", false, "")
	return f
}

func (f *flags) add(name, arg string, says words.T, v pflag.Value) {
	f.set.Var(v, name, "")
	f.list = append(f.list, flagHelp{name, arg, everybody, says})
}

// yes is a switch.
func (f *flags) yes(name string, says words.T) *bool {
	f.list = append(f.list, flagHelp{name, "", everybody, says})
	return f.set.Bool(name, false, "")
}

// yesFor is a switch that only some are told of.
func (f *flags) yesFor(open gate, name string, says words.T) *bool {
	v := f.yes(name, says)
	f.list[len(f.list)-1].open = open
	return v
}

// given reports whether a flag stands on the line.
func (f *flags) given(name string) bool { return f.set.Changed(name) }

type textValue string

func (v *textValue) Set(s string) error { *v = textValue(s); return nil }
func (v *textValue) String() string     { return string(*v) }
func (v *textValue) Type() string       { return "text" }

func (f *flags) text(name, arg string, says words.T) *string {
	v := new(textValue)
	f.add(name, arg, says, v)
	return (*string)(v)
}

// choiceValue is one of a few words.
type choiceValue struct {
	value string
	among []string
}

func (v *choiceValue) Set(s string) error {
	if !slices.Contains(v.among, s) {
		return misused(words.Say("只能是 %s", "one of %s"), strings.Join(v.among, ", "))
	}
	v.value = s
	return nil
}
func (v *choiceValue) String() string { return v.value }
func (v *choiceValue) Type() string   { return "choice" }

func (f *flags) choice(name string, says words.T, first string, others ...string) *string {
	v := &choiceValue{first, append([]string{first}, others...)}
	f.add(name, strings.Join(v.among, "|"), says, v)
	return &v.value
}

// numberValue takes plain ASCII digits: no sign, no other base, no other
// script's.
type numberValue struct{ value, least, most int64 }

func (v *numberValue) Set(s string) error {
	n, ok := plainNumber(s)
	if !ok || n < v.least || n > v.most {
		return misused(words.Say("要一个 %d 到 %d 的整数", "a whole number from %d to %d"), v.least, v.most)
	}
	v.value = n
	return nil
}
func (v *numberValue) String() string { return strconv.FormatInt(v.value, 10) }
func (v *numberValue) Type() string   { return "number" }

func (f *flags) number(name string, says words.T, value, least, most int64) *int64 {
	v := &numberValue{value, least, most}
	f.add(name, "N", says, v)
	return &v.value
}

func plainNumber(s string) (int64, bool) {
	if s == "" || len(s) > 18 || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil
}

// yuanValue is an amount as a person types it.
type yuanValue store.Fen

func (v *yuanValue) Set(s string) error {
	fen, err := store.ParseYuan(s)
	if err != nil {
		return misused(sayYuan)
	}
	*v = yuanValue(fen)
	return nil
}
func (v *yuanValue) String() string { return store.Fen(*v).Yuan() }
func (v *yuanValue) Type() string   { return "yuan" }

func (f *flags) yuan(name string, says words.T) *store.Fen {
	v := new(yuanValue)
	f.add(name, "YUAN", says, v)
	return (*store.Fen)(v)
}

var sayYuan = words.Say("要一个以元为单位的金额，例如 20 或 7.50", "an amount in yuan, such as 20 or 7.50")

// id reads the number of a movie or a notice.
func (t *turn) id(i int) (int64, error) {
	n, ok := plainNumber(t.args[i])
	if !ok || n < 1 {
		return 0, misused(words.Say("“%s”不是编号；编号是列表里每行开头的数字。", "“%s” is not an ID: the lists show it first in each line."), short(t.args[i]))
	}
	return n, nil
}

func (t *turn) amount(i int) (store.Fen, error) {
	fen, err := store.ParseYuan(t.args[i])
	if err != nil {
		return 0, misused(words.Say("“%s”不是金额：%s。", "“%s” is not %s."), short(t.args[i]), sayYuan)
	}
	return fen, nil
}
