package tui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"youku.example/tui/term"
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

// draw draws the frame: title, line, body, line, keys.
func (r *root) draw() tea.View {
	v := tea.NewView("")
	v.AltScreen = true
	if r.mouse {
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
	r.beginFrame()
	frame := r.posterCache.Place(r.findZones(strings.Join(r.frame(), "\n")))
	frame, v.Cursor = term.FindCursor(frame)
	v.SetContent(frame)
	if p, ok := r.top().(progressor); ok {
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
	title := textBrand.In(lang) + " " + r.top().Title().In(lang)
	if p, ok := r.top().(progressor); ok {
		if far := p.Far(); far != "" {
			return far + " - " + title
		}
	}
	return title
}

// tooSmall asks politely for room.
func (r *root) tooSmall() string {
	ls := wrap(r.say(textTooSmall), r.w)
	for i, l := range ls {
		ls[i] = center(l, r.w)
	}
	return strings.Join(fit(strings.Repeat("\n", max(0, (r.h-len(ls))/2))+strings.Join(ls, "\n"), r.w, r.h, ""), "\n")
}

// margin is the air at both sides.
func margin(w int) int {
	if w < 80 {
		return 1
	}
	return 2
}

func (r *root) frame() []string {
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
		body = r.top().View(inner, h)
	}
	all := append(head, fit(body, inner, h, r.styles.more)...)
	// The keys come last: which of them act may depend on what was just drawn.
	all = append(all, r.styles.rule.Render(strings.Repeat(r.styles.glyphs.rule, inner)), r.footer(inner))
	r.overlay(all, inner)
	left := strings.Repeat(" ", mx)
	for i, l := range all {
		if l != "" {
			all[i] = left + l
		}
	}
	return all
}

// overlay lays the word about what happened over the lowest lines, the line
// above the keys first, so that nothing else moves. Where lines are few, good
// news has that one only: a question's answers may stand right above.
func (r *root) overlay(all []string, w int) {
	if r.shown == nil {
		return
	}
	if r.shown.mood == bad && r.shown.on != r.top() {
		return // what it was about is out of sight
	}
	style, glyph := r.styles.badge, r.styles.dot
	switch r.shown.mood {
	case good:
		glyph = r.styles.check
	case bad:
		style, glyph = r.styles.warning, r.styles.cross
	}
	ls := wrap(clean(r.shown.text()), w-4)
	if len(ls) > 4 {
		ls = ls[:4]
	}
	if len(ls) > 1 && r.shown.mood != bad && r.h < roomy {
		ls = []string{clip(clean(r.shown.text()), w-4, r.styles.more)}
	}
	at := len(all) - 1 - len(ls)
	if r.shown.line != "" {
		r.overlayLine(all, ls, glyph, w)
		return
	}
	if len(ls) == 1 { // as wide as it is, on the line above the keys
		word := style.Render(" " + glyph + " " + ls[0] + " ")
		all[at] = r.styles.rule.Render(strings.Repeat(r.styles.glyphs.rule, w-width(word))) + word
		return
	}
	for i, l := range ls {
		lead := glyph
		if i > 0 {
			lead = " "
		}
		all[at+i] = style.Render(pad(" "+lead+" "+l, w))
	}
}

// overlayLine lays a line to be taken over the lowest lines, with a word about
// it above: alone on its line from the first cell on and without a style, and
// broken only where the window is narrower than the line.
func (r *root) overlayLine(all, says []string, glyph string, w int) {
	taken := lines(ansi.Hardwrap(r.shown.line, w, true))
	at := max(0, len(all)-1-len(says)-len(taken))
	for i, l := range says {
		lead := glyph
		if i > 0 {
			lead = " "
		}
		all[at+i] = r.styles.badge.Render(pad(" "+lead+" "+l, w))
	}
	for i, l := range taken {
		if y := at + len(says) + i; y < len(all)-1 {
			all[y] = l
		}
	}
}

// footer shows the keys that act here, as many as fit, the way out among them,
// and how to see all.
func (r *root) footer(w int) string {
	common := r.common()
	quit, _ := find(common, "q")
	keys, after := r.top().Keys(), []key{common[1], quit}
	if _, taken := find(keys, "esc"); !taken && len(r.stack) > 1 {
		keys = append(keys, key{on: "esc", says: textKeyBack, do: r.esc})
	}
	all, room := "", w
	if t, ok := r.top().(textEntry); ok && t.Typing() && !r.help {
		after = nil
	} else {
		all = r.click(r.styles.accent.Render("?")+" "+r.styles.mute.Render(r.say(textKeyHelp)), common[0].do)
		room = w - width(all) - 2
	}
	if r.help {
		keys, after = append([]key{{on: "esc", says: textKeyBack, do: func() tea.Cmd { return r.pressHelp("esc") }}}, r.helpText.keys()...), nil
	}
	var out []key
	if i := slices.IndexFunc(keys, func(k key) bool { return k.on == "esc" && !k.quiet }); i >= 0 {
		out, keys = keys[i:i+1:i+1], slices.Concat(keys[:i], keys[i+1:])
	}
	kept := 0
	if esc, _ := r.legends("", out, room); esc != "" {
		kept = width(between + esc)
	}
	s, whole := r.legends("", keys, room-kept)
	if s, _ = r.legends(s, out, room); whole {
		for _, k := range after { // the language, and leaving: each where there is room
			s, _ = r.legends(s, []key{k}, room)
		}
	}
	if all == "" {
		return s
	}
	return ends(s, all, w, r.styles.more)
}

// between stands between two keys in the footer.
const between = "   "

// legends writes keys behind what is there, as long as they fit in so many
// cells; whole: they all did.
func (r *root) legends(s string, keys []key, room int) (out string, whole bool) {
	for _, k := range keys {
		if k.quiet {
			continue
		}
		more := r.click(r.styles.accent.Render(r.keyLabel(k))+" "+r.styles.mute.Render(r.say(k.says)), k.do)
		if s != "" {
			more = between + more
		}
		if width(s)+width(more) > room {
			return s, false
		}
		s += more
	}
	return s, true
}
