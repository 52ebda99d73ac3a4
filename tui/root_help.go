package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
)

// helpColumn is how wide a column of keys is at least.
const helpColumn = 32

// helpPage lists all keys that act now: the screen's, then everybody's. What
// does not fit is scrolled to.
func (r *root) helpPage(w, h int) string {
	n := max(1, w/helpColumn)
	ls := r.helpLines()
	rows := max(h, (len(ls)+n-1)/n)
	out := make([]string, rows)
	for i, l := range ls {
		out[i%rows] = cells.Pad(out[i%rows], i/rows*(w/n)) + cells.Clip(l, w/n-2, r.Styles.More)
	}
	return r.helpText.Draw(out, w, h)
}

func (r *root) helpLines() []string {
	groups := [][]ui.Key{r.Top().Keys(), r.common()}
	names := []string{r.Say(r.Top().Title()), r.Say(textEverywhere)}
	var ls []string
	for i, keys := range groups {
		if len(keys) == 0 {
			continue
		}
		if len(ls) > 0 {
			ls = append(ls, "")
		}
		ls = append(ls, r.Styles.Strong.Render(names[i]))
		for _, k := range keys {
			ls = append(ls, r.Styles.Accent.Render(cells.Pad(r.allNames(k), 11))+" "+r.Say(k.Says))
		}
	}
	return ls
}

// allNames writes every key that does the same, as far as there is room.
func (r *root) allNames(k ui.Key) string {
	s := ""
	for _, on := range strings.Fields(k.On) {
		name := r.KeyLabel(ui.Key{On: on})
		if s != "" && cells.Width(s)+1+cells.Width(name) > 11 {
			break
		}
		s = strings.TrimSpace(s + " " + name)
	}
	return s
}

// pressHelp scrolls the help; every other key puts it away.
func (r *root) pressHelp(on string) tea.Cmd {
	if k, ok := ui.FindKey(r.helpText.Keys(), on); ok {
		return k.Do()
	}
	r.help, r.helpText = false, ui.NewReader()
	return nil
}
