package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// The smallest window that is drawn in.
const (
	leastWidth  = 40
	leastHeight = 12
	twoPanes    = 100 // from here on a list has its detail beside it
)

// View gives what Update has just drawn, or draws it. It asks nobody.
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
	if r.mouse() {
		v.MouseMode = tea.MouseModeCellMotion
	}
	v.WindowTitle = r.say(textBrand) + " " + r.say(r.top().Title())
	if r.quitting || r.w == 0 {
		return v
	}
	if r.w < leastWidth || r.h < leastHeight {
		v.SetContent(r.tooSmall())
		return v
	}
	r.spots = r.spots[:0]
	frame := r.hang(r.findSpots(strings.Join(r.frame(), "\n")))
	frame, v.Cursor = findCursor(frame)
	v.SetContent(frame)
	if p, ok := r.top().(progressor); ok {
		if share, ok := p.Percent(); ok {
			v.ProgressBar = tea.NewProgressBar(tea.ProgressBarDefault, share)
		}
	}
	return v
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
	if r.h >= 20 {
		head = append(head, "")
	}
	h := r.h - len(head) - 2
	body := ""
	if r.help {
		body = r.helpPage(inner, h)
	} else {
		body = r.top().View(inner, h)
	}
	all := append(head, fit(body, inner, h, r.look.more)...)
	// The keys come last: which of them act may depend on what was just drawn.
	all = append(all, r.look.rule.Render(strings.Repeat(r.look.glyphs.rule, inner)), r.footer(inner))
	r.overlay(all, inner)
	left := strings.Repeat(" ", mx)
	for i, l := range all {
		if l != "" {
			all[i] = left + l
		}
	}
	return all
}

// pressEsc is what a click on the way out does.
var pressEsc = tea.KeyPressMsg{Code: tea.KeyEscape}

// overlay lays the word about what happened over the lowest lines, the line
// above the keys first, so that nothing else moves.
func (r *root) overlay(all []string, w int) {
	if r.shown == nil {
		return
	}
	if r.shown.mood == bad && r.shown.on != r.top() {
		return // what it was about is out of sight
	}
	style, glyph := r.look.badge, r.look.dot
	switch r.shown.mood {
	case good:
		glyph = r.look.check
	case bad:
		style, glyph = r.look.warning, r.look.cross
	}
	ls := wrap(clean(r.shown.text()), w-4)
	if len(ls) > 4 {
		ls = ls[:4]
	}
	at := len(all) - 1 - len(ls)
	if len(ls) == 1 { // as wide as it is, on the line above the keys
		word := style.Render(" " + glyph + " " + ls[0] + " ")
		all[at] = r.look.rule.Render(strings.Repeat(r.look.glyphs.rule, w-width(word))) + word
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

// footer shows the keys that act here, as many as fit, and how to see all.
func (r *root) footer(w int) string {
	help := r.common()[0]
	all := r.click(r.look.accent.Render("?")+" "+r.look.mute.Render(r.say(textKeyHelp)), help.do)
	room := w - width(all) - 2
	s, used := "", 0
	keys, back := r.top().Keys(), ""
	if _, taken := find(keys, "esc"); !taken && len(r.stack) > 1 {
		keys = append(keys, key{on: "esc", says: textKeyBack, do: r.esc})
	}
	if t, ok := r.top().(typist); !ok || !t.Typing() {
		keys = append(keys, r.common()[1])
	} else {
		all, room = "", w
		if last := len(keys) - 1; keys[last].on == "esc" { // the way out is always named
			back = "   " + r.click(r.look.accent.Render("Esc")+" "+r.look.mute.Render(r.say(keys[last].says)), func() tea.Cmd { return r.press(pressEsc) })
			keys, room = keys[:last], w-width(back)
		}
	}
	if r.help {
		keys = append([]key{{on: "esc", says: textKeyBack, do: func() tea.Cmd { return r.pressHelp("esc") }}}, r.manual.keys()...)
	}
	for _, k := range keys {
		if k.quiet {
			continue
		}
		part := r.click(r.look.accent.Render(r.keyName(k))+" "+r.look.mute.Render(r.say(k.says)), k.do)
		n := width(part)
		if used > 0 {
			part, n = "   "+part, n+3
		}
		if used+n > room {
			break
		}
		s, used = s+part, used+n
	}
	if all == "" {
		return s + back
	}
	return ends(s, all, w, r.look.more)
}

// keyName is how a key is written.
func (h *here) keyName(k key) string {
	name := k.show
	if name == "" {
		name = strings.Fields(k.on)[0]
	}
	g := h.look.glyphs
	switch name {
	case "up":
		return g.up
	case "down":
		return g.down
	case "updown":
		if g.up == "Up" {
			return "Up/Down"
		}
		return g.up + g.down
	case "left":
		return g.left
	case "right":
		return g.right
	case "enter":
		return g.enter
	case "esc":
		return "Esc"
	case "tab":
		return "Tab"
	case "space":
		return h.say(textSpace)
	case "pgup":
		return "PgUp"
	case "pgdown":
		return "PgDn"
	case "home":
		return "Home"
	case "end":
		return "End"
	case "delete":
		return "Del"
	case "f1":
		return "F1"
	case "shift+tab":
		return "S-Tab"
	}
	if rest, ok := strings.CutPrefix(name, "ctrl+"); ok {
		return "Ctrl+" + strings.ToUpper(rest)
	}
	return name
}
