package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// adminScreen is the admins' place. What they do there lies in tabs side by side, so
// that it takes one number in the title bar.
type adminScreen struct {
	*Env
	Shop   adminShop
	Intake Intake
	Guard  Guard

	tabs []tab
	seen int // the tab in sight
}

// tab is a screen of the admin screen. Only the seen one hears keys; answers to what
// it asks come through the admin screen.
type tab interface {
	ui.Screen
	// wake is called whenever the tab comes into sight: it asks anew.
	wake() tea.Cmd
}

// statusArea is a tab with something to show at the right of the tabs' line, in
// at most that many cells.
type statusArea interface{ statusArea(room int) string }

// NewPlace is the admins' place.
func NewPlace(h *Env, shop adminShop, intake Intake, guard Guard) Place {
	return Place{ID: "admin", Name: textAdminPlaceAdmin, Who: Admins, Open: func() ui.Screen { return newAdminScreen(h, shop, intake, guard) }}
}

func newAdminScreen(h *Env, shop adminShop, intake Intake, guard Guard) ui.Screen {
	d := &adminScreen{Env: h, Shop: shop, Intake: intake, Guard: guard}
	d.tabs = []tab{newUploads(d), newAdminMovies(d), newPeople(d), newAdminNotices(d), newCodes(d), newLive(d), newAuditLog(d), newBans(d)}
	return d
}

func (d *adminScreen) Init() tea.Cmd   { return d.tabs[d.seen].wake() }
func (d *adminScreen) Return() tea.Cmd { return d.tabs[d.seen].wake() }
func (d *adminScreen) Title() words.T  { return textAdminPlaceAdmin }

// sees reports whether a tab is in sight, or under a form that was opened there.
func (d *adminScreen) sees(t tab) bool { return d.stack[0] == ui.Screen(d) && d.tabs[d.seen] == t }

func (d *adminScreen) Typing() bool {
	t, ok := d.tabs[d.seen].(ui.TextEntry)
	return ok && t.Typing()
}

func (d *adminScreen) Update(msg tea.Msg) tea.Cmd {
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

func (d *adminScreen) Keys() []ui.Key {
	ks := d.tabs[d.seen].Keys()
	if d.Typing() {
		return ks
	}
	return append(ks,
		ui.Key{On: "tab right", Says: textAdminKeyNextTab, Do: func() tea.Cmd { return d.turn(1) }},
		ui.Key{On: "shift+tab left", Show: d.Styles.Left, Says: textAdminKeyPreviousTab, Quiet: true, Do: func() tea.Cmd { return d.turn(-1) }})
}

func (d *adminScreen) turn(by int) tea.Cmd {
	d.forget()
	d.seen = (d.seen + by + len(d.tabs)) % len(d.tabs)
	return d.tabs[d.seen].wake()
}

// View draws the tab first: what its list shows decides whether the line above
// it says a position.
func (d *adminScreen) View(w, h int) string {
	gap := "\n"
	if h >= 10 {
		gap = "\n\n"
		h--
	}
	body := d.tabs[d.seen].View(w, h-1)
	return d.head(w) + gap + body
}

// head is the line of tabs, with as many of them as there is room for.
func (d *adminScreen) head(w int) string {
	aside := func(int) string { return "" }
	if c, ok := d.tabs[d.seen].(statusArea); ok {
		aside = c.statusArea
	}
	for _, air := range []string{" ", ""} {
		var parts []string
		for i, t := range d.tabs {
			parts = append(parts, d.tabName(i, air+d.Say(t.Title())+air))
		}
		line := strings.Join(parts, " ")
		room := w - ui.Width(line) - 2
		if right := aside(room); ui.Width(right) <= room && (right != "" || aside(w/2) == "") {
			return ui.Ends(line, right, w, d.Styles.More)
		}
	}
	right := aside(w / 2)
	return ui.Ends(d.narrowHead(w-ui.Width(right)-2), right, w, d.Styles.More)
}

// narrowHead shows the seen tab and those that follow, as far as they fit.
func (d *adminScreen) narrowHead(w int) string {
	name := func(i int) string { return d.Say(d.tabs[(i+len(d.tabs))%len(d.tabs)].Title()) }
	line := d.Styles.Mute.Render(d.Styles.Left+" ") + d.tabName(d.seen, " "+name(d.seen)+" ") + d.Styles.Mute.Render(" "+d.Styles.Right)
	for i := 1; i < len(d.tabs); i++ {
		more := line + "  " + d.tabName((d.seen+i)%len(d.tabs), name(d.seen+i))
		if ui.Width(more) > w {
			break
		}
		line = more
	}
	return line
}

func (d *adminScreen) tabName(i int, name string) string {
	drawn := d.Styles.Mute.Render(name)
	if i == d.seen {
		drawn = d.Styles.Chosen(d.Styles.Badge, name)
	}
	return d.Click(drawn, func() tea.Cmd { return d.turn(i - d.seen) })
}

// sure asks once before what can't be undone, with the question off the stack
// when act is called.
func (d *adminScreen) sure(title, yes words.T, body func() []string, act func() tea.Cmd) tea.Cmd {
	return d.confirm(ui.Question{
		Title: title, Body: body, Yes: yes, No: textAdminLeaveIt, Danger: true,
		Do: func(asked ui.Screen) tea.Cmd { d.close(asked); return act() },
	})
}
