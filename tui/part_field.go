package tui

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
	secret            // shown as dots
	manyLines
	choice // one of options
	given  // shown, not changed
)

// field takes one answer from a person. It edits by character, not by rune,
// and counts cells, so that the cursor stands where an input method expects it.
type field struct {
	label   words.T
	hint    words.T
	kind    fieldKind
	max     int                // characters, 0: 1000
	check   func(string) error // as one types; nil: anything
	options []option
	rows    int  // lines of manyLines that are seen, 0: 4
	joined  bool // manyLines that are one long line, seen wrapped
	narrow  bool // of ASCII alone: what comes in full width is taken as the ASCII that it means

	chars   []string // what was typed, by character
	pos     int      // before which character the cursor stands
	pick    int      // of options
	touched bool     // it was typed in
	wrong   error    // what the shop said of it
	goal    int      // the width it was last drawn in, for up and down
	seen    [][2]int // from which to which character each line was drawn last
}

// option is one answer of a choice.
type option struct {
	value string
	says  words.T
}

// breaks reports whether Enter is a line break here.
func (f *field) breaks() bool { return f.kind == manyLines && !f.joined }

func (f *field) value() string {
	if f.kind == choice {
		return f.options[f.pick].value
	}
	return strings.Join(f.chars, "")
}

// set fills the field, the cursor after it.
func (f *field) set(s string) {
	f.chars, f.pos = nil, 0
	if f.kind == choice {
		f.pick = max(0, slices.IndexFunc(f.options, func(o option) bool { return o.value == s }))
		return
	}
	f.insert(s)
	f.touched = false
}

// fault is what is wrong with the answer, as far as one can tell here.
func (f *field) fault() error {
	if f.wrong != nil {
		return f.wrong
	}
	if f.check == nil || f.kind == given {
		return nil
	}
	return f.check(f.value())
}

// insert puts text at the cursor. Line breaks become spaces in a single line;
// other controls, which are never typed on purpose, fall away.
func (f *field) insert(s string) {
	if f.kind == choice || f.kind == given {
		return
	}
	if f.kind != manyLines || f.joined {
		s = strings.Trim(s, "\r\n")
	}
	if f.narrow {
		s = strings.ReplaceAll(textwidth.Fold.String(s), "。", ".")
	}
	s = strings.ReplaceAll(norm.NFC.String(strings.ToValidUTF8(s, "")), "\r\n", "\n")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r':
			if f.joined {
				return -1 // a terminal broke it when it was copied
			}
			if f.kind == manyLines {
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
	limit := f.max
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
func (f *field) Update(msg tea.Msg) {
	switch msg := msg.(type) {
	case tea.PasteMsg:
		f.insert(msg.Content)
	case tea.KeyPressMsg:
		if f.kind == choice {
			f.choose(msg.String())
			return
		}
		if !f.edit(msg.String()) && msg.Text != "" {
			f.insert(msg.Text)
		}
	}
}

func (f *field) choose(on string) {
	n := len(f.options)
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

func (f *field) edit(on string) bool {
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
		if f.kind == manyLines {
			f.insert("\n")
		}
	case "up", "down":
		f.climb(on)
	default:
		return false
	}
	return true
}

func (f *field) cut(from, to int) {
	if f.kind == given || from >= to {
		return
	}
	f.chars = slices.Delete(f.chars, from, to)
	f.pos = from
	f.touched, f.wrong = true, nil
}

func (f *field) lineStart() int {
	for i := f.pos; i > 0; i-- {
		if f.chars[i-1] == "\n" {
			return i
		}
	}
	return 0
}

func (f *field) lineEnd() int {
	for i := f.pos; i < len(f.chars); i++ {
		if f.chars[i] == "\n" {
			return i
		}
	}
	return len(f.chars)
}

// A masked answer has no words: their places would tell of it.
func (f *field) gap(i int) bool { return f.kind != secret && strings.TrimSpace(f.chars[i]) == "" }

func (f *field) wordBefore() int {
	i := f.pos
	for i > 0 && f.gap(i-1) {
		i--
	}
	for i > 0 && !f.gap(i-1) {
		i--
	}
	return i
}

func (f *field) wordAfter() int {
	i := f.pos
	for i < len(f.chars) && f.gap(i) {
		i++
	}
	for i < len(f.chars) && !f.gap(i) {
		i++
	}
	return i
}
