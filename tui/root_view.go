package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/tui/term"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// The smallest window that is drawn in.
const (
	leastWidth  = 40
	leastHeight = 12
	roomy       = 20 // lines; from here on there is air under the title
)

// View gives what Update has just drawn, or draws it. It never calls the shop.
func (r *root) View() tea.View {
	if v := r.view; v != nil {
		r.view = nil
		return *v
	}
	return r.draw()
}

// Unfinished reports whether the last view has a place that waits for the shop's
// answer: a screen that has just been opened.
func (r *root) Unfinished() bool { return r.Empty }

// draw draws the frame: title, line, body, line, keys.
func (r *root) draw() tea.View {
	v := tea.NewView("")
	v.AltScreen = true
	if r.Mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	v.WindowTitle = r.windowTitle()
	if r.quitting || r.w == 0 {
		return v
	}
	if r.w < leastWidth || r.h < leastHeight {
		v.SetContent(r.tooSmall())
		return v
	}
	r.BeginFrame()
	frame := r.posterCache.Place(r.FindZones(r.frame()))
	frame, v.Cursor = term.FindCursor(frame)
	v.SetContent(frame)
	if p, ok := r.Top().(ui.Progressor); ok {
		if share, ok := p.Percent(); ok {
			v.ProgressBar = tea.NewProgressBar(tea.ProgressBarDefault, share)
		}
	}
	return v
}

// windowTitle is the brand and the seen screen; how far something has come stands
// first, for a person who looks at another window meanwhile. No movie's title stands
// in it: there are terminals to which a byte of 月 (9c) is the end of a title,
// and what follows goes onto the screen.
func (r *root) windowTitle() string {
	lang := r.Lang
	if r.capabilities.InScreen() {
		lang = words.En
	}
	title := textBrand.In(lang) + " " + r.Top().Title().In(lang)
	if p, ok := r.Top().(ui.Progressor); ok {
		if far := p.Far(); far != "" {
			return far + " - " + title
		}
	}
	return title
}

// tooSmall asks politely for room.
func (r *root) tooSmall() string {
	ls := cells.Wrap(r.Say(textTooSmall), r.w)
	for i, l := range ls {
		ls[i] = cells.Center(l, r.w)
	}
	return strings.Join(cells.Fit(strings.Repeat("\n", max(0, (r.h-len(ls))/2))+strings.Join(ls, "\n"), r.w, r.h, ""), "\n")
}

// margin is the air at both sides.
func margin(w int) int {
	if w < 80 {
		return 1
	}
	return 2
}

func (r *root) frame() string {
	mx := margin(r.w)
	inner := r.w - 2*mx
	title, under := r.titleBar(inner)
	head := []string{title, under}
	if r.h >= roomy {
		head = append(head, "")
	}
	h := r.h - len(head) - 2
	body := ""
	if r.help {
		body = r.helpPage(inner, h)
	} else {
		body = r.Top().View(inner, h)
	}
	all := append(head, cells.Fit(body, inner, h, r.Styles.More)...)
	// The keys come last: which of them act may depend on what was just drawn.
	all = append(all, r.Styles.Rule.Render(strings.Repeat(r.Styles.Glyphs.Rule, inner)), r.footer(inner))
	r.overlay(all, inner)
	return indent(all, strings.Repeat(" ", mx))
}

// indent joins lines; those that are not empty begin with left.
func indent(lines []string, left string) string {
	size := 0
	for _, l := range lines {
		size += len(left) + len(l) + 1
	}
	var b strings.Builder
	b.Grow(size)
	for i, l := range lines {
		if i > 0 {
			b.WriteByte('\n')
		}
		if l != "" {
			b.WriteString(left)
			b.WriteString(l)
		}
	}
	return b.String()
}

// overlay lays the word about what happened over the lowest lines. One about
// what went wrong is not drawn once its screen is out of sight.
func (r *root) overlay(all []string, w int) {
	if r.Shown == nil || r.Shown.Mood == ui.Bad && r.Shown.On != r.Top() {
		return
	}
	r.DrawToast(all, *r.Shown, w, r.h >= roomy)
}
