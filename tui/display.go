package tui

import (
	"errors"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"youku.example/tui/words"
)

// Display is what everything is drawn with: the theme, the person's language
// and time zone, and the zones of the frame that can be clicked.
type Display struct {
	styles   theme
	Lang     words.Lang
	Location *time.Location

	explain func(error) words.T       // the sentence for an error
	press   func(name string) tea.Cmd // does what a key of the seen screen does

	mouse  bool // clicks and the wheel are listened to
	asking int  // questions under way for longer than one can't notice
	beat   int  // counts the frames of the little sign of life

	clickFuncs []clickFunc
	zones      []zone
}

// say is a text in the person's language, with fmt verbs filled in.
func (h *Display) say(t words.T, args ...any) string {
	if len(args) == 0 {
		return t.In(h.Lang)
	}
	return fmt.Sprintf(t.In(h.Lang), args...)
}

// factRows are labels with their values, each from its own line on; empty values are left out.
func (h *Display) factRows(w int, rows [][2]string) []string {
	label := 0
	for _, r := range rows {
		if r[1] != "" {
			label = max(label, width(r[0]))
		}
	}
	var ls []string
	for _, r := range rows {
		if r[1] != "" {
			for i, l := range valueLines(r[1], w-label-2) {
				if i > 0 {
					r[0] = ""
				}
				ls = append(ls, h.styles.mute.Render(pad(r[0], label))+"  "+l)
			}
		}
	}
	return ls
}

// muted is a text in as many lines as it takes, in the quiet colour.
func (h *Display) muted(text string, w int) []string { return h.styled(h.styles.mute, text, w) }

// strongLines is a heading in as many lines as it takes.
func (h *Display) strongLines(text string, w int) []string { return h.styled(h.styles.strong, text, w) }

// styled is a text in as many lines as it takes, in one style.
func (h *Display) styled(style lipgloss.Style, text string, w int) []string {
	ls := wrap(text, w)
	for i, l := range ls {
		ls[i] = style.Render(l)
	}
	return ls
}

// textError is an error that is already a sentence.
type textError struct{ words.T }

func (s textError) Error() string { return s.In(words.En) }

// errorText is the sentence for an error.
func (h *Display) errorText(err error) string {
	var s textError
	switch {
	case errors.As(err, &s):
		return h.say(s.T)
	case h.explain != nil:
		return h.say(h.explain(err))
	}
	_, t := words.Refusal(err)
	return h.say(t)
}

// command is a line to copy, broken where it must be and nowhere else.
func (h *Display) command(line string, w int) []string {
	ls := wrapStyled(line, w)
	for i, l := range ls {
		ls[i] = h.styles.accent.Render(l)
	}
	return ls
}

func (h *Display) button(t words.T, on, danger bool) string {
	text := "[ " + h.say(t) + " ]"
	switch {
	case on && danger:
		return h.styles.chosen(h.styles.warning, text)
	case on:
		return h.styles.chosen(h.styles.badge, text)
	}
	return h.styles.mute.Render(text)
}

// wait is what stands where nothing has come yet: nothing, until it takes long
// enough to be noticed.
func (h *Display) wait(w, rows int) string {
	if h.asking == 0 {
		return ""
	}
	return middle([]string{h.styles.mute.Render(h.say(textLoading) + h.styles.more)}, w, rows)
}

// nothing is what an empty list says: that it is, and what to do.
func (h *Display) nothing(title, advice string, w, rows int) string {
	var ls []string
	for _, s := range wrap(title, w-4) {
		ls = append(ls, h.styles.strong.Render(s))
	}
	ls = append(ls, "")
	for _, s := range wrap(advice, w-4) {
		ls = append(ls, h.styles.mute.Render(s))
	}
	return middle(ls, w, rows)
}
