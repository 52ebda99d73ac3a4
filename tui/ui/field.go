package ui

import (
	"slices"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"
	textwidth "golang.org/x/text/width"

	"youku.example/tui/words"
)

type fieldKind int

const (
	oneLine fieldKind = iota
	Secret            // shown as dots
	ManyLines
	Choice // one of options
	Given  // shown, not changed
)

// Field takes one answer from a person. It edits by character, not by rune,
// and counts cells, so that the cursor stands where an input method expects it.
type Field struct {
	Label   words.T
	Hint    words.T
	Doubt   words.T // said of what it was filled with, until one types
	Kind    fieldKind
	Max     int                // characters, 0: 1000
	Check   func(string) error // as one types; nil: anything
	Options []Option
	Rows    int  // lines of ManyLines that are seen, 0: 4
	Shrinks bool // to fewer Rows, where the page is low
	Joined  bool // manyLines that are one long line, seen wrapped
	Narrow  bool // of ASCII alone: what comes in full width is taken as the ASCII that it means

	chars   []string // what was typed, by character
	pos     int      // before which character the cursor stands
	pick    int      // of options
	first   int      // of them that is seen
	begun   int      // how many characters of word stand before the cursor
	word    []string // what is offered for them
	touched bool     // it was typed in
	wrong   error    // what the shop said of it
	goal    int      // the width it was last drawn in, for up and down
	seen    [][2]int // from which to which character each line was drawn last
}

// Option is one answer of a choice.
type Option struct {
	Value string
	Says  words.T
}

// breaks reports whether Enter is a line break here.
func (f *Field) breaks() bool { return f.Kind == ManyLines && !f.Joined }

func (f *Field) Value() string {
	if f.Kind == Choice {
		return f.Options[f.pick].Value
	}
	return strings.Join(f.chars, "")
}

// Set fills the field, the cursor after it.
func (f *Field) Set(s string) {
	f.chars, f.pos = nil, 0
	if f.Kind == Choice {
		f.pick = max(0, slices.IndexFunc(f.Options, func(o Option) bool { return o.Value == s }))
		return
	}
	f.drop()
	f.insert(s)
	f.touched = false
}

// fault is what is wrong with the answer, as far as one can tell here.
func (f *Field) fault() error {
	if f.wrong != nil {
		return f.wrong
	}
	if f.Check == nil || f.Kind == Given {
		return nil
	}
	return f.Check(f.Value())
}

// insert puts text at the cursor. Line breaks become spaces in a single line;
// other controls, which are never typed on purpose, fall away.
func (f *Field) insert(s string) {
	if f.Kind == Choice || f.Kind == Given {
		return
	}
	if f.Kind != ManyLines || f.Joined {
		s = strings.Trim(s, "\r\n")
	}
	if f.Narrow {
		s = strings.ReplaceAll(textwidth.Fold.String(s), "。", ".")
	}
	s = strings.ReplaceAll(norm.NFC.String(strings.ToValidUTF8(s, "")), "\r\n", "\n")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r':
			if f.Joined {
				return -1 // a terminal broke it when it was copied
			}
			if f.Kind == ManyLines {
				return '\n'
			}
			return ' '
		case r == '\t':
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, s)
	limit := f.Max
	if limit == 0 {
		limit = 1000
	}
	room := limit - len(f.chars)
	typed := clusters(s)
	typed = typed[:max(0, min(room, len(typed)))]
	// What was typed may melt with the character before it (a combining
	// mark), so the whole is counted anew.
	head := strings.Join(f.chars[:f.pos], "") + strings.Join(typed, "")
	tail := strings.Join(f.chars[f.pos:], "")
	head = norm.NFC.String(head)
	f.pos = len(clusters(head))
	f.chars = clusters(head + tail)
	f.pos = min(f.pos, len(f.chars))
	f.touched, f.wrong = true, nil
}

func clusters(s string) []string {
	var cs []string
	for g := uniseg.NewGraphemes(s); g.Next(); {
		cs = append(cs, g.Str())
	}
	return cs
}

// Update edits. The keys are those of a shell's line.
func (f *Field) Update(msg tea.Msg) {
	switch msg := msg.(type) {
	case tea.PasteMsg:
		f.drop()
		f.insert(msg.Content)
	case tea.KeyPressMsg:
		f.drop()
		if f.Kind == Choice {
			f.choose(msg.String())
			return
		}
		if !f.edit(msg.String()) && msg.Text != "" {
			f.insert(msg.Text)
		}
	}
}

func (f *Field) choose(on string) {
	n := len(f.Options)
	switch on {
	case "right", "space", "l":
		f.pick = (f.pick + 1) % n
	case "left", "h":
		f.pick = (f.pick + n - 1) % n
	default:
		return
	}
	f.touched, f.wrong = true, nil
}

func (f *Field) edit(on string) bool {
	switch on {
	case "left", "ctrl+b":
		f.pos = max(0, f.pos-1)
	case "right", "ctrl+f":
		f.pos = min(len(f.chars), f.pos+1)
	case "home", "ctrl+a":
		f.pos = f.lineStart()
	case "end", "ctrl+e":
		f.pos = f.lineEnd()
	case "ctrl+left", "alt+left", "alt+b":
		f.pos = f.wordBefore()
	case "ctrl+right", "alt+right", "alt+f":
		f.pos = f.wordAfter()
	case "backspace", "ctrl+h":
		f.cut(max(0, f.pos-1), f.pos)
	case "delete", "ctrl+d":
		f.cut(f.pos, min(len(f.chars), f.pos+1))
	case "ctrl+u":
		f.cut(f.lineStart(), f.pos)
	case "ctrl+k":
		f.cut(f.pos, f.lineEnd())
	case "ctrl+w", "alt+backspace", "ctrl+backspace":
		f.cut(f.wordBefore(), f.pos)
	case "enter":
		if f.Kind == ManyLines {
			f.insert("\n")
		}
	case "up", "down":
		f.climb(on)
	default:
		return false
	}
	return true
}

func (f *Field) cut(from, to int) {
	if f.Kind == Given || from >= to {
		return
	}
	f.chars = slices.Delete(f.chars, from, to)
	f.pos = from
	f.touched, f.wrong = true, nil
}

func (f *Field) lineStart() int {
	for i := f.pos; i > 0; i-- {
		if f.chars[i-1] == "\n" {
			return i
		}
	}
	return 0
}

func (f *Field) lineEnd() int {
	for i := f.pos; i < len(f.chars); i++ {
		if f.chars[i] == "\n" {
			return i
		}
	}
	return len(f.chars)
}

// A masked answer has no words: their places would tell of it.
func (f *Field) gap(i int) bool { return f.Kind != Secret && strings.TrimSpace(f.chars[i]) == "" }

func (f *Field) wordBefore() int {
	i := f.pos
	for i > 0 && f.gap(i-1) {
		i--
	}
	for i > 0 && !f.gap(i-1) {
		i--
	}
	return i
}

func (f *Field) wordAfter() int {
	i := f.pos
	for i < len(f.chars) && f.gap(i) {
		i++
	}
	for i < len(f.chars) && !f.gap(i) {
		i++
	}
	return i
}
