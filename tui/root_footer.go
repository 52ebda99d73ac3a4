package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
)

// footer shows the keys that act here, as many as fit, the way out among them,
// and how to see all.
func (r *root) footer(w int) string {
	help, language, quit := r.helpKey(), r.languageKey(), r.quitKey()
	keys, after := r.Top().Keys(), []ui.Key{language, quit}
	if _, taken := ui.FindKey(keys, "esc"); !taken && len(r.Stack) > 1 {
		keys = append(keys, ui.Key{On: "esc", Says: screen.TextKeyBack, Do: r.esc})
	}
	all, room := "", w
	if t, ok := r.Top().(ui.TextEntry); ok && t.Typing() && !r.help {
		after = nil
	} else {
		all = r.Click(r.Styles.Accent.Render("?")+" "+r.Styles.Mute.Render(r.Say(textKeyHelp)), help.Do)
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
	var way legends
	if way.add(r, out, room); way.width > 0 {
		kept = len(between) + way.width
	}
	var shown legends
	whole := shown.add(r, keys, room-kept)
	if whole && leaves {
		shown.add(r, []ui.Key{language}, room-kept)
	}
	if shown.add(r, out, room); whole {
		for _, k := range after { // the language, and leaving: each where there is room
			shown.add(r, []ui.Key{k}, room)
		}
	}
	if all == "" {
		return shown.text
	}
	return cells.Ends(shown.text, all, w, r.Styles.More)
}

// between stands between two keys in the footer; from wideFooter cells on it keeps
// room for leaving at home.
const (
	between    = "   "
	wideFooter = 76
)

// legends are keys beside each other with what they do.
type legends struct {
	text  string
	width int
}

// add writes keys behind what is there, as long as they fit in so many cells; whole:
// they all did.
func (l *legends) add(r *root, keys []ui.Key, room int) (whole bool) {
	for _, k := range keys {
		if k.Quiet {
			continue
		}
		label, says, gap := r.KeyLabel(k), r.Say(k.Says), ""
		if l.text != "" {
			gap = between
		}
		width := len(gap) + cells.Width(label) + 1 + cells.Width(says)
		if l.width+width > room {
			return false
		}
		l.text += gap + r.Click(r.Styles.Accent.Render(label)+" "+r.Styles.Mute.Render(says), k.Do)
		l.width += width
	}
	return true
}
