package tui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/tui/screen"
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
	frame := r.posterCache.Place(r.FindZones(strings.Join(r.frame(), "\n")))
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
		body = r.Top().View(inner, h)
	}
	all := append(head, cells.Fit(body, inner, h, r.Styles.More)...)
	// The keys come last: which of them act may depend on what was just drawn.
	all = append(all, r.Styles.Rule.Render(strings.Repeat(r.Styles.Glyphs.Rule, inner)), r.footer(inner))
	r.overlay(all, inner)
	left := strings.Repeat(" ", mx)
	for i, l := range all {
		if l != "" {
			all[i] = left + l
		}
	}
	return all
}

// overlay lays the word about what happened over the lowest lines. One about
// what went wrong is not drawn once its screen is out of sight.
func (r *root) overlay(all []string, w int) {
	if r.Shown == nil || r.Shown.Mood == ui.Bad && r.Shown.On != r.Top() {
		return
	}
	r.DrawToast(all, *r.Shown, w, r.h >= roomy)
}

// footer shows the keys that act here, as many as fit, the way out among them,
// and how to see all.
func (r *root) footer(w int) string {
	common := r.common()
	quit, _ := ui.FindKey(common, "q")
	keys, after := r.Top().Keys(), []ui.Key{common[1], quit}
	if _, taken := ui.FindKey(keys, "esc"); !taken && len(r.Stack) > 1 {
		keys = append(keys, ui.Key{On: "esc", Says: screen.TextKeyBack, Do: r.esc})
	}
	all, room := "", w
	if t, ok := r.Top().(ui.TextEntry); ok && t.Typing() && !r.help {
		after = nil
	} else {
		all = r.Click(r.Styles.Accent.Render("?")+" "+r.Styles.Mute.Render(r.Say(textKeyHelp)), common[0].Do)
		room = w - cells.Width(all) - 2
	}
	if r.help {
		keys, after = append([]ui.Key{{On: "esc", Says: screen.TextKeyBack, Do: func() tea.Cmd { return r.pressHelp("esc") }}}, r.helpText.Keys()...), nil
	}
	var out []ui.Key
	if i := slices.IndexFunc(keys, func(k ui.Key) bool { return k.On == "esc" && !k.Quiet }); i >= 0 {
		out, keys = keys[i:i+1:i+1], slices.Concat(keys[:i], keys[i+1:])
	}
	leaves := len(r.Stack) == 1 && r.seen() == r.home() && len(out) == 0 && len(after) > 0 && w >= wideFooter
	if leaves { // Esc leads nowhere from home
		out, after = []ui.Key{quit}, nil
	}
	kept := 0
	if way, _ := r.legends("", out, room); way != "" {
		kept = cells.Width(between + way)
	}
	s, whole := r.legends("", keys, room-kept)
	if whole && leaves {
		s, _ = r.legends(s, common[1:2], room-kept)
	}
	if s, _ = r.legends(s, out, room); whole {
		for _, k := range after { // the language, and leaving: each where there is room
			s, _ = r.legends(s, []ui.Key{k}, room)
		}
	}
	if all == "" {
		return s
	}
	return cells.Ends(s, all, w, r.Styles.More)
}

// between stands between two keys in the footer; from wideFooter cells on it keeps
// room for leaving at home.
const (
	between    = "   "
	wideFooter = 76
)

// legends writes keys behind what is there, as long as they fit in so many
// cells; whole: they all did.
func (r *root) legends(s string, keys []ui.Key, room int) (out string, whole bool) {
	for _, k := range keys {
		if k.Quiet {
			continue
		}
		more := r.Click(r.Styles.Accent.Render(r.KeyLabel(k))+" "+r.Styles.Mute.Render(r.Say(k.Says)), k.Do)
		if s != "" {
			more = between + more
		}
		if cells.Width(s)+cells.Width(more) > room {
			return s, false
		}
		s += more
	}
	return s, true
}
