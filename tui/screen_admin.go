package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/tui/words"
)

// desk is the admins' place. What they do there lies in tabs side by side, so
// that it takes one number in the title bar.
type desk struct {
	*here
	tabs []tab
	seen int // the tab in sight
}

// tab is a screen of the desk. Only the seen one hears keys; answers to what
// it asks come through the desk.
type tab interface {
	screen
	// wake is called whenever the tab comes into sight: it asks anew.
	wake() tea.Cmd
}

// corner is a tab with something to show at the right of the tabs' line, in
// at most that many cells.
type corner interface{ corner(room int) string }

func newDesk(h *here) screen {
	d := &desk{here: h}
	d.tabs = []tab{newUploads(d), newStock(d), newPeople(d), newBoard(d), newCodes(d), newLive(d), newJournal(d), newBans(d)}
	return d
}

func (d *desk) Init() tea.Cmd   { return d.tabs[d.seen].wake() }
func (d *desk) Return() tea.Cmd { return d.tabs[d.seen].wake() }
func (d *desk) Title() words.T  { return textDeskPlaceAdmin }

// sees tells whether a tab is in sight, or under a form that was opened there.
func (d *desk) sees(t tab) bool { return d.stack[0] == screen(d) && d.tabs[d.seen] == t }

func (d *desk) Typing() bool {
	t, ok := d.tabs[d.seen].(typist)
	return ok && t.Typing()
}

func (d *desk) Update(msg tea.Msg) tea.Cmd {
	switch msg.(type) {
	case tea.KeyPressMsg, tea.PasteMsg:
		return d.tabs[d.seen].Update(msg)
	}
	var cmds []tea.Cmd
	for _, t := range d.tabs {
		cmds = append(cmds, t.Update(msg))
	}
	return tea.Batch(cmds...)
}

func (d *desk) Keys() []key {
	ks := d.tabs[d.seen].Keys()
	if d.Typing() {
		return ks
	}
	return append(ks,
		key{on: "tab right", says: textDeskKeyNextTab, do: func() tea.Cmd { return d.turn(1) }},
		key{on: "shift+tab left", show: d.look.left, says: textDeskKeyPreviousTab, quiet: true, do: func() tea.Cmd { return d.turn(-1) }})
}

func (d *desk) turn(by int) tea.Cmd {
	d.forget()
	d.seen = (d.seen + by + len(d.tabs)) % len(d.tabs)
	return d.tabs[d.seen].wake()
}

func (d *desk) View(w, h int) string {
	head := d.head(w)
	if h >= 10 {
		head += "\n"
		h--
	}
	return head + "\n" + d.tabs[d.seen].View(w, h-1)
}

// head is the line of tabs, with as many of them as there is room for.
func (d *desk) head(w int) string {
	aside := func(int) string { return "" }
	if c, ok := d.tabs[d.seen].(corner); ok {
		aside = c.corner
	}
	for _, air := range []string{" ", ""} {
		var parts []string
		for i, t := range d.tabs {
			parts = append(parts, d.tabName(i, air+d.say(t.Title())+air))
		}
		line := strings.Join(parts, " ")
		room := w - width(line) - 2
		if right := aside(room); width(right) <= room && (right != "" || aside(w/2) == "") {
			return ends(line, right, w, d.look.more)
		}
	}
	right := aside(w / 2)
	return ends(d.narrowHead(w-width(right)-2), right, w, d.look.more)
}

// narrowHead shows the seen tab and those that follow, as far as they fit.
func (d *desk) narrowHead(w int) string {
	name := func(i int) string { return d.say(d.tabs[(i+len(d.tabs))%len(d.tabs)].Title()) }
	line := d.look.mute.Render(d.look.left+" ") + d.tabName(d.seen, " "+name(d.seen)+" ") + d.look.mute.Render(" "+d.look.right)
	for i := 1; i < len(d.tabs); i++ {
		more := line + "  " + d.tabName((d.seen+i)%len(d.tabs), name(d.seen+i))
		if width(more) > w {
			break
		}
		line = more
	}
	return line
}

func (d *desk) tabName(i int, name string) string {
	drawn := d.look.mute.Render(name)
	if i == d.seen {
		drawn = d.look.chosen(d.look.badge, name)
	}
	return d.click(drawn, func() tea.Cmd { return d.turn(i - d.seen) })
}

// sure asks once before what can't be undone, with the question off the stack
// when act is called.
func (d *desk) sure(title, yes words.T, body func() []string, act func() tea.Cmd) tea.Cmd {
	return d.push(newConfirm(d.here, question{
		title: title, body: body, yes: yes, no: textDeskLeaveIt, danger: true,
		do: func(asked screen) tea.Cmd { d.close(asked); return act() },
	}))
}
