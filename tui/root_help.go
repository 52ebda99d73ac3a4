package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
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
		out[i%rows] = pad(out[i%rows], i/rows*(w/n)) + clip(l, w/n-2, r.styles.more)
	}
	return r.helpText.draw(out, w, h)
}

func (r *root) helpLines() []string {
	groups := [][]key{r.top().Keys(), r.common()}
	names := []string{r.say(r.top().Title()), r.say(textEverywhere)}
	var ls []string
	for i, keys := range groups {
		if len(keys) == 0 {
			continue
		}
		if len(ls) > 0 {
			ls = append(ls, "")
		}
		ls = append(ls, r.styles.strong.Render(names[i]))
		for _, k := range keys {
			ls = append(ls, r.styles.accent.Render(pad(r.allNames(k), 11))+" "+r.say(k.says))
		}
	}
	return ls
}

// allNames writes every key that does the same, as far as there is room.
func (r *root) allNames(k key) string {
	s := ""
	for _, on := range strings.Fields(k.on) {
		name := r.keyLabel(key{on: on})
		if s != "" && width(s)+1+width(name) > 11 {
			break
		}
		s = strings.TrimSpace(s + " " + name)
	}
	return s
}

// pressHelp scrolls the help; every other key puts it away.
func (r *root) pressHelp(on string) tea.Cmd {
	if k, ok := find(r.helpText.keys(), on); ok {
		return k.do()
	}
	r.help, r.helpText = false, newReader()
	return nil
}
