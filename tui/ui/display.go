package ui

import (
	"errors"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui/theme"
	"youku.example/tui/words"
)

// Display is what everything is drawn with: the theme, the person's language
// and time zone, and the zones of the frame that can be clicked.
type Display struct {
	Styles   theme.Theme
	Lang     words.Lang
	Location *time.Location

	Explain func(error) words.T       // the sentence for an error
	Press   func(name string) tea.Cmd // does what a key of the seen screen does

	Mouse  bool // clicks and the wheel are listened to
	Asking int  // questions under way for longer than one can't notice
	Beat   int  // counts the frames of the little sign of life
	Empty  bool // the frame has a place where nothing has come yet

	clickFuncs []clickFunc
	zones      []zone
}

// Say is a text in the person's language, with fmt verbs filled in.
func (d *Display) Say(t words.T, args ...any) string {
	if len(args) == 0 {
		return t.In(d.Lang)
	}
	return fmt.Sprintf(t.In(d.Lang), args...)
}

// FactRows are labels with their values, each from its own line on; empty values are left out.
func (d *Display) FactRows(w int, rows [][2]string) []string {
	label := 0
	for _, r := range rows {
		if r[1] != "" {
			label = max(label, cells.Width(r[0]))
		}
	}
	var ls []string
	for _, r := range rows {
		if r[1] != "" {
			for i, l := range cells.ValueLines(r[1], w-label-2) {
				if i > 0 {
					r[0] = ""
				}
				ls = append(ls, d.Styles.Mute.Render(cells.Pad(r[0], label))+"  "+l)
			}
		}
	}
	return ls
}

// Muted is a text in as many lines as it takes, in the quiet colour.
func (d *Display) Muted(text string, w int) []string { return d.Styled(d.Styles.Mute, text, w) }

// StrongLines is a heading in as many lines as it takes.
func (d *Display) StrongLines(text string, w int) []string { return d.Styled(d.Styles.Strong, text, w) }

// Styled is a text in as many lines as it takes, in one style.
func (d *Display) Styled(style theme.Style, text string, w int) []string {
	ls := cells.Wrap(text, w)
	for i, l := range ls {
		ls[i] = style.Render(l)
	}
	return ls
}

// TextError is an error that is already a sentence.
type TextError struct{ words.T }

func (s TextError) Error() string { return s.In(words.En) }

// ErrorText is the sentence for an error.
func (d *Display) ErrorText(err error) string {
	var s TextError
	switch {
	case errors.As(err, &s):
		return d.Say(s.T)
	case d.Explain != nil:
		return d.Say(d.Explain(err))
	}
	_, t := words.Refusal(err)
	return d.Say(t)
}

// Command is a line to copy, broken where it must be and nowhere else.
func (d *Display) Command(line string, w int) []string {
	ls := cells.WrapStyled(line, w)
	for i, l := range ls {
		ls[i] = d.Styles.Accent.Render(l)
	}
	return ls
}

func (d *Display) Button(t words.T, on, danger bool) string {
	text := "[ " + d.Say(t) + " ]"
	switch {
	case on && danger:
		return d.Styles.Chosen(d.Styles.Warning, text)
	case on:
		return d.Styles.Chosen(d.Styles.Badge, text)
	}
	return d.Styles.Mute.Render(text)
}

// Wait is what stands where nothing has come yet: nothing, until it takes long
// enough to be noticed.
func (d *Display) Wait(w, rows int) string {
	if d.Asking == 0 {
		d.Empty = true
		return ""
	}
	return cells.Middle([]string{d.Styles.Mute.Render(d.Say(textLoading) + d.Styles.More)}, w, rows)
}

// Instead is drawn instead of n rows that could not be read, or not yet.
func (d *Display) Instead(n int, loaded bool, err error, w, rows int) (body string, instead bool) {
	switch {
	case err != nil && n == 0:
		return cells.Middle(cells.Wrap(d.Styles.Cross+" "+d.ErrorText(err), w-4), w, rows), true
	case !loaded:
		return d.Wait(w, rows), true
	}
	return "", false
}

// Nothing is what an empty list says: that it is, and what to do.
func (d *Display) Nothing(title, advice string, w, rows int) string {
	var ls []string
	for _, s := range cells.Wrap(title, w-4) {
		ls = append(ls, d.Styles.Strong.Render(s))
	}
	ls = append(ls, "")
	for _, s := range cells.Wrap(advice, w-4) {
		ls = append(ls, d.Styles.Mute.Render(s))
	}
	return cells.Middle(ls, w, rows)
}

// Clean is a text of the database made fit for a screen.
func Clean(s string) string { return words.Clean(s) }
