package tui

import (
	"strings"
)

// helpPage lists all keys that act now: the screen's, then everybody's.
func (r *root) helpPage(w, h int) string {
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
		ls = append(ls, r.look.strong.Render(names[i]))
		for _, k := range keys {
			ls = append(ls, r.look.accent.Render(padLeft(r.allNames(k), 12))+"  "+r.say(k.says))
		}
	}
	return columns(ls, w, h)
}

// allNames writes every key that does the same.
func (r *root) allNames(k key) string {
	var names []string
	for _, on := range strings.Fields(k.on) {
		names = append(names, r.keyName(key{on: on}))
	}
	return clip(strings.Join(names, " "), 12, r.look.more)
}

// columns sets lines that are too many for the height side by side.
func columns(ls []string, w, h int) string {
	if h < 1 {
		return ""
	}
	n := (len(ls) + h - 1) / h
	each := w / max(1, n)
	rows := make([]string, min(h, len(ls)))
	for i, l := range ls {
		rows[i%h] += pad(clip(l, each-2, "~"), each)
	}
	return strings.Join(rows, "\n")
}
