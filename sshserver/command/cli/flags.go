package cli

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"youku.example/store"
	"youku.example/tui/words"
)

// Flags are the flags of one command, each with its help in both languages.
// Every command has --json and --help. They may stand after the command's words.
type Flags struct {
	Set  *pflag.FlagSet // for a flag without help
	list []FlagHelp
	json bool
	help bool
}

// FlagHelp explains one flag.
type FlagHelp struct {
	Name string
	Arg  string // what it takes: N, TEXT; "" for a switch
	Gate Gate   // whose help shows it; the shop decides who may use it
	Help words.T
}

// NewFlags is the flags of a command before it adds its own.
func NewFlags(name string) *Flags {
	f := &Flags{Set: pflag.NewFlagSet(name, pflag.ContinueOnError)}
	f.Set.SetOutput(io.Discard)
	f.Set.Usage = func() {}
	f.Set.BoolVarP(&f.help, "help", "h", false, "")
	f.Set.BoolVar(&f.json, "json", false, "")
	return f
}

func (f *Flags) add(name, arg string, says words.T, v pflag.Value) {
	f.Set.Var(v, name, "")
	f.list = append(f.list, FlagHelp{name, arg, Anyone, says})
}

// List is the help of the flags that the command added.
func (f *Flags) List() []FlagHelp { return f.list }

// Switch adds a flag without a value.
func (f *Flags) Switch(name string, says words.T) *bool {
	f.list = append(f.list, FlagHelp{name, "", Anyone, says})
	return f.Set.Bool(name, false, "")
}

// SwitchFor is a switch that only the help of some shows.
func (f *Flags) SwitchFor(gate Gate, name string, says words.T) *bool {
	v := f.Switch(name, says)
	f.list[len(f.list)-1].Gate = gate
	return v
}

// Given reports whether a flag stands on the line.
func (f *Flags) Given(name string) bool { return f.Set.Changed(name) }

// yesNoValue is yes where the flag stands without a value.
type yesNoValue bool

func (v *yesNoValue) Set(s string) error {
	switch s {
	case "yes", "no":
		*v = s == "yes"
		return nil
	}
	return Misused(words.Say("只能是 yes 或 no", "one of yes and no"))
}
func (v *yesNoValue) String() string { return strconv.FormatBool(bool(*v)) }
func (v *yesNoValue) Type() string   { return "yes|no" }

// YesNo adds a switch that can be turned off: --name, --name=yes, --name=no.
func (f *Flags) YesNo(name string, says words.T) *bool {
	v := new(yesNoValue)
	f.add(name, "", says, v)
	f.Set.Lookup(name).NoOptDefVal = "yes"
	return (*bool)(v)
}

type textValue string

func (v *textValue) Set(s string) error { *v = textValue(s); return nil }
func (v *textValue) String() string     { return string(*v) }
func (v *textValue) Type() string       { return "text" }

// Text adds a flag that takes any text.
func (f *Flags) Text(name, arg string, says words.T) *string {
	v := new(textValue)
	f.add(name, arg, says, v)
	return (*string)(v)
}

type textsValue []string

func (v *textsValue) Set(s string) error { *v = append(*v, s); return nil }
func (v *textsValue) String() string     { return strings.Join(*v, " ") }
func (v *textsValue) Type() string       { return "texts" }

// Texts adds a flag that takes any text and may stand more than once.
func (f *Flags) Texts(name, arg string, says words.T) *[]string {
	v := new(textsValue)
	f.add(name, arg, says, v)
	return (*[]string)(v)
}

// choiceValue is one of a few words.
type choiceValue struct {
	value string
	among []string
}

func (v *choiceValue) Set(s string) error {
	if !slices.Contains(v.among, s) {
		return Misused(words.Say("只能是 %s", "one of %s"), strings.Join(v.among, ", "))
	}
	v.value = s
	return nil
}
func (v *choiceValue) String() string { return v.value }
func (v *choiceValue) Type() string   { return "choice" }

// Choice adds a flag that takes one of a few words; the first is the default.
func (f *Flags) Choice(name string, says words.T, first string, others ...string) *string {
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
		return Misused(words.Say("要一个 %d 到 %d 的整数", "a whole number from %d to %d"), v.least, v.most)
	}
	v.value = n
	return nil
}
func (v *numberValue) String() string { return strconv.FormatInt(v.value, 10) }
func (v *numberValue) Type() string   { return "number" }

// Number adds a flag that takes a whole number from least to most.
func (f *Flags) Number(name string, says words.T, value, least, most int64) *int64 {
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
		return Misused(sayYuan)
	}
	*v = yuanValue(fen)
	return nil
}
func (v *yuanValue) String() string { return store.Fen(*v).Yuan() }
func (v *yuanValue) Type() string   { return "yuan" }

// Yuan adds a flag that takes an amount of money.
func (f *Flags) Yuan(name string, says words.T) *store.Fen {
	v := new(yuanValue)
	f.add(name, "YUAN", says, v)
	return (*store.Fen)(v)
}

var sayYuan = words.Say("要一个以元为单位的金额，例如 20 或 7.50", "an amount in yuan, such as 20 or 7.50")
